/** What stands between somebody and a page. */
const faults = {
	sessionEnded: {
		title: 'Die Sitzung ist beendet',
		text: 'Nach 30 Minuten ohne Eingabe und nach 10 Stunden ist eine neue Anmeldung nötig. Gesicherte Entwürfe sind noch da.',
		way: 'Anmelden',
	},
	signedOut: { title: 'Abgemeldet', text: 'Bis zum nächsten Mal. Entwürfe bleiben gesichert.', way: 'Wieder anmelden' },
	noRecord: {
		title: 'Kein Zugang zum Desk',
		text: 'Die Anmeldung hat geklappt, aber im Team-Verzeichnis steht dazu niemand, der hier arbeiten darf. Die Leitung kann das ändern und braucht dafür die Kennung der Anmeldung.',
		way: 'Noch einmal versuchen',
	},
	foreignForm: {
		title: 'Nicht ausgeführt',
		text: 'Das Formular kam nicht von dieser Sitzung. Die Seite neu laden und den Schritt wiederholen.',
		way: 'Zu den Fällen',
	},
	signInStale: {
		title: 'Diese Anmeldung passt nicht zu diesem Browser',
		text: 'Sie wurde anderswo begonnen, abgebrochen oder hat zu lange gedauert.',
		way: 'Neu anmelden',
	},
	signInRefused: {
		title: 'Diese Anmeldung gilt hier nicht',
		text: 'Sie ist für etwas anderes ausgestellt, zu alt oder zurückgenommen.',
		way: 'Neu anmelden',
	},
	signInFailed: {
		title: 'Die Anmeldung hat nicht geklappt',
		text: 'Die Anmeldestelle hat abgelehnt oder nicht geantwortet.',
		way: 'Noch einmal versuchen',
	},
	notFound: {
		title: 'Hier ist nichts',
		text: 'Diese Seite oder diesen Fall gibt es nicht. Die Nummer noch einmal prüfen, oder oben nach dem Namen suchen.',
		way: 'Zu den Fällen',
	},
	forbidden: {
		title: 'Das geht mit dieser Rolle nicht',
		text: 'Eine Kollegin oder die Leitung kann helfen.',
		way: 'Zu den Fällen',
	},
	outside: {
		title: 'Der Desk ist nicht für diese Rolle',
		text: 'Wer am Telefon arbeitet, fragt Fälle in der eigenen Anwendung ab. Für den Desk trägt die Leitung eine andere Rolle ein.',
		way: 'Anders anmelden',
	},
	conflict: {
		title: 'Der Fall hat sich geändert',
		text: 'Seit die Seite geladen wurde, ist etwas geschehen. Den Fall ansehen, dann entscheiden.',
		way: 'Fall ansehen',
	},
	badRequest: {
		title: 'Das war nicht zu verstehen',
		text: 'An der Adresse oder im Formular stimmt etwas nicht.',
		way: 'Zu den Fällen',
	},
	tryLater: {
		title: 'Gerade überlastet',
		text: 'Nichts ist verloren. Gleich noch einmal versuchen.',
		way: 'Noch einmal versuchen',
	},
	failed: {
		title: 'Hier ist etwas schiefgegangen',
		text: 'Es ist vermerkt, und nichts ist verloren. Gleich noch einmal versuchen.',
		way: 'Noch einmal versuchen',
	},
}

type KeysOfPlace = {
	readonly place: string
	readonly keys: readonly (readonly [key: string, deed: string])[]
}

/** What the keys do, as the help page lists them. */
const keys: readonly KeysOfPlace[] = [
	{
		place: 'Überall',
		keys: [
			['?', 'diese Seite'],
			['s', 'suchen'],
			['Strg+K', 'alle Befehle'],
			['g n', 'Jetzt dran'],
			['g m', 'Meine'],
			['g t', 'Mein Team'],
			['g w', 'Warten auf andere'],
			['g d', 'Fällig'],
			['g f', 'Nicht angekommen'],
			['z', 'zurückholen, was gerade abgeht'],
			['Esc', 'Feld verlassen, schließen'],
		],
	},
	{
		place: 'In der Liste',
		keys: [
			['j', 'nächster Fall'],
			['k', 'voriger Fall'],
			['Enter', 'öffnen'],
			['c', 'übernehmen'],
			['x', 'auswählen'],
			['a', 'Ausgewählte übergeben'],
			['.', 'Neues anzeigen'],
		],
	},
	{
		place: 'Im Fall',
		keys: [
			['r', 'antworten, wo zuletzt geschrieben wurde'],
			['o', 'öffentlich antworten'],
			['v', 'privat antworten'],
			['m', 'per E-Mail antworten'],
			['n', 'Notiz'],
			['d', 'Daten sicher anfragen'],
			['y', 'Zusage'],
			['w', 'Wiedervorlage'],
			['h', 'Anruf'],
			['c', 'übernehmen'],
			['b', 'übergeben'],
			['e', 'schließen, dann 1 bis 8'],
			['u', 'du oder Sie'],
			['l', 'Sprache'],
			['J', 'nächster Fall der Liste'],
			['K', 'voriger Fall der Liste'],
		],
	},
	{
		place: 'Beim Schreiben',
		keys: [
			['Strg+Enter', 'senden'],
			['Strg+Umschalt+Enter', 'senden, schließen, nächster Fall'],
			['Strg+.', 'Grund zur Warnung wählen'],
			['Esc', 'Entwurf behalten, Feld verlassen'],
		],
	},
]

const bands: Readonly<Record<'public' | 'private' | 'note' | 'mail', readonly [word: string, readers: string]>> = {
	public: ['Öffentlich', 'Alle lesen es.'],
	private: ['Privat', 'Nur die Kundin liest es.'],
	note: ['Intern', 'Nur das Team liest es.'],
	mail: ['E-Mail', 'Geht an die bestätigte Adresse.'],
}

/** What the pages of one's own say: settings, help, signing in, and what stands in the way. */
export const ownDe = {
	faults,
	retryIn: (seconds: number): string => `Nächster Versuch frühestens in ${seconds} s.`,
	signInTitle: 'Hilft-Desk',
	signInText: 'Fälle aus X, Facebook und Instagram beantworten.',
	signIn: 'Anmelden',
	me: 'Einstellungen',
	initials: 'Kürzel',
	initialsHint:
		'Zwei oder drei Buchstaben, die letzte kann eine Ziffer sein. Sie stehen unter jeder Antwort, für immer: Ein Kürzel bekommt nie jemand anderes.',
	initialsExample: (initials: string): string => `Unter Antworten steht ^${initials}`,
	initialsNone: 'Noch kein Kürzel. Mit der ersten Antwort wird eines vergeben.',
	initialsNotYours: 'Nur wer Antworten schreibt, hat ein Kürzel.',
	saveInitials: 'Kürzel speichern',
	looks: 'Aussehen und Bedienung',
	language: 'Sprache',
	languages: { de: 'Deutsch', en: 'English' },
	theme: 'Farben',
	themes: { auto: 'wie das Gerät', light: 'hell', dark: 'dunkel' },
	keysTitle: 'Einzelne Tasten',
	keysHint: 'Eine Taste allein löst etwas aus, außer in Textfeldern. Tasten mit Strg gehen immer.',
	keysOn: 'an',
	keysOff: 'aus',
	saveLooks: 'Speichern',
	session: 'Sitzung',
	sessionSince: 'Angemeldet seit',
	sessionUntil: 'endet spätestens',
	sessionIdle: 'Ohne Eingabe endet sie nach 30 Minuten. Gesicherte Entwürfe bleiben.',
	signOutHere: 'Hier abmelden',
	sessionsNone: 'Sonst ist niemand unter diesem Namen angemeldet.',
	sessionsElsewhere: 'Außerdem angemeldet',
	sessionUsed: 'zuletzt benutzt',
	signOutEverywhere: 'Überall abmelden',
	signOutEverywhereHint:
		'Auf jedem Gerät und sofort, etwa wenn eines verloren ging. Danach ist eine neue Anmeldung nötig.',
	role: 'Rolle',
	team: 'Team',
	noTeam: 'kein Team',
	name: 'Name',
	help: 'Tasten und Hilfe',
	helpText: 'Alles geht auch ohne Tasten, mit Maus, Tab und Enter.',
	helpOff: 'Einzelne Tasten sind ausgeschaltet.',
	helpChange: 'In den Einstellungen ändern',
	helpKey: 'Taste',
	helpDoes: 'Wirkung',
	keys,
	fields: {
		text: 'Text',
		reason: 'Grund',
		outcome: 'Ergebnis',
		unansweredReason: 'Grund ohne Antwort',
		message: 'Nachricht',
		owner: 'Zuständig',
		deputy: 'Vertretung',
		team: 'Team',
		note: 'Notiz',
		purpose: 'Wofür',
		fields: 'Angaben',
		kind: 'Art',
		what: 'Art',
		dueAt: 'Termin',
		at: 'Termin',
		until: 'Bis wann',
		by: 'Bis wann',
		result: 'Ergebnis',
		direction: 'Richtung',
		language: 'Sprache',
		form: 'Anrede',
		initials: 'Kürzel',
		confirm: 'Fallnummer',
		asked: 'Gefragt wird',
		visibility: 'Weg',
		did: 'Was geschehen ist',
	},
	fieldProblems: {
		missing: 'fehlt',
		past: 'liegt in der Vergangenheit',
		future: 'liegt in der Zukunft',
		mismatch: 'stimmt nicht überein',
		tooSmall: 'ist zu kurz oder zu wenig',
		tooBig: 'ist zu lang oder zu viel',
		malformed: 'ist anders geschrieben als erwartet',
		invalid: 'passt nicht',
	},
	account: 'Kennung der Anmeldung',
	written: 'Das war geschrieben. Es ist nicht gespeichert und lässt sich von hier mitnehmen:',
	order: 'Wer steht oben?',
	orderText:
		'Zuerst Fälle, in denen jemand in Gefahr sein kann. Danach immer, wer am längsten auf eine Antwort wartet. Termine innerhalb einer Stunde sind markiert, springen aber nicht.',
	readers: 'Wer liest mit?',
	bands,
}

export type OwnTexts = typeof ownDe
export type OwnFault = keyof OwnTexts['faults']
