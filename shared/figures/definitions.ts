import type { FigureKey } from './cell.ts'

/** What each figure means, in a sentence of each language; one that is missing does not compile. */
export type FigureDefinition = {
	readonly de: string
	readonly en: string
	/** How its parts make it up. */
	readonly formula: string
}

export const DEFINITIONS: Readonly<Record<FigureKey, FigureDefinition>> = {
	received: {
		de: 'Nachrichten und E-Mails, die uns erreicht haben, am Tag ihrer Absendung nach der Uhr des Netzwerks.',
		en: 'Messages and mails that reached us, on the day they were sent by the clock of their network.',
		formula: 'received = sum of its cells',
	},
	matters: {
		de: 'Anliegen, die an diesem Tag begonnen haben: je Fall eines.',
		en: 'Matters that began on that day: one a case.',
		formula: 'matters = sum of its cells',
	},
	firstAnswer: {
		de: 'Zeit von der ersten Nachricht eines Anliegens bis zu unserer ersten Antwort, auch einer vorläufigen, einer später gelöschten oder einer bestätigten in der App des Netzwerks; in Servicezeit des antwortenden Teams und nach der Uhr, am Tag, an dem das Anliegen begann. Wer noch wartet, zählt als länger als alle anderen; von Hand beantwortete und ohne Antwort geschlossene stehen daneben.',
		en: 'Time from the first message of a matter to our first answer, be it an interim one, one deleted later or a confirmed one in the app of the network; in service hours of the team that answered and by the clock, on the day the matter began. Whoever still waits counts as longer than all others; those answered by hand and those closed without an answer stand beside it.',
		formula: 'matters = timed + open + closedUnanswered + byHand, of each clock',
	},
	closed: {
		de: 'Anliegen nach ihrem letzten Abschluss, am Tag dieses Abschlusses, mit Ergebnis und Grund; solche, bei denen noch jemand wartete, und solche, die seither wieder offen sind, getrennt. 14 Tage lang vorläufig.',
		en: 'Matters by their last close, on the day of that close, with outcome and reason; apart those where somebody still waited and those that are open again since. Provisional for 14 days.',
		formula: 'closed = nobody waiting + somebody waiting = closed now + reopened',
	},
	helped: {
		de: 'Anliegen, deren letzter Abschluss nach unserer Angabe geholfen hat: von der Kundin bestätigt, von ihr innerhalb von 14 Tagen durch andere Worte als Dank widersprochen, oder ungewiss. Ob sie einem früheren solchen Abschluss widersprochen hatte, steht dabei.',
		en: 'Matters whose last close, by our own word, helped: confirmed by the customer, contradicted by them within 14 days by words other than thanks, or unknown. Whether they had contradicted an earlier such close is shown with it.',
		formula: 'helped = confirmed + contradicted + unknown = closed with the outcome helped',
	},
	acrossHandover: {
		de: 'Anliegen, in denen wir Daten sicher angefragt haben, am Tag der ersten Anfrage: was aus ihr wurde, und wie das Anliegen endete.',
		en: 'Matters in which we asked for data securely, on the day we first did: what became of it, and how the matter ended.',
		formula: 'asked = open + received + expired + revoked + disowned = open + helped + otherwise',
	},
	promises: {
		de: 'Zusagen, am Tag, an dem sie gemacht wurden: rechtzeitig gehalten, zu spät gehalten, gebrochen, verschoben, hinfällig oder offen.',
		en: 'Promises, on the day they were made: kept in time, kept late, broken, moved, voided or open.',
		formula: 'made = keptInTime + keptLate + broken + moved + voided + open',
	},
	brokenTwice: {
		de: 'Anliegen, in denen eine zweite Zusage gebrochen wurde, an diesem Tag; nach ihrem Termin ohne Absprache verschoben gilt als gebrochen.',
		en: 'Matters in which a second promise was broken, on that day; moved after its date without the customer’s word is broken.',
		formula: 'brokenTwice = sum of its cells',
	},
	turnTimes: {
		de: 'Wie lange ein Anliegen bis zu seinem letzten Abschluss offen war, und wer dabei wie lange dran war, in Millisekunden; Zeit, in der es geschlossen war, zählt nicht.',
		en: 'How long a matter was open until its last close, and whose turn it was for how long, in milliseconds; time in which it was closed does not count.',
		formula: 'life = ours + customer + backoffice',
	},
	netiquette: {
		de: 'Schritte der Netiquette, die getan und nicht zurückgenommen wurden: Hinweis, Verwarnung, ausgeblendet, stummgeschaltet.',
		en: 'Netiquette steps that were taken and not undone: pointer, warning, hidden, muted.',
		formula: 'netiquette = sum of its steps',
	},
	danger: {
		de: 'Gefahren, am Tag, an dem sie gemeldet wurden: wie lange es dauerte, bis jemand sie übernahm, und was getan wurde.',
		en: 'Dangers, on the day they were raised: how long it took until somebody took them, and what was done.',
		formula: 'danger = timed + open, by what was done',
	},
	signals: {
		de: 'Hinweise, die Worte gegeben haben, einer je Art und Anliegen: vermutet, bestätigt oder verworfen.',
		en: 'Signals that words gave, one of a kind and matter: raised, confirmed or dismissed.',
		formula: 'signals = raised + confirmed + dismissed',
	},
	ledger: {
		de: 'Was aus den Nachrichten der Kundinnen wurde: beantwortet, wartend, mit Grund geschlossen, durch eine Störungsmeldung informiert, unbeantwortet zurückgenommen, oder unbeantwortet mit der Person gelöscht.',
		en: "What became of the customers' messages: answered, waiting, closed with a reason, told by an incident, taken back unanswered, or erased unanswered with their author.",
		formula: 'received = answered + waiting + closed + toldByIncident + takenBack + personErased; the difference is 0',
	},
	astray: {
		de: 'Nachrichten, über die die Liste der Wartenden und das Buch der Nachrichten verschieden sprechen; 0, solange in keinem Anliegen mehr als 16 zugleich warten.',
		en: 'Messages of which the list of who waits and the ledger of messages say different things; 0 as long as no more than 16 of a matter wait at once.',
		formula: 'astray = |waiting in the list - waiting in the ledger|, of each matter',
	},
}
