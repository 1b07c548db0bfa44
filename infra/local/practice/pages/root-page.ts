import type { Context } from 'hono'
import { html } from 'hono/html'
import {
	BACK_OFFICE_SECRET,
	META_APP_SECRET,
	META_INSTAGRAM_TOKEN,
	META_PAGE_TOKEN,
	META_VERIFY_TOKEN,
	X_API_KEYS,
	X_CONSUMER_SECRET,
} from '#infra/local/practice/kernel/local-secrets.ts'
import { type PracticeAgent, type PracticeMachine, practiceMachines } from '#infra/local/practice/sign-in/agents.ts'
import type { HourProgress } from '#infra/local/practice/world/play-hour.ts'
import { languageOf, type PageLanguage } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { page } from './layout.ts'
import { rootWords } from './root-words.ts'

export type RootPageOptions = {
	readonly origin: string
	readonly networksPort: number
	readonly dataDirectory: string
	readonly agents: readonly PracticeAgent[]
	readonly hour: { readonly progress: () => HourProgress }
}

/** Renders `/`: what this place is, with links to everything in it. */
export const rootPage = (context: Context, options: RootPageOptions): Promise<Response> => {
	const language = languageOf(context)
	const word = (name: keyof typeof rootWords) => rootWords[name][language]
	return page(context, {
		language,
		path: '/',
		title: `hilft – ${word('title')}`,
		hasScript: true,
		body: html`
<section class="hero"><p class="kicker">${word('kicker')}</p><h1>${word('headline')}</h1><p class="lead">${word('lead')}</p>
<p class="actions"><a class="button" href="/desk">${word('openDesk')}</a><a class="button quiet" href="/practice?lang=${language}">${word('open')}</a><a class="button quiet" href="#hour">${word('play')}</a><a class="button quiet" href="#try">${word('tryIt')}</a></p></section>
${steps(language)}
<section id="hour" aria-labelledby="hour-h"><h2 id="hour-h">${word('hour')}</h2><p>${word('hourText')}</p><div data-live="hour">${hourState(options.hour.progress(), language)}</div></section>
<section id="try" aria-labelledby="try-h"><h2 id="try-h">${word('tryHeading')}</h2><p>${word('tryText')}</p><pre tabindex="0" aria-label="${word('tryHeading')}"><code>${commands(options.origin)}</code></pre></section>
<section aria-labelledby="places"><h2 id="places">${word('places')}</h2><dl class="places">${places(language)}</dl></section>
<section aria-labelledby="agents"><h2 id="agents">${word('agents')}</h2><p>${word('agentsText')}</p><div class="teams">${teams(options.agents, language)}</div></section>
<section aria-labelledby="secrets"><h2 id="secrets">${word('secrets')}</h2><p>${word('secretsText')}</p>${secrets(language)}</section>
<section aria-labelledby="ports"><h2 id="ports">${word('ports')}</h2><p>${word('portsText')}</p><dl class="pairs"><dt>${word('portMain')}</dt><dd><code>${options.origin}</code></dd><dt>${word('portNetworks')}</dt><dd><code>http://127.0.0.1:${options.networksPort}</code></dd><dt>${word('data')}</dt><dd><code>${options.dataDirectory}</code> (<code>HILFT_DATA</code>)</dd></dl></section>`,
	})
}

const steps = (language: PageLanguage): PracticeHtml => {
	const list = [rootWords.step1, rootWords.step2, rootWords.step3, rootWords.step4]
	return html`<ol class="steps" aria-label="${rootWords.stepsLabel[language]}">${list.map((step) => html`<li>${step[language]}</li>`)}</ol>`
}

/** Renders how far the hour is played, or the button that plays it. */
const hourState = ({ run, played, of }: HourProgress, language: PageLanguage): PracticeHtml => {
	const watch = html`<a href="/practice?lang=${language}#public">${rootWords.hourWatch[language]}</a>`
	if (run !== undefined && played < of)
		return html`<p class="played"><progress value="${played}" max="${of}" aria-labelledby="hour-played"></progress> <span id="hour-played">${rootWords.hourPlaying[language]}: ${played} ${rootWords.hourOf[language]} ${of}</span> ${watch}</p>`
	const isAgain = run !== undefined
	return html`${isAgain ? html`<p>${rootWords.hourPlayed[language]} ${watch}</p>` : ''}<form method="post" action="/practice/hour?lang=${language}"><button>${rootWords[isAgain ? 'playAgain' : 'play'][language]}</button></form>`
}

const commands = (origin: string): string => `TOKEN=$(curl -s '${origin}/practice/token?agent=anna' | jq -r .token)
curl -s ${origin}/practice/posts -H 'content-type: application/json' \\
  -d '{"network":"x","visibility":"public","author":"Mia","text":"Seit gestern kein Netz!"}'
curl -s ${origin}/api/cases -H "authorization: Bearer $TOKEN"`

const linked: readonly [path: string, href: string | undefined, word: keyof typeof rootWords][] = [
	['/practice', '/practice', 'atPractice'],
	['/practice/posts', '/practice/posts', 'atPosts'],
	['/practice/faults', '/practice/faults', 'atFaults'],
	['/practice/settings', '/practice/settings', 'atSettings'],
	['/practice/calls', '/practice/calls', 'atCalls'],
	['/practice/clock', '/practice/clock', 'atClock'],
	['/practice/kill-switch', '/practice/kill-switch', 'atKillSwitch'],
	['/practice/hour', '/practice/hour', 'atHour'],
	['/practice/mails', undefined, 'atMails'],
	['/practice/mailbox?to=', '/practice/mailbox', 'atMailbox'],
	['/practice/token?agent=anna', '/practice/token?agent=anna', 'atToken'],
	['/webhooks/x', undefined, 'atWebhooksX'],
	['/webhooks/meta', undefined, 'atWebhooksMeta'],
	['/start', '/start', 'atStart'],
	['/data', '/data', 'atData'],
	['/api/openapi.json', '/api/openapi.json', 'atApi'],
	['/api/health', '/api/health', 'atHealth'],
	['/oidc', '/oidc/.well-known/openid-configuration', 'atOidc'],
	['/desk', '/desk', 'atDesk'],
]
const places = (language: PageLanguage): PracticeHtml[] =>
	linked.map(
		([path, href, word]) =>
			html`<div><dt>${href ? html`<a href="${href}"><code>${path}</code></a>` : html`<code>${path}</code>`}</dt><dd>${rootWords[word][language]}</dd></div>`,
	)

const teams = (agents: readonly PracticeAgent[], language: PageLanguage): PracticeHtml[] => {
	const groups = [
		{ name: rootWords.north[language], members: agents.filter(({ team }) => team === 'nord') },
		{ name: rootWords.south[language], members: agents.filter(({ team }) => team === 'sued') },
		{ name: rootWords.noTeam[language], members: agents.filter(({ team }) => team === undefined) },
	]
	const member = ({ id, name, role }: PracticeAgent) =>
		html`<li><a href="/desk/sign-in?hint=${id}">${name}</a> <a href="/practice/token?agent=${id}" aria-label="${rootWords.tokenOf[language]} ${id}"><code>${id}</code></a>${role === 'agent' ? '' : html` <span class="tag">${rootWords[`${role}Role`][language]}</span>`}</li>`
	const machine = ({ id }: PracticeMachine) =>
		html`<li><a href="/practice/token?client=${id}"><code>${id}</code></a> <span>${rootWords.backofficeMachine[language]}</span></li>`
	const cards = groups
		.filter(({ members }) => members.length > 0)
		.map((group) => html`<div class="card"><h3>${group.name}</h3><ul>${group.members.map(member)}</ul></div>`)
	const machines = html`<div class="card"><h3>${rootWords.machines[language]}</h3><ul>${practiceMachines.map(machine)}</ul></div>`
	return [...cards, machines]
}

const secrets = (language: PageLanguage): PracticeHtml => {
	const rows: [keyof typeof rootWords, string][] = [
		['ownX', '1001 (@hilft)'],
		['secretX', X_CONSUMER_SECRET],
		['keysX', Object.values(X_API_KEYS).join(' · ')],
		['ownMeta', '2001'],
		['secretMeta', META_APP_SECRET],
		['verifyMeta', META_VERIFY_TOKEN],
		['tokenMeta', META_PAGE_TOKEN],
		['ownInstagram', '3001 (@hilft)'],
		['tokenInstagram', META_INSTAGRAM_TOKEN],
		['secretBackOffice', BACK_OFFICE_SECRET],
	]
	return html`<dl class="pairs">${rows.map(([word, value]) => html`<dt>${rootWords[word][language]}</dt><dd><code>${value}</code></dd>`)}</dl>`
}
