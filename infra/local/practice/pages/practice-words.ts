import { behaviourWords } from './behaviour-words.ts'
import type { Text } from './language.ts'

/** The sentences of `/practice`. */
export const practiceWords = {
	...behaviourWords,
	title: { de: 'Übungsplatz', en: 'Practice ground' },
	intro: {
		de: 'Schreiben Sie wie eine Kundin oder ein Kunde. Was das Team antwortet, erscheint hier von selbst.',
		en: 'Write as a customer would. What the team answers appears here by itself.',
	},
	write: { de: 'Schreiben', en: 'Write' },
	network: { de: 'Netzwerk', en: 'Network' },
	visibility: { de: 'Wo', en: 'Where' },
	public: { de: 'Öffentlich', en: 'In public' },
	private: { de: 'Privat', en: 'In private' },
	author: { de: 'Ihr Name dort', en: 'Your name there' },
	authorHint: {
		de: 'Frei gewählt; derselbe Name ist immer dieselbe Person.',
		en: 'Any name; the same name is always the same person.',
	},
	text: { de: 'Text', en: 'Text' },
	withPicture: { de: 'Mit einem Bild', en: 'With a picture' },
	send: { de: 'Absenden', en: 'Send' },
	replyTo: { de: 'Antwort auf', en: 'In reply to' },
	replyToNone: { de: 'doch keine Antwort', en: 'not a reply' },
	errorIntro: { de: 'Das hat nicht geklappt.', en: 'That did not work.' },
	errorAuthor: {
		de: 'Bitte einen Namen mit höchstens 60 Zeichen; „hilft“ ist das Unternehmen selbst.',
		en: 'Please give a name of at most 60 characters; “hilft” is the company itself.',
	},
	errorText: {
		de: 'Bitte einen Text mit höchstens 10.000 Zeichen.',
		en: 'Please write a text of at most 10,000 characters.',
	},
	errorInReplyTo: {
		de: 'Diesen Beitrag gibt es in diesem Gespräch nicht.',
		en: 'There is no such post in this conversation.',
	},
	errorOther: { de: 'Eine der Angaben fehlt oder passt nicht.', en: 'Something is missing or does not fit.' },
	publicHeading: { de: 'Öffentlich', en: 'In public' },
	publicEmpty: { de: 'Noch hat niemand geschrieben.', en: 'Nobody has written yet.' },
	privateHeading: { de: 'Private Nachrichten', en: 'Private messages' },
	privateEmpty: {
		de: 'Noch keine. Nachrichten des Teams mit Link und Code stehen dann hier.',
		en: 'None yet. The team’s messages with link and code will be here.',
	},
	mailHeading: { de: 'Postfach', en: 'Mailbox' },
	mailEmpty: {
		de: 'Noch keine E-Mail. Jede Adresse geht; bounce@… ist unzustellbar, complaint@… beschwert sich.',
		en: 'No mail yet. Any address will do; bounce@… bounces, complaint@… complains.',
	},
	reply: { de: 'Antworten', en: 'Reply' },
	replyAs: { de: 'Als Kunde antworten auf', en: 'Reply as a customer to' },
	writeBack: { de: 'Zurückschreiben', en: 'Write back' },
	pagePost: { de: 'Beitrag der Seite', en: 'Post of the page' },
	delivered: { de: 'zugestellt', en: 'delivered' },
	pending: { de: 'unterwegs', en: 'on its way' },
	lost: { de: 'aufgegeben', en: 'given up' },
	attempt: { de: 'Versuch', en: 'attempt' },
	repeat: { de: 'Noch einmal zustellen', en: 'Deliver again' },
	team: { de: 'Team', en: 'Team' },
	takesMessages: { de: 'nimmt Nachrichten an', en: 'takes messages' },
	takesNone: { de: 'nimmt keine Nachrichten an', en: 'takes no messages' },
	change: { de: 'ändern', en: 'change' },
	to: { de: 'An', en: 'To' },
	from: { de: 'Von', en: 'From' },
	mailHtml: { de: 'Gestaltete Fassung', en: 'Rendered' },
	mailText: { de: 'Nur Text', en: 'Plain text' },
	mailHeaders: { de: 'Kopfzeilen', en: 'Headers' },
	mailSender: { de: 'Von dieser Adresse', en: 'From this address' },
	mailAutomatic: { de: 'Als automatische Antwort (Abwesenheit)', en: 'As an automatic reply (out of office)' },
	bounced: { de: 'unzustellbar', en: 'bounced' },
	complained: { de: 'als Spam gemeldet', en: 'reported as spam' },
	changed: { de: 'Neues ist eingetroffen.', en: 'Something new has arrived.' },
	jump: { de: 'Abschnitte', en: 'Sections' },
	signInTitle: { de: 'Wer sind Sie?', en: 'Who are you?' },
	signInText: {
		de: 'Auf dem Übungsplatz gibt es keine Passwörter. Wählen Sie, als wer Sie arbeiten.',
		en: 'There are no passwords on the practice ground. Choose who you work as.',
	},
	signInOver: {
		de: 'Diese Anmeldung ist nicht mehr gültig. Bitte beginnen Sie am Arbeitsplatz von vorn.',
		en: 'This sign-in is no longer valid. Please begin again at the desk.',
	},
} satisfies Record<string, Text>

export type PracticeWord = keyof typeof practiceWords
