import type { Role } from '#shared/cases/actor.ts'
import type { AddressForm, CaseOutcome, ContactLanguage, UnansweredReason } from '#shared/cases/codes.ts'
import type { Network } from '#shared/cases/network.ts'
import type { DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'
import type { RowMark } from '../../queue/row.ts'
import type { QueueView } from '../../queue/view-codes.ts'

/** A word of ours for each code of a closed list: a code without one does not compile. */
type WordsOf<Code extends string> = Readonly<Record<Code, string>>

const views: WordsOf<QueueView> = {
	now: 'Jetzt dran',
	mine: 'Meine',
	team: 'Mein Team',
	all: 'Alle offenen',
	waiting: 'Warten auf andere',
	due: 'Fällig',
	failed: 'Nicht angekommen',
	release: 'Zur Freigabe',
	closed: 'Heute erledigt',
}
const networks: WordsOf<Network> = { x: 'X', facebook: 'Facebook', instagram: 'Instagram' }
const roles: WordsOf<Role> = {
	agent: 'Fallbearbeitung',
	lead: 'Leitung',
	auditor: 'Revision',
	trainee: 'In Einarbeitung',
	callcentre: 'Callcenter',
}
const languages: WordsOf<ContactLanguage> = { de: 'Deutsch', en: 'Englisch', tr: 'Türkisch' }
const forms: WordsOf<AddressForm | 'unknown'> = { du: 'du', sie: 'Sie', unknown: 'Anrede offen' }
const turns: WordsOf<'ours' | 'customer' | 'backoffice'> = {
	ours: 'wir sind dran',
	customer: 'Kundin ist dran',
	backoffice: 'Fachabteilung ist dran',
}
const signals: WordsOf<SignalKind> = {
	press: 'Presse',
	lawyer: 'Anwalt',
	regulator: 'Behörde',
	consumerAdvice: 'Verbraucherschutz',
	cancellation: 'Kündigung',
	withdrawal: 'Widerruf',
	missedAppointment: 'Termin versäumt',
	doubleBilling: 'Doppelt abgebucht',
	repeatedContact: 'Schreibt wiederholt',
	bereavement: 'Trauerfall',
	minor: 'Minderjährig',
	poaching: 'Abwerbung',
	impersonation: 'Gibt sich als uns aus',
	brokenPromiseTwice: 'Zusage zweimal gebrochen',
	thanks: 'Dank',
}
const dangers: WordsOf<DangerKind> = {
	selfHarm: 'Suizid oder Selbstverletzung',
	lifeThreat: 'Lebensgefahr',
	emergencyUnreachable: 'Notruf nicht erreichbar',
	violenceAgainstUs: 'Gewalt gegen uns',
	child: 'Kind in Gefahr',
}
const marks: WordsOf<RowMark> = {
	failed: 'Nicht angekommen',
	dataReceived: 'Daten sind da',
	parkedMail: 'Fremde E-Mail wartet',
	fellBack: 'Ansprechpartner fehlt',
	proposal: 'Entwurf zur Freigabe',
	muted: 'Stumm geschaltet',
}
const outcomes: WordsOf<CaseOutcome> = {
	helped: 'geholfen',
	notHelped: 'nicht geholfen',
	noRequest: 'kein Anliegen',
	notOurs: 'nicht unser Unternehmen',
	withdrawnByCustomer: 'von der Kundin erledigt',
	unreachable: 'nicht erreichbar',
	toldByIncident: 'durch die Störungsmeldung beantwortet',
	spamOrAbuse: 'Spam oder Beschimpfung',
}
const reasons: WordsOf<UnansweredReason> = {
	thanks: 'nur Dank',
	opinion: 'nur Meinung',
	abuse: 'nur Beschimpfung',
	wrongCompany: 'falsches Unternehmen',
	spam: 'Spam',
	answeredElsewhere: 'anderswo beantwortet',
}

export const codesDe = {
	views,
	networks,
	roles,
	languages,
	forms,
	turns,
	signals,
	dangers,
	marks,
	outcomes,
	reasons,
	/** Of whoever left so long ago that nobody can tell any more. */
	formerAgent: 'ehemals im Team',
	danger: 'Gefahr',
}

/** The one vocabulary of the desk. */
export type CodeTexts = typeof codesDe
