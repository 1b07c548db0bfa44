import { html } from 'hono/html'
import type { Duty } from '#shared/agents/roster.ts'
import type { Role } from '#shared/cases/actor.ts'
import type { Network } from '#shared/cases/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { QueueCountsView } from '../queue/show-queue.ts'
import { QUEUE_VIEWS, type QueueView } from '../queue/view-codes.ts'
import { actForm, deskFields, type FormFrame, keyed } from './act-form.ts'
import { MAGNIFIER, SPRITE, WARNING } from './icons.ts'
import { type DeskNotice, noticeBar } from './notices.ts'
import type { DeskTexts } from './texts/desk-texts.ts'
import { sayTime } from './time.ts'

/** What the page says of sending: the switch, and those of our accounts that wait. */
export type SendingView = {
	readonly sending: 'on' | 'stopped'
	readonly accounts: readonly {
		readonly network: Network
		readonly state: 'open' | 'limited' | 'stopped'
		readonly until?: Instant | undefined
	}[]
}

/** What each document of the desk needs: the language, the looks, and the files beside it. */
export type Look = {
	readonly texts: DeskTexts
	readonly assets: { readonly style: string; readonly script?: string | undefined }
	readonly theme: 'light' | 'dark' | 'auto'
}

/** What every page of the desk needs to know: who looks, and what goes on. */
export type Frame = FormFrame &
	Look & {
		readonly assets: { readonly style: string; readonly script: string }
		readonly agent: {
			/** The subject, as rows name owners. */
			readonly sub: string
			readonly name: string
			readonly initials?: string | undefined
			readonly role: Role
			readonly team?: string | undefined
			readonly duty: Duty
		}
		/** Names of those who work here, by the subjects that rows and cases name them by. */
		readonly names: ReadonlyMap<string, string>
		/** When the page is made, by the time of cases: browsers tell by it how far off a moment is. */
		readonly now: Instant
		/** Path and query of this page. */
		readonly here: string
		readonly counts?: QueueCountsView | undefined
		/** What keeps answers from leaving; missing where a page has no right to know. */
		readonly sending?: SendingView | undefined
		/** Cases in danger that nobody has taken. */
		readonly dangers: number
		readonly notice?: DeskNotice | undefined
	}

/** What can be asked for alone, by the header X-Part; each is an element with that id. */
export const PART_NAMES = ['rows', 'counts', 'state', 'head', 'timeline', 'side'] as const
export type PartName = (typeof PART_NAMES)[number]

export type DeskPage = {
	readonly title: string
	readonly content: Html
	/** The list that the page is, or that its case was opened from. */
	readonly view?: QueueView | undefined
	/** The parts that the script asks for again and again. */
	readonly poll?: readonly PartName[] | undefined
	/** For the rules of one page. */
	readonly className?: string | undefined
	/** What was typed into the search. */
	readonly sought?: string | undefined
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
	const { frame: said, codes } = frame.texts
	const entry = (one: QueueView): Html => {
		const counted = frame.counts?.[one]
		const count = counted === undefined ? '' : counted.more ? said.more(counted.count) : String(counted.count)
		return html`<li><a href="/desk/queue?view=${one}"${one === view && html` aria-current="page"`}${keyed(frame, VIEW_KEYS[one])}>${codes.views[one]}${count !== '' && html` <span class="count${counted?.count === 0 && ' none'}">${count}</span>`}</a></li>`
	}
	return html`<nav id="counts" class="views" aria-label="${said.viewsLabel}"><ul>${QUEUE_VIEWS.map(entry)}</ul></nav>`
}

/** Renders what goes on beside the cases: danger, and what keeps answers from leaving. A part of its own. */
export const statePart = (frame: Frame): Html => {
	const { texts, sending, dangers } = frame
	const { frame: said, codes } = texts
	const isOn = sending?.sending !== 'stopped'
	const troubles = (sending?.accounts ?? []).flatMap(({ network, state, until }) => {
		// Where nothing leaves, no network need be told apart.
		if (state === 'open' || !isOn) return []
		const name = codes.networks[network]
		const time = until === undefined ? '' : sayTime(texts.tag, until, 'weekday')
		const text = state === 'stopped' ? said.accountStopped(name) : said.accountLimited(name, time)
		return [html`<p class="trouble" data-say>${WARNING}${text}</p>`]
	})
	const lamp = html`<p class="lamp${!isOn && ' off'}">${isOn ? said.sendingOn : said.sendingOff}</p>`
	// What was to leave waits while anything of this stands.
	const isHeld = !isOn || troubles.length > 0
	return html`<div id="state"${isHeld && html` data-held`}>${sending !== undefined && lamp}${dangers > 0 && html`<p class="dangers" data-warn>${WARNING}<strong>${said.dangers(dangers)}</strong><a href="/desk/queue?view=now">${said.dangersOpen}</a></p>`}${!isOn && html`<p class="trouble" data-say>${WARNING}${said.sendingStopped}</p>`}${troubles}</div>`
}

const DUTIES = ['on', 'away', 'off'] as const

const dutySwitch = (frame: Frame): Html => {
	const { texts, agent, here } = frame
	const { dutyStates, dutyUntil, duty } = texts.frame
	const button = (state: Duty['state']): Html =>
		html`<button name="state" value="${state}" aria-pressed="${String(agent.duty.state === state)}">${dutyStates[state]}</button>`
	const until = agent.duty.until
	return html`<form class="duty" method="post" action="/desk/acts/agents/me/duty"><fieldset><legend class="unseen">${duty}</legend>${deskFields(frame, { back: here, done: 'duty' })}<input type="hidden" name="_method" value="PUT">${DUTIES.map(button)}</fieldset>${until !== undefined && html`<p class="soft">${dutyUntil(sayTime(texts.tag, until, 'weekday'))}</p>`}</form>`
}

/** Renders all words of the script as attributes of one element: it has none of its own. */
const wordsOfScript = ({ frame: { live } }: DeskTexts): Html =>
	html`<template id="desk-words"${Object.entries(live).map(([name, words]) => html` data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}="${words}"`)}></template>`

/** Renders a document of the desk around its body. */
export const deskDocument = ({ texts, assets, theme }: Look, title: string, body: Html): Html => html`<!doctype html>
<html lang="${texts.tag}"${theme !== 'auto' && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${texts.frame.desk}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
${assets.script !== undefined && html`<script type="module" src="${assets.script}"></script>`}
</head>
${body}
</html>`

const searchForm = (frame: Frame, sought: string | undefined): Html => {
	const { frame: said } = frame.texts
	return html`<form class="search" role="search" method="get" action="/desk/search"><label class="unseen" for="q">${said.searchLabel}</label>${MAGNIFIER}<input id="q" name="q" type="search" required maxlength="100" autocomplete="off" placeholder="${said.searchHint}"${sought !== undefined && html` value="${sought}"`}${keyed(frame, 's')}><button class="unseen">${said.search}</button></form>`
}

/** Renders what is the agent's own: their duty, their settings, and the way out. */
const ownCorner = (frame: Frame): Html => {
	const { agent, texts } = frame
	const { frame: said, codes } = texts
	const role = agent.team === undefined ? codes.roles[agent.role] : `${codes.roles[agent.role]} · ${agent.team}`
	return html`<footer class="self"><p class="who"><bdi>${agent.name}</bdi><small>${role}</small></p>${dutySwitch(frame)}
<ul class="own"><li><a href="/desk/me">${said.me}</a></li><li><a href="/desk/help"${keyed(frame, '?')}>${said.help}</a></li><li>${actForm(frame, { path: 'sign-out', label: said.signOut, look: 'quiet' })}</li></ul></footer>`
}

/** Renders the whole document around a page's content. */
export const deskPage = (frame: Frame, page: DeskPage): Html => {
	const { texts, notice } = frame
	const said = texts.frame
	const poll = page.poll?.join(',')
	return deskDocument(
		frame,
		page.title,
		html`<body data-csrf="${frame.csrf}" data-agent="${frame.agent.sub}" data-now="${frame.now}" data-here="${frame.here}" data-keys="${frame.hasKeys ? 'on' : 'off'}">
${SPRITE}
<a class="skip" href="#main">${said.skip}</a>
<header class="rail"><a class="brand" href="/desk/queue?view=now">${said.desk}</a>${countsPart(frame, page.view)}</header>
<section class="top" aria-label="${said.top}">${searchForm(frame, page.sought)}<p id="connection" class="lamp" hidden></p>${statePart(frame)}<p id="banner" class="trouble" hidden></p>${notice?.kind === 'sent' && noticeBar(frame, notice)}</section>
<main id="main" tabindex="-1"${page.className !== undefined && html` class="${page.className}"`}${poll !== undefined && html` data-poll="${poll}"`}>
${notice !== undefined && notice.kind !== 'sent' && noticeBar(frame, notice)}
${page.content}
</main>
${ownCorner(frame)}
<p id="status" class="unseen" role="status"></p>
<p id="alert" class="unseen" role="alert"></p>
${wordsOfScript(texts)}
</body>`,
	)
}
