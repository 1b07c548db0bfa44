import type { FactOf } from '#shared/cases/facts.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'

/** What a line of the timeline is about, each part in words already; empty where there is none. */
export type LineParts = {
	readonly who: string
	readonly owner: string
	readonly deputy: string
	readonly team: string
	readonly from: string
	readonly asked: string
	readonly fields: string
	readonly assurance: string
	readonly outcome: string
	readonly reason: string
	readonly purpose: string
	readonly signal: string
	readonly danger: string
	readonly step: string
	readonly promise: string
	readonly form: string
	readonly language: string
	readonly call: string
	readonly isAgreed: boolean
}
type Line = (parts: LineParts) => string

const after = (before: string, words: string): string => (words === '' ? '' : `${before}${words}`)

/** A sentence for each kind of entry: one that is missing does not compile. */
const lines: Readonly<Record<TimelineEntry['kind'], Line>> = {
	message: ({ who }) => `${who} schreibt`,
	messageEdited: () => 'Die Kundin hat eine Nachricht geändert',
	messageErased: () => 'Eine Nachricht wurde zurückgenommen',
	messageDisowned: () => 'Das Netzwerk hat nachgereicht, wer das geschrieben hat: wir selbst',
	caseFellAway: () => 'Der Fall hat sich erledigt: Hier hat nie eine Kundin oder ein Kunde geschrieben',
	messageHidden: () => 'Eine Nachricht ist für andere ausgeblendet',
	messageShown: () => 'Eine Nachricht ist wieder für alle zu sehen',
	note: ({ who }) => `${who} notiert`,
	noteWithdrawn: ({ who }) => `${who} hat eine Notiz zurückgenommen`,
	noteStruck: ({ who }) => `${who} hat eine Notiz durchgestrichen`,
	colleagueAsked: ({ who, asked }) => `${who} fragt ${asked}`,
	colleagueAnswered: ({ who }) => `${who} hat die Frage beantwortet`,
	caseOpened: () => 'Fall eröffnet',
	caseReopened: () => 'Fall wieder geöffnet',
	caseClaimed: ({ who }) => `${who} arbeitet daran`,
	caseReleased: ({ who }) => `${who} hat den Fall freigegeben`,
	caseAssigned: ({ who, owner, deputy, team }) =>
		team === ''
			? `${who} hat den Fall an ${owner} gegeben${after(', Vertretung ', deputy)}`
			: `${who} hat den Fall an Team ${team} gegeben`,
	caseTakenOver: ({ who, from, reason }) =>
		`${who} hat den Fall${after(' von ', from)} übernommen${after(': ', reason)}`,
	caseFellBack: ({ from, owner, team, reason }) =>
		`Fall von ${from} an ${owner || (team === '' ? 'alle' : `Team ${team}`)} gefallen${after(': ', reason)}`,
	addressFormSet: ({ who, form }) => `${who} hat die Anrede auf ${form} gestellt`,
	languageSet: ({ who, language }) => `${who} hat die Sprache auf ${language} gestellt`,
	dataRequested: ({ who, fields }) => `${who} hat Daten angefragt: ${fields}`,
	requestResent: ({ who }) => `${who} hat die Anfrage noch einmal geschickt`,
	invitation: () => 'Einladung in eine private Nachricht',
	mailRequested: () => 'E-Mail mit dem sicheren Link',
	mailParked: () => 'Eine E-Mail von einer anderen Adresse nennt diesen Fall und wartet ungelesen bei der Leitung',
	parkedMailSettled: () => 'Die E-Mail von der anderen Adresse ist erledigt',
	mailBounced: ({ reason }) => `Die E-Mail mit dem Link kam zurück${after(': ', reason)}`,
	bounceNotice: () => 'Nachricht an die Kundin: E-Mail kam zurück',
	complaintNotice: () => 'Nachricht an die Kundin: E-Mail wurde als unerwünscht gemeldet',
	requestPaused: () => 'Zehn falsche Codes: Anfrage pausiert',
	requestDisowned: () => 'Jemand sagt auf der sicheren Seite: „Das war ich nicht“',
	requestRevoked: ({ who }) => `${who} hat die Anfrage zurückgezogen`,
	requestExpired: () => 'Anfrage abgelaufen',
	dataReceived: ({ fields, assurance }) => `Daten sind da: ${fields}${after('; wer sie gab, ', assurance)}`,
	dataRead: ({ who, fields, purpose }) => `${who} hat gelesen: ${fields}${after('. Zweck: ', purpose)}`,
	dataErased: ({ reason }) => `Daten gelöscht${after(': ', reason)}`,
	reply: ({ who, purpose }) => `${who} · ${purpose || 'Antwort'}`,
	replyProposed: ({ who, purpose }) => `${who} schlägt vor: ${purpose || 'Antwort'}`,
	replyReleased: ({ who }) => `${who} hat den Vorschlag freigegeben`,
	replyReturned: ({ who }) => `${who} hat den Vorschlag zurückgegeben`,
	replyCorrected: ({ who }) => `${who} hat eine Antwort korrigiert`,
	replyDeleted: ({ who }) => `${who} hat eine Antwort gelöscht`,
	replyBounced: ({ reason }) => `Unsere E-Mail kam zurück${after(': ', reason)}`,
	hideQueued: ({ who }) => `${who} blendet eine Nachricht aus`,
	unhideQueued: ({ who }) => `${who} blendet eine Nachricht wieder ein`,
	nativeAnswer: () => 'Jemand von uns hat in der App des Netzwerks geschrieben',
	nativeAnswerConfirmed: ({ who }) => `${who} bestätigt: Das war unsere Antwort`,
	answeredByHand: ({ who }) => `${who} hat von Hand geantwortet`,
	dataFound: ({ fields }) => `In den Tresor verschoben: ${fields}`,
	dataExposed: ({ fields }) => `Öffentlich preisgegeben, hier verdeckt: ${fields}`,
	personErasureProposed: ({ who }) => `${who} schlägt vor, die Person zu löschen`,
	personErasureDemanded: ({ who, reason }) =>
		`${who === '' ? 'Löschung' : `${who}: Löschung`} der Person verlangt${after(', ', reason)}`,
	personErasureWithdrawn: ({ who }) => `${who} hat die Löschung zurückgenommen`,
	personErasureBegun: () => 'Löschung der Person begonnen',
	personErased: () => 'Person gelöscht',
	turnLapsed: () => 'Frist vorbei: wir sind wieder dran',
	caseClosed: ({ who, outcome, reason }) => `${who} hat geschlossen: ${outcome}${after(', ', reason)}`,
	closeQueued: ({ who, outcome }) => `${who} schließt, sobald die Antwort ankam: ${outcome}`,
	closeDropped: ({ reason }) => `Bleibt offen${after(': ', reason)}`,
	closingProposed: ({ who, outcome, reason }) => `${who} schlägt vor zu schließen: ${outcome}${after(', ', reason)}`,
	closingApproved: ({ who }) => `${who} stimmt dem Abschluss zu`,
	closingRefused: ({ who }) => `${who} lehnt den Abschluss ab`,
	promiseMade: ({ who, promise, owner, team }) =>
		`${who} hat zugesagt: ${promise}${after(', hält ', owner)}${after(', hält Team ', team)}`,
	promiseKept: ({ who, reason }) => `${who} hat die Zusage gehalten${after(', ', reason)}`,
	promiseBroken: ({ who }) => `${who}: Zusage gebrochen`,
	promiseMoved: ({ who, isAgreed }) =>
		`${who} hat die Zusage verschoben, ${isAgreed ? 'die Kundin ist einverstanden' : 'ohne Einverständnis der Kundin'}`,
	promisePassedOn: ({ owner, team }) => `Zusage hält jetzt ${owner || `Team ${team}`}`,
	promiseReminded: () => 'Zusage bald fällig',
	promiseOverdue: () => 'Zusage überfällig',
	promiseEscalated: () => 'Zusage überfällig: Leitung informiert',
	promiseVoided: ({ reason }) => `Zusage hinfällig${after(': ', reason)}`,
	promiseRestored: () => 'Zusage gilt wieder: Die Antwort kam doch an',
	followUpSet: ({ who }) => `${who} hat eine Wiedervorlage gesetzt`,
	followUpDue: () => 'Wiedervorlage fällig',
	followUpCleared: ({ who, reason }) =>
		`${who === '' ? 'Wiedervorlage' : `${who}: Wiedervorlage`} erledigt${after(', ', reason)}`,
	callRecorded: ({ who, call }) => `${who}, Anruf: ${call}`,
	phoneFormSet: ({ who, form }) => `${who}: am Telefon ${form}`,
	signalRaised: ({ signal }) => `Hinweis: ${signal}`,
	signalConfirmed: ({ who, signal }) => `${who} bestätigt den Hinweis: ${signal}`,
	signalDismissed: ({ who, signal, reason }) => `${who} verwirft den Hinweis: ${signal}${after(', ', reason)}`,
	dangerRaised: ({ danger }) => `Gefahr: ${danger}`,
	dangerTold: ({ danger }) => `Gefahr: ${danger}. Leitung in Bereitschaft informiert`,
	dangerTaken: ({ who, danger }) => `${who} kümmert sich: ${danger}`,
	dangerEnded: ({ who, danger, reason }) => `${who} hat die Gefahr beendet: ${danger}${after(', ', reason)}`,
	netiquetteStep: ({ who, step }) => `${who}, Netiquette: ${step}`,
	netiquetteStepUndone: ({ reason }) => `Netiquette-Schritt zurückgenommen${after(': ', reason)}`,
	muteEnded: () => 'Stummschaltung vorbei',
}

/** What codes of reasons mean in the entries that carry one. */
const why: {
	readonly caseTakenOver: Readonly<Record<FactOf<'CaseTakenOver'>['why'], string>>
	readonly caseFellBack: Readonly<Record<FactOf<'CaseFellBack'>['why'], string>>
	readonly closeDropped: Readonly<Record<FactOf<'CloseDropped'>['why'], string>>
	readonly dataErased: Readonly<Record<FactOf<'DataErased'>['reason'], string>>
	readonly mailBounced: Readonly<Record<FactOf<'MailBounced'>['reason'], string>>
	readonly personErasureDemanded: Readonly<Record<FactOf<'PersonErasureDemanded'>['reason'], string>>
	readonly followUpCleared: Readonly<Record<FactOf<'FollowUpCleared'>['why'], string>>
} = {
	caseTakenOver: {
		released: 'war frei',
		absent: 'ist nicht da',
		lead: 'als Leitung',
		owner: 'gehört ohnehin dazu',
		danger: 'wegen der Gefahr',
	},
	caseFellBack: { off: 'nicht im Dienst', away: 'länger in der Pause', retired: 'nicht mehr dabei' },
	closeDropped: {
		message: 'Die Kundin hat sich gemeldet',
		withdrawn: 'Die Antwort wurde zurückgeholt',
		failed: 'Die Antwort kam nicht an',
		unknown: 'Ob die Antwort ankam, ist ungewiss',
		blocked: 'Etwas ist der Kundin noch zugesagt',
	},
	dataErased: { demanded: 'auf Verlangen', retention: 'Aufbewahrung vorbei' },
	mailBounced: { bounced: 'nicht zustellbar', complained: 'als unerwünscht gemeldet' },
	personErasureDemanded: { demanded: 'auf Verlangen', network: 'über das Netzwerk' },
	followUpCleared: { done: 'angesehen', closed: 'Fall geschlossen' },
}

/** What the lines of the timeline say. */
export const entriesDe = { lines, why }
export type EntryTexts = typeof entriesDe
