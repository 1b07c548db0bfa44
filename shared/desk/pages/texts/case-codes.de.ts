import type {
	Assurance,
	CallDirection,
	CallResult,
	DataField,
	KeptOn,
	MessageForm,
	OverrideReason,
	OwedBy,
	PromiseKind,
	ReplyPurpose,
	ReplyWarning,
	SendFailure,
} from '#shared/cases/codes.ts'
import type { ProtectedAct } from '#shared/cases/data/levels.ts'
import type { FactOf } from '#shared/cases/facts.ts'
import type { MediaFailure } from '#shared/cases/messages/media-item.ts'
import type { About, Attached } from '#shared/cases/messages/pointed-at.ts'
import type { StepKind, StepUndoneReason } from '#shared/cases/netiquette/facts.ts'
import type { OutboundChannel } from '#shared/cases/network.ts'
import type { ByHandReason } from '#shared/cases/replies/ways.ts'
import type { DangerDeed, DismissalReason } from '#shared/cases/signals/facts.ts'
import type { Act } from '#shared/replies/failure-words.ts'
import type { CaseView, DataRequestView, DeliveryView, PromiseView } from '../../case-view-schema.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'
import { FAILURES_DE } from './failures.de.ts'

/** Words for a closed list of codes: one that is missing does not compile. */
type Words<Code extends string> = Readonly<Record<Code, string>>

const visibilities: Words<TimelineEntry['visibility']> = { public: 'öffentlich', private: 'privat', internal: 'intern' }
const channels: Words<OutboundChannel> = { x: 'X', facebook: 'Facebook', instagram: 'Instagram', mail: 'E-Mail' }
const authors: Words<TimelineEntry['author']> = {
	customer: 'Kundin',
	agent: 'wir',
	bystander: 'Unbeteiligte',
	system: 'System',
}
const messageForms: Words<MessageForm> = {
	mention: 'Erwähnung',
	groupMention: 'Erwähnung in einer Gruppe',
	captionMention: 'Erwähnung in einem Beitrag',
	commentMention: 'Erwähnung in einem Kommentar',
	storyMention: 'Erwähnung in einer Story',
	storyReply: 'Antwort auf unsere Story',
	reply: 'Antwort',
	quote: 'Zitat',
	article: 'Artikel',
	communityPost: 'Beitrag in einer Community',
	comment: 'Kommentar',
	adComment: 'Kommentar zu einer Anzeige',
	liveComment: 'Kommentar zur Live-Übertragung',
	reviewComment: 'Kommentar zu einer Bewertung',
	post: 'Beitrag',
	wallShare: 'Geteilter Beitrag',
	review: 'Bewertung',
	bareReview: 'Bewertung ohne Kennung',
	feedback: 'Antwort auf unsere Umfrage',
	dm: 'Nachricht',
}

const deliveries: Words<DeliveryView['state']> = {
	queued: 'angenommen',
	started: 'wird gerade übergeben',
	deferred: 'wartet',
	sent: 'angekommen',
	failed: 'nicht angekommen',
	unknown: 'ungewiss',
	bounced: 'zurückgekommen',
	withdrawn: 'zurückgeholt',
}
/** What an agent does about it; nothing where the words are enough. */
const deliveryHelp: Words<Exclude<DeliveryView['state'], 'sent'>> = {
	queued: 'Bis dahin kann die Antwort zurückgeholt werden.',
	started: 'Zurückholen geht jetzt nicht mehr.',
	deferred: 'Sie geht von selbst ab. Eilt es, auf anderem Weg antworten.',
	failed: 'Der Text liegt wieder im Entwurf.',
	unknown: 'Im Netzwerk nachsehen, ob sie dort steht, und es hier sagen.',
	bounced: 'Im Netzwerk antworten oder um eine andere Adresse bitten.',
	withdrawn: 'Der Text liegt wieder im Entwurf.',
}
const held: Words<NonNullable<DeliveryView['held']>> = {
	sendingStopped: 'Senden ist für alle angehalten.',
	limit: 'Das Netzwerk nimmt gerade nichts mehr an.',
	tokenDead: 'Unser Zugang ist abgelaufen; die Leitung erneuert ihn.',
	accountBlocked: 'Unser Konto ist gesperrt; die Leitung weiß Bescheid.',
	pace: 'Viele Nachrichten auf einmal: Sie gehen nacheinander ab.',
	notReached: 'Das Netzwerk war nicht erreichbar; gesendet wurde nichts.',
	looksAutomated: 'Das Netzwerk hält uns für eine Maschine und lässt uns warten; die Leitung weiß Bescheid.',
	applicationRestricted: 'Das Netzwerk lässt unsere Anwendung gerade nichts schreiben; die Leitung weiß Bescheid.',
	accountWorks: 'Das Netzwerk hat unseren Zugang abgelehnt, er gilt aber noch; wir versuchen es noch einmal.',
	unexplained: 'Das Netzwerk hat ohne bekannten Grund abgelehnt; wir versuchen es noch einmal.',
}

const purposes: Words<ReplyPurpose> = {
	answer: 'Antwort',
	interim: 'Zwischenstand',
	invitation: 'Einladung',
	netiquette: 'Netiquette',
}
const readingPurposes: Words<FactOf<'DataRead'>['purpose']> = {
	identifyCustomer: 'Kundin zuordnen',
	lookUpContract: 'Vertrag nachsehen',
	callBack: 'zurückrufen',
	arrangeVisit: 'Termin vereinbaren',
	handOver: 'weitergeben',
}
const fields: Words<DataField> = {
	customerNumber: 'Kundennummer',
	name: 'Name',
	phone: 'Rufnummer',
	callbackWindow: 'Zeit für den Rückruf',
	connectionAddress: 'Anschlussadresse',
	orderNumber: 'Auftragsnummer',
	email: 'E-Mail-Adresse',
	freeText: 'Freitext',
}
const assurances: Words<Assurance> = {
	controlsAccount: 'schreibt von diesem Konto',
	controlsMailbox: 'schreibt von diesem Konto und liest dieses Postfach',
}
const allowed: Words<ProtectedAct> = {
	generalAdvice: 'allgemein beraten',
	faultReport: 'Störung aufnehmen',
	callBack: 'zurückrufen',
	orderStatus: 'Auftragsstand nennen',
	technicianVisit: 'Technikertermin',
	complaintAboutBill: 'Rechnung prüfen',
}
const requestStates: Words<DataRequestView['state']> = {
	open: 'angefragt, noch nichts da',
	paused: 'pausiert nach zehn falschen Codes',
	received: 'Daten sind da',
	revoked: 'zurückgezogen',
	disowned: '„Das war ich nicht“',
	expired: 'abgelaufen',
}

const promiseKinds: Words<PromiseKind> = {
	callBack: 'Rückruf',
	appointment: 'Termin',
	answer: 'Antwort',
	refund: 'Erstattung',
	correction: 'Korrektur',
	other: 'etwas anderes',
}
const promiseStates: Words<PromiseView['state']> = {
	open: 'offen',
	kept: 'gehalten',
	broken: 'gebrochen',
	moved: 'verschoben',
	voided: 'hinfällig',
}
const owedBy: Words<OwedBy> = { agent: 'ich', team: 'das Team', handover: 'die Fachabteilung' }
const keptOn: Words<KeptOn> = { reply: 'mit einer Antwort', call: 'mit einem Anruf', other: 'anders' }
const voided: Words<FactOf<'PromiseVoided'>['why']> = {
	withdrawn: 'die Antwort wurde zurückgeholt',
	failed: 'die Antwort kam nicht an',
	bounced: 'die Mail kam zurück',
	personErased: 'die Person wurde gelöscht',
}
const nearness: Words<NonNullable<CaseView['due']>['state']> = {
	ahead: 'steht an',
	reminded: 'bald fällig',
	due: 'jetzt fällig',
	overdue: 'überfällig',
	escalated: 'überfällig, Leitung weiß es',
}

const directions: Words<CallDirection> = { in: 'Kundin rief an', out: 'wir riefen an' }
const results: Words<CallResult> = { reached: 'gesprochen', notReached: 'nicht erreicht', mailbox: 'Mailbox' }

const dismissals: Words<DismissalReason> = {
	wronglyDetected: 'falsch erkannt',
	notMeant: 'nicht so gemeint',
	ofAnotherPerson: 'betrifft jemand anderen',
	settled: 'schon geklärt',
}
const deeds: Words<DangerDeed> = {
	emergencyCalled: '112 gerufen',
	policeInformed: 'Polizei informiert',
	youthOfficeInformed: 'Jugendamt informiert',
	helpNamed: '112 oder Hilfetelefon genannt',
	spokenWith: 'mit der Person gesprochen',
	lineRestored: 'Anschluss läuft wieder',
	staffWarned: 'Kolleginnen gewarnt',
	inOthersHands: 'andere kümmern sich schon',
	figureOfSpeech: 'keine Gefahr: Redewendung',
	quoted: 'keine Gefahr: zitiert',
	inThePast: 'keine Gefahr: liegt zurück',
	wronglyDetected: 'keine Gefahr: falsch erkannt',
}

const steps: Words<StepKind> = {
	pointer: 'Hinweis auf den Ton',
	warning: 'Verwarnung',
	hidden: 'ausgeblendet',
	muted: 'stummgeschaltet',
}
const stepStates: Words<CaseView['netiquette']['steps'][number]['state']> = {
	underWay: 'noch nicht angekommen',
	stands: 'gilt',
	notSent: 'nie angekommen',
	undone: 'zurückgenommen',
	ended: 'vorbei',
}
const undoneReasons: Words<StepUndoneReason> = {
	wronglyJudged: 'falsch eingeschätzt',
	apologised: 'hat sich entschuldigt',
	ofAnotherPerson: 'war jemand anderes',
	shownAgain: 'wieder eingeblendet',
}

const addressReasons: Words<NonNullable<FactOf<'AddressFormSet'>['reason']>> = {
	customerSaidSo: 'Kundin hat es gesagt',
	askedOnThePhone: 'am Telefon gefragt',
	wronglyDetected: 'falsch erkannt',
}
const overrides: Words<OverrideReason> = {
	meantSo: 'so gemeint',
	customerAgreed: 'Kundin ist einverstanden',
	wronglyDetected: 'falsch erkannt',
	sameIncident: 'dieselbe Störung',
}
const warnings: Words<ReplyWarning> = {
	saysDu: 'Der Text sagt du, die Kundin wird gesiezt.',
	saysSie: 'Der Text sagt Sie, die Kundin wird geduzt.',
	otherLanguage: 'Der Text ist in einer anderen Sprache als die der Kundin.',
	identicalText: 'Derselbe Text ging gerade schon an andere.',
	linkPrice: 'Der Link macht diese Antwort teurer.',
}

/** Why something is answered by hand only. */
const byHandReasons: Words<ByHandReason> = {
	notOurPage: 'Das steht nicht auf unserer Seite. Dort lässt uns das Netzwerk nur in seiner App antworten',
	membersOnly: 'In dieser Community dürfen nur Mitglieder antworten',
	noId: 'Diese Bewertung hat keine Kennung. Antworten geht nur in der App des Netzwerks',
	live: 'Unter einer Live-Übertragung geht öffentlich nur die App, solange sie läuft',
	unknown: 'Hier lässt uns das Netzwerk nur in seiner App antworten',
	notCalled: 'X lässt uns hier nur in der App antworten: Die Kundin hat uns weder erwähnt noch zitiert',
}

const attached: Words<Attached['kind']> = {
	image: 'Bild',
	video: 'Video',
	audio: 'Ton',
	file: 'Datei',
	sticker: 'Sticker',
	location: 'Standort',
	link: 'Link',
	post: 'Geteilter Beitrag',
	reel: 'Geteiltes Reel',
	story: 'Story',
	article: 'Artikel',
	product: 'Produkt',
	card: 'Karte',
	poll: 'Umfrage',
	contact: 'Kontakt',
	ephemeral: 'Aufnahme, die nur einmal zu sehen ist',
	unknown: 'Etwas, das nur die App des Netzwerks zeigt',
}
const about: Words<About['kind']> = {
	story: 'Antwort auf unsere Story',
	post: 'Zitiert einen Beitrag',
	reel: 'Unter unserem Reel',
	live: 'Unter unserer Live-Übertragung',
	ad: 'Zu unserer Anzeige',
	product: 'Zu unserem Produkt',
	article: 'Aus dem Artikel',
	link: 'Kam über unseren Link',
}
const mediaFailures: Words<MediaFailure> = {
	gone: 'im Netzwerk nicht mehr da',
	forbidden: 'vom Netzwerk nicht freigegeben',
	unreachable: 'vom Netzwerk nicht zu bekommen',
	hostNotAllowed: 'liegt an fremder Stelle und wird nicht geladen',
	tooLarge: 'zu groß',
	wrongType: 'weder Bild noch Video, Ton oder PDF',
}
const failures: Readonly<Record<Act, Words<SendFailure>>> = FAILURES_DE

/** Words for every code that the page of a case shows. */
export const caseCodesDe = {
	visibilities,
	channels,
	authors,
	messageForms,
	deliveries,
	deliveryHelp,
	held,
	purposes,
	readingPurposes,
	fields,
	assurances,
	allowed,
	requestStates,
	noReason: 'ohne Zusatz',
	promiseKinds,
	promiseStates,
	owedBy,
	keptOn,
	voided,
	nearness,
	directions,
	results,
	dismissals,
	deeds,
	steps,
	stepStates,
	undoneReasons,
	addressReasons,
	overrides,
	warnings,
	byHandReasons,
	attached,
	about,
	mediaFailures,
	failures,
}

export type CaseCodeTexts = typeof caseCodesDe
