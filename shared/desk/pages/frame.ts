import { html } from 'hono/html'
import type { Duty } from '#shared/agents/roster.ts'
import type { Role } from '#shared/cases/actor.ts'
import type { Network } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import { QUEUE_VIEWS, type QueueView } from '../queue/views.ts'
import { actForm, deskFields, type FormFrame, keyed } from './act-form.ts'
import { CHECK, MAGNIFIER, WARNING } from './icons.ts'
import type { DeskTexts } from './texts/desk-texts.ts'
import { sayTime } from './time.ts'

/** How many cases each view holds. */
export type QueueCountsView = Readonly<Record<QueueView, { readonly count: number; readonly more?: true | undefined }>>

/** What the page says of sending: the switch, and those of our accounts that wait. */
export type SendingView = {
	readonly sending: 'on' | 'stopped'
	readonly accounts: readonly {
		readonly network: Network
		readonly state: 'open' | 'limited' | 'stopped'
		readonly until?: Instant | undefined
	}[]
}

/** What the page says of an act that is over. */
export type DeskNotice = {
	readonly kind: 'done' | 'refused'
	readonly text: string
	readonly content?: Html | undefined
}

/** What every page of the desk needs to know: who looks, in which language, and what goes on. */
export type Frame = FormFrame & {
	readonly texts: DeskTexts
	readonly agent: {
		readonly name: string
		readonly initials?: string | undefined
		readonly role: Role
		readonly team?: string | undefined
		readonly duty: Duty
	}
	readonly assets: { readonly script: string; readonly style: string }
	/** Path and query of this page. */
	readonly here: string
	readonly theme: 'light' | 'dark' | 'auto'
	readonly counts?: QueueCountsView | undefined
	readonly sending: SendingView
	/** Cases in danger that nobody has taken. */
	readonly dangers: number
	readonly notice?: DeskNotice | undefined
}

export type DeskPage = {
	readonly title: string
	readonly content: Html
	/** The list that the page is, or that its case was opened from. */
	readonly view?: QueueView | undefined
	/** The parts that the script asks for again and again. */
	readonly poll?: readonly string[] | undefined
	/** For the rules of one page. */
	readonly className?: string | undefined
}

const VIEW_KEYS: Readonly<Partial<Record<QueueView, string>>> = {
	now: 'g n',
	mine: 'g m',
	team: 'g t',
	waiting: 'g w',
	due: 'g d',
	failed: 'g f',
}

/** Renders the lists with how many cases each holds: a part of its own. */
export const countsPart = (frame: Frame, view: QueueView | undefined): Html => {
	const { frame: texts } = frame.texts
	const entry = (one: QueueView): Html => {
		const counted = frame.counts?.[one]
		const count = counted === undefined ? '' : counted.more ? texts.more(counted.count) : String(counted.count)
		return html`<li><a href="/desk/queue?view=${one}"${one === view && html` aria-current="page"`}${keyed(frame, VIEW_KEYS[one])}><span>${texts.views[one]}</span>${count !== '' && html`<span class="count${counted?.count === 0 && ' none'}">${count}</span>`}</a></li>`
	}
	return html`<nav id="counts" aria-label="${texts.viewsLabel}"><ul>${QUEUE_VIEWS.map(entry)}</ul></nav>`
}

/** Renders what goes on beside the cases, as far as it is not well: a part of its own. */
export const statePart = (frame: Frame): Html => {
	const { texts, sending, dangers } = frame
	const said = texts.frame
	const troubles = sending.accounts.flatMap(({ network, state, until }) => {
		if (state === 'open') return []
		const name = said.networks[network]
		const text =
			state === 'stopped'
				? said.accountStopped(name)
				: said.accountLimited(name, until === undefined ? '' : sayTime(texts.tag, until, 'weekday'))
		return [html`<p class="trouble">${WARNING} ${text}</p>`]
	})
	return html`<div id="state">${dangers > 0 && html`<p class="dangers">${WARNING} <strong>${said.dangers(dangers)}</strong> <a href="/desk/queue?view=now">${said.dangersOpen}</a></p>`}${sending.sending === 'stopped' && html`<p class="trouble">${WARNING} ${said.sendingStopped}</p>`}${troubles}</div>`
}

const dutySwitch = (frame: Frame): Html => {
	const { frame: texts } = frame.texts
	const states = { on: texts.dutyOn, away: texts.dutyAway, off: texts.dutyOff } as const
	const button = (state: Duty['state']): Html =>
		html`<button name="state" value="${state}" aria-pressed="${String(frame.agent.duty.state === state)}">${states[state]}</button>`
	return html`<form class="duty" method="post" action="/desk/acts/agents/me/duty" aria-label="${texts.duty}">${deskFields(frame, { back: frame.here })}<input type="hidden" name="_method" value="PUT">${button('on')}${button('away')}${button('off')}</form>`
}

/** Renders the whole document around a page's content. */
export const deskPage = (frame: Frame, page: DeskPage): Html => {
	const { texts, theme, assets, notice, agent } = frame
	const said = texts.frame
	const poll = page.poll?.join(',')
	return html`<!doctype html>
<html lang="${texts.tag}"${theme !== 'auto' && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${said.desk}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body data-csrf="${frame.csrf}" data-keys="${frame.hasKeys ? 'on' : 'off'}">
<a class="skip" href="#main">${said.skip}</a>
<header class="top">
<a class="brand" href="/desk/queue?view=now">${said.desk}</a>
<form class="search" role="search" method="get" action="/desk/search"><label class="unseen" for="q">${said.searchLabel}</label>${MAGNIFIER}<input id="q" name="q" type="search" maxlength="100" placeholder="${said.searchHint}"${keyed(frame, 's')}><button class="unseen">${said.search}</button></form>
</header>
<div class="rail">
${countsPart(frame, page.view)}
<div class="self"><p class="who">${agent.name}<small>${said.roles[agent.role]}${agent.team !== undefined && ` · ${agent.team}`}</small></p>${dutySwitch(frame)}
<ul class="own"><li><a href="/desk/me">${said.me}</a></li><li><a href="/desk/help"${keyed(frame, '?')}>${said.help}</a></li></ul>
${actForm(frame, { path: 'sign-out', label: said.signOut, look: 'quiet' })}</div>
</div>
<main id="main" tabindex="-1"${page.className !== undefined && html` class="${page.className}"`}${poll !== undefined && html` data-poll="${poll}"`}>
${statePart(frame)}
${notice !== undefined && html`<div class="notice ${notice.kind}" role="${notice.kind === 'refused' ? 'alert' : 'status'}">${notice.kind === 'refused' ? WARNING : CHECK}<div><p>${notice.text}</p>${notice.content}</div></div>`}
${page.content}
</main>
<p id="status" class="unseen" role="status" aria-label="${said.status}"></p>
<p id="alert" class="unseen" role="alert"></p>
</body>
</html>`
}
