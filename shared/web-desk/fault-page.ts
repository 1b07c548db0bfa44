import { html } from 'hono/html'
import type { Frame } from '#shared/desk/pages/frame.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeskFault } from './fault.ts'

type Said = { readonly title: string; readonly text: string; readonly way: string }

const GERMAN: Readonly<Record<DeskFault, Said>> = {
	sessionEnded: {
		title: 'Die Anmeldung ist abgelaufen',
		text: 'Bitte neu anmelden. Gespeicherte Entwürfe sind noch da.',
		way: 'Anmelden',
	},
	noRecord: {
		title: 'Kein Zugang zum Desk',
		text: 'Die Anmeldung hat geklappt, aber im Team-Verzeichnis steht dazu niemand, der hier arbeiten darf. Die Leitung kann das ändern.',
		way: 'Noch einmal versuchen',
	},
	foreignForm: {
		title: 'Nicht ausgeführt',
		text: 'Das Formular kam nicht von dieser Anmeldung. Die Seite neu laden und den Schritt wiederholen.',
		way: 'Zu den Fällen',
	},
	signInStale: {
		title: 'Die Anmeldung passt nicht zu diesem Browser',
		text: 'Sie wurde anderswo begonnen, abgebrochen oder hat zu lange gedauert.',
		way: 'Neu anmelden',
	},
	signInRefused: {
		title: 'Die Anmeldung gilt hier nicht',
		text: 'Sie ist für etwas anderes ausgestellt, zu alt oder zurückgenommen.',
		way: 'Neu anmelden',
	},
	signInFailed: {
		title: 'Die Anmeldung hat nicht geklappt',
		text: 'Die Anmeldestelle hat abgelehnt oder nicht geantwortet.',
		way: 'Noch einmal versuchen',
	},
	notFound: { title: 'Hier ist nichts', text: 'Diese Seite oder diesen Fall gibt es nicht.', way: 'Zu den Fällen' },
	forbidden: { title: 'Das geht mit dieser Rolle nicht', text: 'Die Leitung kann helfen.', way: 'Zu den Fällen' },
	badRequest: {
		title: 'Das war nicht zu verstehen',
		text: 'An der Adresse oder im Formular stimmt etwas nicht.',
		way: 'Zu den Fällen',
	},
	tryLater: {
		title: 'Gerade überlastet',
		text: 'Nichts ist verloren. Gleich noch einmal versuchen.',
		way: 'Zu den Fällen',
	},
	failed: {
		title: 'Hier ist etwas schiefgegangen',
		text: 'Nichts ist verloren. Gleich noch einmal versuchen.',
		way: 'Zu den Fällen',
	},
}

const ENGLISH: Readonly<Record<DeskFault, Said>> = {
	sessionEnded: {
		title: 'Your sign-in has ended',
		text: 'Sign in again. Saved drafts are still there.',
		way: 'Sign in',
	},
	noRecord: {
		title: 'No access to the desk',
		text: 'You are signed in, but the team’s roster names nobody by this account who may work here. A lead can change that.',
		way: 'Try again',
	},
	foreignForm: {
		title: 'Not done',
		text: 'The form did not come from this sign-in. Reload the page and repeat the step.',
		way: 'To the cases',
	},
	signInStale: {
		title: 'The sign-in does not fit this browser',
		text: 'It was begun elsewhere, broken off, or took too long.',
		way: 'Sign in anew',
	},
	signInRefused: {
		title: 'This sign-in is not valid here',
		text: 'It was issued for something else, is too old, or was taken back.',
		way: 'Sign in anew',
	},
	signInFailed: {
		title: 'The sign-in failed',
		text: 'The sign-in service refused or did not answer.',
		way: 'Try again',
	},
	notFound: { title: 'Nothing here', text: 'There is no such page or case.', way: 'To the cases' },
	forbidden: { title: 'Not for your role', text: 'A lead can help.', way: 'To the cases' },
	badRequest: {
		title: 'That was not understood',
		text: 'Something is wrong with the address or the form.',
		way: 'To the cases',
	},
	tryLater: { title: 'Overloaded just now', text: 'Nothing is lost. Try again in a moment.', way: 'To the cases' },
	failed: { title: 'Something went wrong here', text: 'Nothing is lost. Try again in a moment.', way: 'To the cases' },
}

const SIGN_IN_AGAIN: readonly DeskFault[] = ['sessionEnded', 'noRecord', 'signInStale', 'signInRefused', 'signInFailed']

/** Renders what stands in the way, for somebody of whom nothing may be known: without the frame. */
export const faultPage = (
	fault: DeskFault,
	{
		language,
		style,
		back,
	}: { readonly language: 'de' | 'en'; readonly style: Frame['assets']['style']; readonly back: string },
): Html => {
	const { title, text, way } = { de: GERMAN, en: ENGLISH }[language][fault]
	const href = SIGN_IN_AGAIN.includes(fault) ? `/desk/sign-in?${new URLSearchParams({ back })}` : back
	const signOut =
		fault === 'noRecord' &&
		html`<form method="post" action="/desk/sign-out"><button class="act quiet">${language === 'de' ? 'Abmelden' : 'Sign out'}</button></form>`
	return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
</head>
<body class="bare"><main id="main"><h1>${title}</h1><p>${text}</p><p><a href="${href}">${way}</a></p>${signOut}</main></body>
</html>`
}
