import type { Context } from 'hono'
import { html } from 'hono/html'
import type { PracticeAgent } from '#infra/local/practice/sign-in/agents.ts'
import { languageOf } from './language.ts'
import { page } from './layout.ts'
import { practiceWords } from './practice-words.ts'
import { rootWords } from './root-words.ts'

/** The page on which one picks who one is; `agents` is empty when no sign-in is under way. */
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
