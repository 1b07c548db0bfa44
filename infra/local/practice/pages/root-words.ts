import type { Text } from './language.ts'

/** The sentences of `/`. */
export const rootWords = {
	title: { de: 'Übersicht', en: 'Overview' },
	kicker: { de: 'Öffentlich gefragt, privat gelöst', en: 'Asked in public, solved in private' },
	headline: {
		de: 'Hilfe auf X und Facebook, bis die Sache erledigt ist.',
		en: 'Help on X and Facebook, until the matter is settled.',
	},
	lead: {
		de: 'hilft ist das System hinter dem öffentlichen Hilfe-Konto eines Unternehmens. Eine Beschwerde wird zum Fall, ein Team antwortet sichtbar für alle, und persönliche Daten werden nie öffentlich erfragt, sondern über eine gesicherte E-Mail-Anfrage.',
		en: 'hilft is the system behind a company’s public help account. A complaint becomes a case, a team answers where all can see it, and personal data are never asked for in public, but by a secure e-mail request.',
	},
	open: { de: 'Zum Übungsplatz', en: 'Open the practice ground' },
	tryIt: { de: 'Mit curl ausprobieren', en: 'Try it with curl' },
	stepsLabel: { de: 'Der Weg einer Beschwerde', en: 'The way of a complaint' },
	step1: {
		de: 'Eine Kundin schreibt auf X oder Facebook. Das Netzwerk ruft unseren Webhook auf, signiert wie in echt.',
		en: 'A customer writes on X or Facebook. The network calls our webhook, signed as the real one does.',
	},
	step2: {
		de: 'Daraus wird ein Fall. Jemand aus dem Team übernimmt ihn und bittet um genau die nötigen Angaben.',
		en: 'It becomes a case. Somebody of the team takes it and asks for exactly the data needed.',
	},
	step3: {
		de: 'Die Kundin bekommt privat einen Link und einen Code, dann eine E-Mail, und füllt ein Formular aus.',
		en: 'The customer gets a link and a code in private, then an e-mail, and fills in a form.',
	},
	step4: {
		de: 'Die Angaben liegen verschlüsselt. Wer den Fall bearbeitet, liest sie; jedes Lesen wird festgehalten.',
		en: 'The data lie encrypted. Whoever works the case reads them; every reading is on record.',
	},
	tryHeading: { de: 'In drei Befehlen', en: 'In three commands' },
	tryText: {
		de: 'Ein Token für Anna holen, als Kundin schreiben, den Fall sehen. Die ganze Geschichte spielt „npm start -- --story“.',
		en: 'Get a token for Anna, write as a customer, see the case. “npm start -- --story” plays the whole story.',
	},
	places: { de: 'Was wo zu finden ist', en: 'What is where' },
	atPractice: {
		de: 'Als Kundin oder Kunde schreiben, den Verlauf, die Nachrichten und das Postfach sehen',
		en: 'Write as a customer, see the thread, the messages and the mailbox',
	},
	atPosts: {
		de: 'Dasselbe als JSON: alle Beiträge, neueste zuerst; POST schreibt',
		en: 'The same as JSON: all posts, newest first; POST writes',
	},
	atMails: { de: 'POST: als Kundin eine E-Mail an uns schreiben', en: 'POST: write us a mail as a customer' },
	atMailbox: { de: 'Alle E-Mails als JSON, nach Adresse', en: 'All mails as JSON, by address' },
	atToken: { de: 'Ein Zugangstoken für Skripte', en: 'An access token for scripts' },
	atWebhooksX: { de: 'Der Webhook für X', en: 'The webhook for X' },
	atWebhooksMeta: { de: 'Der Webhook für Facebook', en: 'The webhook for Facebook' },
	atStart: {
		de: 'Seite für Kundinnen und Kunden: E-Mail-Adresse angeben (mit Link aus der Nachricht)',
		en: 'Customers’ page: give an e-mail address (by the link in the message)',
	},
	atData: {
		de: 'Seite für Kundinnen und Kunden: Angaben machen (mit Link aus der E-Mail)',
		en: 'Customers’ page: give the data (by the link in the mail)',
	},
	atApi: { de: 'Die JSON-API und ihre Beschreibung', en: 'The JSON API and its description' },
	atHealth: { de: 'Läuft alles?', en: 'Is all up?' },
	atOidc: {
		de: 'Anmeldung der Übungs-Agenten (OpenID Connect)',
		en: 'Sign-in of the practice agents (OpenID Connect)',
	},
	atDesk: { de: 'Der Arbeitsplatz des Teams, folgt später', en: 'The team’s desk, to come' },
	agents: { de: 'Das Team', en: 'The team' },
	agentsText: {
		de: 'Ein Klick auf den Kurznamen gibt ein Token. Passwörter gibt es hier nicht.',
		en: 'The short name leads to a token. There are no passwords here.',
	},
	north: { de: 'Team Nord', en: 'Team North' },
	south: { de: 'Team Süd', en: 'Team South' },
	noTeam: { de: 'Ohne Team', en: 'No team' },
	leadRole: { de: 'Leitung', en: 'Lead' },
	auditorRole: { de: 'Revision', en: 'Auditor' },
	traineeRole: { de: 'In Einarbeitung', en: 'Trainee' },
	callcentreRole: { de: 'Callcenter', en: 'Call centre' },
	machines: { de: 'Maschinen', en: 'Machines' },
	backofficeMachine: { de: 'Fachabteilungen', en: 'Back office' },
	secretBackOffice: { de: 'Anmeldung der Fachabteilungen', en: 'Sign-in of the back office' },
	secrets: { de: 'Lokale Geheimnisse', en: 'Local secrets' },
	secretsText: {
		de: 'Sie gelten nur hier. Eine in der Cloud betriebene Stufe weist sie zurück.',
		en: 'They hold only here. A deployed stage refuses them.',
	},
	ownX: { de: 'Eigenes Konto auf X', en: 'Own account on X' },
	secretX: { de: 'X: Consumer Secret', en: 'X: consumer secret' },
	keysX: { de: 'X: Schlüssel zum Schreiben (OAuth 1.0a)', en: 'X: keys for writing (OAuth 1.0a)' },
	ownMeta: { de: 'Eigene Facebook-Seite', en: 'Own Facebook page' },
	secretMeta: { de: 'Facebook: App Secret', en: 'Facebook: app secret' },
	verifyMeta: { de: 'Facebook: Verify Token', en: 'Facebook: verify token' },
	tokenMeta: { de: 'Facebook: Token der Seite', en: 'Facebook: page token' },
	ownInstagram: { de: 'Eigenes Instagram-Konto', en: 'Own Instagram account' },
	tokenInstagram: { de: 'Instagram: Token des Kontos', en: 'Instagram: token of the account' },
	atFaults: {
		de: 'Störungen der Netzwerke: POST merkt eine vor, DELETE hebt sie auf',
		en: 'Faults of the networks: POST sets one, DELETE lifts them',
	},
	atSettings: {
		de: 'Regeln und Grenzen der Netzwerke; PUT ändert, was genannt ist',
		en: 'Rules and limits of the networks; PUT changes what is named',
	},
	atCalls: { de: 'Jeder Aufruf an die Netzwerke, neueste zuerst', en: 'Every call to the networks, newest first' },
	atClock: {
		de: 'Die Uhr: POST {"advance": Millisekunden} stellt sie vor und tut, was dann fällig ist',
		en: 'The clock: POST {"advance": milliseconds} moves it on and does what is due then',
	},
	atKillSwitch: {
		de: 'Not-Aus: PUT {"on": true} hält alles Senden an',
		en: 'Kill switch: PUT {"on": true} stops all sending',
	},
	ports: { de: 'Adressen und Daten', en: 'Addresses and data' },
	portsText: {
		de: 'Fest ist nur PORT, alle inneren Ports sind frei gewählt. Mehrere Systeme laufen nebeneinander, jedes mit eigenem HILFT_DATA.',
		en: 'Only PORT is fixed, inner ports are free ones. Several systems run side by side, each with its own HILFT_DATA.',
	},
	portMain: { de: 'Alles, was Menschen öffnen', en: 'All that people open' },
	portNetworks: { de: 'Die APIs der Übungs-Netzwerke', en: 'The practice networks’ APIs' },
	data: { de: 'Gespeicherte Daten', en: 'Data kept' },
} satisfies Record<string, Text>
