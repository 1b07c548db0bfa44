import type { Context } from 'hono'
import { html } from 'hono/html'
import type { PracticeAgent } from '#infra/local/practice/sign-in/agents.ts'
import { languageOf, type Text } from './language.ts'
import { page } from './layout.ts'
import { practiceWords } from './practice-words.ts'
import { rootWords } from './root-words.ts'

/** Renders the page on which one picks an agent; `agents` is empty when no sign-in is under way. */
export const signInPage = (context: Context, agents: readonly PracticeAgent[]): Promise<Response> => {
	const language = languageOf(context)
	const isOver = agents.length === 0
	const roleOf = ({ role, team }: PracticeAgent): string =>
		[
			team === undefined ? undefined : rootWords[team === 'nord' ? 'north' : 'south'][language],
			role === 'agent' ? undefined : rootWords[`${role}Role`][language],
		]
			.filter((word) => word !== undefined)
			.join(' · ')
	return page(context, {
		language,
		path: '/practice/sign-in',
		title: `hilft – ${practiceWords.signInTitle[language]}`,
		status: isOver ? 404 : 200,
		body: html`<section class="narrow"><h1>${practiceWords.signInTitle[language]}</h1>${
			isOver
				? html`<p>${practiceWords.signInOver[language]}</p>`
				: html`<p>${practiceWords.signInText[language]}</p><form class="pick" method="post">${agents.map((agent) => html`<button class="quiet" name="agent" value="${agent.id}"><b>${agent.name}</b><span>${roleOf(agent)}</span></button>`)}</form>`
		}</section>`,
	})
}

const sample: Text = {
	de: 'Dies ist eine Musterseite für den Übungsbetrieb. Im echten Betrieb führt der Link auf die Seite des Unternehmens.',
	en: 'This is a sample page for practice. In real operation the link leads to the company’s own page.',
}
const pages: Record<'privacy' | 'imprint', { title: Text; paragraphs: readonly Text[] }> = {
	privacy: {
		title: { de: 'Datenschutz', en: 'Privacy' },
		paragraphs: [
			{
				de: 'Verantwortlich ist die Beispiel Telekom, Musterstraße 1, 24103 Kiel. Die Angaben in unserem Formular nutzen wir nur, um Ihr Anliegen zu bearbeiten.',
				en: 'Beispiel Telekom, Musterstraße 1, 24103 Kiel, is responsible. We use what you give in our form only to work on your matter.',
			},
			{
				de: 'Ihre Angaben werden verschlüsselt gespeichert. Lesen kann sie nur, wer Ihren Fall bearbeitet, und jedes Lesen wird festgehalten. Wenige Tage nach Abschluss des Falls werden sie gelöscht, auf Wunsch sofort.',
				en: 'Your data are stored encrypted. Only those who work on your case can read them, and every reading is on record. They are erased a few days after the case is closed, or at once if you wish.',
			},
			{
				de: 'Sie können Auskunft, Berichtigung und Löschung verlangen und sich bei einer Aufsichtsbehörde beschweren.',
				en: 'You may ask for access, correction and erasure, and you may complain to a supervisory authority.',
			},
		],
	},
	imprint: {
		title: { de: 'Impressum', en: 'Imprint' },
		paragraphs: [
			{
				de: 'Beispiel Telekom, Musterstraße 1, 24103 Kiel',
				en: 'Beispiel Telekom, Musterstraße 1, 24103 Kiel, Germany',
			},
			{ de: 'Telefon 0800 0000000, E-Mail hilft@hilft.example', en: 'Phone 0800 0000000, e-mail hilft@hilft.example' },
			{ de: 'Vertreten durch: Max Muster', en: 'Represented by: Max Muster' },
		],
	},
}

/** Renders the pages that PrivacyUrl and ImprintUrl lead to in the local run. */
export const companyPage = (context: Context, name: 'privacy' | 'imprint'): Promise<Response> => {
	const language = languageOf(context)
	const { title, paragraphs } = pages[name]
	return page(context, {
		language,
		path: `/practice/company/${name}`,
		title: `Beispiel Telekom – ${title[language]}`,
		body: html`<section class="narrow prose"><h1>${title[language]}</h1><p class="note">${sample[language]}</p>${paragraphs.map((paragraph) => html`<p>${paragraph[language]}</p>`)}</section>`,
	})
}
