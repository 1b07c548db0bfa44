import type { Role } from '#shared/cases/actor.ts'
import type { Network } from '#shared/cases/network.ts'
import type { QueueView } from '../../queue/views.ts'

const views: Readonly<Record<QueueView, string>> = {
	now: 'Jetzt dran',
	mine: 'Meine',
	team: 'Mein Team',
	all: 'Alle offenen',
	waiting: 'Warten auf andere',
	due: 'Fällig',
	failed: 'Nicht angekommen',
	release: 'Freigabe',
	closed: 'Heute erledigt',
}
const networks: Readonly<Record<Network, string>> = { x: 'X', facebook: 'Facebook', instagram: 'Instagram' }
const roles: Readonly<Record<Role, string>> = {
	agent: 'Team',
	lead: 'Leitung',
	auditor: 'Revision',
	trainee: 'In Einarbeitung',
	callcentre: 'Callcenter',
}

/** What the frame of every page says. */
export const frameDe = {
	desk: 'Hilft-Desk',
	skip: 'Zum Inhalt',
	views,
	networks,
	roles,
	viewsLabel: 'Listen der Fälle',
	more: (count: number): string => `${count}+`,
	casesCounted: (count: string): string => (count === '1' ? '1 Fall' : `${count} Fälle`),
	duty: 'Dienst',
	dutyOn: 'im Dienst',
	dutyAway: 'Pause',
	dutyOff: 'frei',
	me: 'Einstellungen',
	help: 'Tasten und Hilfe',
	signOut: 'Abmelden',
	search: 'Suchen',
	searchLabel: 'Fälle suchen',
	searchHint: 'Name, @Konto, Wort, Fallnummer',
	connected: 'verbunden',
	sendingOn: 'Senden läuft',
	sendingStopped: 'Senden ist angehalten: Antworten werden angenommen und gehen ab, sobald es wieder läuft.',
	accountLimited: (network: string, until: string): string =>
		`${network} nimmt gerade nichts an. Antworten warten und gehen ${until === '' ? 'später' : `ab ${until}`} von selbst ab.`,
	accountStopped: (network: string): string =>
		`${network} ist für uns gesperrt. Antworten warten, bis die Leitung den Zugang erneuert hat.`,
	dangers: (count: number): string => (count === 1 ? '1 Fall in Gefahr' : `${count} Fälle in Gefahr`),
	dangersOpen: 'zuerst ansehen',
	status: 'Meldungen',
}

export type FrameTexts = typeof frameDe
