import type { QueueView } from '../../queue/view-codes.ts'

/** What each list holds, in a line below its name. */
const about: Readonly<Record<QueueView, string>> = {
	now: 'Gefahr zuerst, dann wer am längsten wartet.',
	mine: 'Fälle, deren Ansprechpartner ich bin, und Fragen an mich.',
	team: 'Was beim Team liegt, und was Einzelne im Team haben.',
	all: 'Gefahr zuerst, dann wer am längsten wartet.',
	waiting: 'Kundin oder Fachabteilung ist dran, nach Datum.',
	due: 'Zusagen, Wiedervorlagen, und Fristen, die in vier Stunden enden.',
	failed: 'Was nicht abging, zurückkam oder wovon niemand weiß.',
	release: 'Antworten aus der Einarbeitung, die jemand freigeben muss.',
	closed: 'Was heute geschlossen wurde, das Neueste zuerst.',
}

/** What is said where a list is empty. */
const empty: Readonly<Record<QueueView, string>> = {
	now: 'Niemand wartet.',
	mine: 'Nichts liegt bei mir.',
	team: 'Nichts liegt beim Team.',
	all: 'Kein Fall ist offen.',
	waiting: 'Auf niemanden wird gewartet.',
	due: 'Nichts ist fällig.',
	failed: 'Alles ist angekommen.',
	release: 'Nichts wartet auf Freigabe.',
	closed: 'Heute wurde noch nichts geschlossen.',
}

/** What the lists of cases and the search say. */
export const queueDe = {
	about,
	empty,
	table: 'Fälle',
	columns: {
		pick: 'Auswahl',
		next: 'Wartet, Termin',
		who: 'Kundin',
		words: 'Worum es geht',
		form: 'Anrede',
		whose: 'Bei wem',
	},
	pick: (who: string): string => `auswählen: ${who}`,
	next: {
		promise: 'Zusage bis',
		followUp: 'Wiedervorlage',
		window: 'Antwort nur bis',
		waiting: 'wartet seit',
		ours: 'wir dran bis',
		customer: 'Kundin dran bis',
		backoffice: 'Fachabteilung dran bis',
	},
	soon: 'eilt',
	since: 'seit',
	formUnknown: 'du/Sie?',
	nameless: 'ohne Namen',
	wordless: 'Ohne Text: Bild, oder gelöscht',
	answered: 'Alles beantwortet',
	messages: (count: number): string => `${count} Nachrichten`,
	free: 'frei',
	moreSignals: (count: number): string => (count === 1 ? '+1 Hinweis' : `+${count} Hinweise`),
	me: 'mir',
	i: 'ich',
	with: 'bei',
	ofTeam: (team: string): string => `Team ${team}`,
	writes: (name: string): string => `${name} schreibt`,
	iWrite: 'ich schreibe',
	take: 'Übernehmen',
	unreadable: 'Dieser Fall ist gerade nicht lesbar. Nichts ist verloren, die Bereitschaft weiß Bescheid.',
	inFlight: (count: number): string =>
		count === 1 ? '1 eingegangen, noch kein Fall' : `${count} eingegangen, noch kein Fall`,
	inFlightOldest: 'ältester',
	filter: 'Filtern',
	filters: { channel: 'Netzwerk', language: 'Sprache', signal: 'Hinweis', team: 'Team' },
	anyOf: { channel: 'alle Netzwerke', language: 'alle Sprachen', signal: 'alle Hinweise', team: 'mein Team' },
	filterEmpty: 'Kein Fall passt zum Filter.',
	filterNone: (scanned: string): string => `Unter ${scanned} durchgesehenen Fällen passt keiner zum Filter.`,
	filterFound: (count: number, scanned: string): string =>
		count === 1
			? `1 von ${scanned} durchgesehenen Fällen passt.`
			: `${count} von ${scanned} durchgesehenen Fällen passen.`,
	searchOn: 'Weiter suchen',
	dropFilter: 'Filter aufheben',
	nextThing: {
		promise: 'Älteste Zusage:',
		followUp: 'Nächste Wiedervorlage:',
		window: 'Nächste Frist:',
	},
	toDue: 'Alles Fällige ansehen',
	practice: 'Noch kein Fall da: eine Übungsstunde mit 40 Kundinnen und Kunden spielen',
	older: 'Weitere Fälle',
	first: 'Zum Anfang',
	pages: 'Seiten',
	bulk: 'Ausgewählte übergeben an',
	bulkChoose: 'Person oder Team wählen',
	bulkPeople: 'Personen',
	bulkTeams: 'Teams',
	bulkDo: 'Übergeben',
	bulkOnly: 'Gemeinsam geht nur die Übergabe: Beantworten, Schließen und Lesen von Daten geschieht Fall für Fall.',
	bulkNotYours: 'Übergeben kann nur, wer Fälle bearbeitet.',
	searchTitle: 'Suche',
	found: (query: string): string => `Treffer für „${query}“`,
	foundCount: (count: number, hasMore: boolean): string =>
		hasMore ? `Die neuesten ${count} Fälle` : count === 1 ? '1 Fall' : `${count} Fälle`,
	nothing: (query: string): string => `Nichts gefunden für „${query}“.`,
	nothingHint:
		'Gesucht wird in Namen, Konten, Fallnummern und Wörtern der Kundin, bis 90 Tage nach dem Schließen. Ein Teil des Namens genügt, ab drei Buchstaben.',
	holdsData: 'Nach der Fallnummer suchen',
	holdsDataHint:
		'Kundennummern, Telefonnummern und Adressen liegen im Tresor, danach lässt sich nicht suchen. Die Kundin hat eine Fallnummer wie 7K3M9QX; auch Name, Konto oder ein Wort aus der Nachricht führen hin.',
	tooShort: 'Etwas mehr, bitte',
	tooShortHint: 'Mindestens drei Buchstaben eines Namens oder Wortes, oder eine Fallnummer wie 7K3M9QX.',
	searchHint:
		'Name oder Teil davon, @Konto, Wort aus einer Nachricht, Fallnummer. Mehrere Wörter müssen alle vorkommen.',
	hitColumns: { who: 'Fall', state: 'Stand', whose: 'Bei wem' },
	opened: 'seit',
	closedAt: 'geschlossen',
}

export type QueueTexts = typeof queueDe
