import type { Language } from '#shared/cases/codes.ts'
import type { Notice } from './catalogue.ts'

/** The texts of the page about a deletion request that came by Meta. Instants are given as formatted days and times. */
export type DeletionTexts = {
	readonly received: (values: { at: string }) => string
	/** Nobody looked for the person's messages yet. */
	readonly lookingUp: Notice
	readonly inWork: Notice
	readonly byHand: (values: { until: string; hotline: string }) => Notice
	/** `late`: the deletion is overdue. */
	readonly late: (values: { hotline: string }) => string
	readonly erased: (values: { at: string }) => Notice
	readonly nothingKept: (values: { at: string }) => Notice
	readonly codeLabel: string
	readonly kept: string
	readonly unknown: Notice
}

/** With Sie: the page knows neither the visitor nor their form of address. */
const german: DeletionTexts = {
	received: ({ at }) => `Wir haben Ihre Bitte um Löschung am ${at} über Meta erhalten.`,
	lookingUp: {
		title: 'Wir sehen nach, was wir von Ihnen haben',
		paragraphs: ['Das dauert meist nur wenige Sekunden. Laden Sie diese Seite danach bitte neu.'],
	},
	inWork: {
		title: 'Wir löschen Ihre Daten',
		paragraphs: [
			'Wir haben Ihre Nachrichten an uns gefunden und löschen sie gerade, mit allem, was dazugehört: Texte, Bilder, Angaben und Ihre Kennungen.',
			'Das dauert meist nur wenige Minuten. Laden Sie diese Seite danach bitte neu.',
		],
	},
	byHand: ({ until, hotline }) => ({
		title: 'Ein Mensch muss Ihre Bitte abschließen',
		paragraphs: [
			'Meta nennt uns hier eine andere Kennung als in Nachrichten und Kommentaren. Unter dieser Kennung finden wir von selbst nichts, und wir wollen nicht raten.',
			`Deshalb sieht jemand aus unserem Team nach, bis spätestens ${until}.`,
			`Schneller geht es so: Schreiben Sie uns dort, wo Sie uns schon geschrieben haben, dass wir alles löschen sollen, oder rufen Sie an: ${hotline}. Nennen Sie dabei den Code unten.`,
		],
	}),
	late: ({ hotline }) =>
		`Wir sind damit im Verzug, das tut uns leid. Unser Team ist benachrichtigt. Sie erreichen uns unter ${hotline}.`,
	erased: ({ at }) => ({
		title: 'Ihre Daten sind gelöscht',
		paragraphs: [
			`Wir haben am ${at} alles gelöscht, was wir von Ihnen hatten: Texte, Bilder, Angaben und Ihre Kennungen.`,
			'Was bleibt, sind Zahlen, aus denen niemand auf Sie schließen kann. Was öffentlich auf Facebook oder Instagram steht, können nur Sie selbst dort löschen.',
		],
	}),
	nothingKept: ({ at }) => ({
		title: 'Wir haben nichts von Ihnen',
		paragraphs: [`Jemand aus unserem Team hat am ${at} nachgesehen: Wir haben keine Daten, die zu Ihnen gehören.`],
	}),
	codeLabel: 'Ihr Code',
	kept: 'Diese Seite gibt es noch 30 Tage nach dem Abschluss.',
	unknown: {
		title: 'Diesen Code kennen wir nicht',
		paragraphs: [
			'Vielleicht ist er unvollständig. Oder Ihre Bitte um Löschung ist seit mehr als 30 Tagen abgeschlossen: Dann haben wir auch den Code gelöscht.',
		],
	},
}

const english: DeletionTexts = {
	received: ({ at }) => `We received your request to delete your data by way of Meta on ${at}.`,
	lookingUp: {
		title: 'We are looking for what we have of you',
		paragraphs: ['This mostly takes a few seconds. Please reload this page then.'],
	},
	inWork: {
		title: 'We are deleting your data',
		paragraphs: [
			'We have found your messages to us and are deleting them, with all that belongs to them: texts, pictures, details, and your ids.',
			'This mostly takes only a few minutes. Please load this page again then.',
		],
	},
	byHand: ({ until, hotline }) => ({
		title: 'A person has to finish your request',
		paragraphs: [
			'Meta tells us another id here than in messages and comments. Under this id we find nothing by ourselves, and we do not want to guess.',
			`So somebody of our team is going to look, by ${until} at the latest.`,
			`It is quicker if you write to us where you wrote to us before, and ask us to delete everything, or if you call ${hotline}. Please give the code below.`,
		],
	}),
	late: ({ hotline }) =>
		`We are late with this, and we are sorry. Our team has been told. You can reach us at ${hotline}.`,
	erased: ({ at }) => ({
		title: 'Your data are deleted',
		paragraphs: [
			`On ${at} we deleted everything we had of you: texts, pictures, details, and your ids.`,
			'What stays are figures that lead nobody to you. What stands in public on Facebook or Instagram only you can delete there.',
		],
	}),
	nothingKept: ({ at }) => ({
		title: 'We have nothing of you',
		paragraphs: [`Somebody of our team looked on ${at}: we keep no data that belong to you.`],
	}),
	codeLabel: 'Your code',
	kept: 'This page stays for 30 days after the end.',
	unknown: {
		title: 'We do not know this code',
		paragraphs: [
			'It may be incomplete. Or your request ended more than 30 days ago: then we have deleted the code as well.',
		],
	},
}

export const deletionTexts = (language: Language): DeletionTexts => (language === 'en' ? english : german)
