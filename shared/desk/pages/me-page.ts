import { html } from 'hono/html'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import { actForm } from './act-form.ts'
import { deskPage, type Frame } from './frame.ts'
import { timeOf } from './time.ts'

/** What is one's own, beside what the frame knows. */
export type MePageView = {
	/** Since when this session stands, and when it ends whatever is done. */
	readonly session: { readonly createdAt: Instant; readonly endsAt: Instant }
	/** The others that stand, newest first. */
	readonly others: readonly { readonly createdAt: Instant; readonly lastActAt: Instant }[]
	/** What was typed and refused. */
	readonly typed?: { readonly initials?: string | undefined } | undefined
}

const ME = '/desk/me'

const initialsForm = (frame: Frame, { typed }: MePageView): Html => {
	const { agent, texts } = frame
	const { own: said } = texts
	const isWriter = agent.role === 'agent' || agent.role === 'lead' || agent.role === 'trainee'
	const content = html`<label class="unseen" for="initials">${said.initials}</label><span class="hint" id="initials-hint">${said.initialsHint}</span><input id="initials" class="short" name="initials" value="${typed?.initials ?? agent.initials ?? ''}" required minlength="2" maxlength="3" pattern="[a-z]{2}[a-z0-9]?" autocapitalize="none" autocomplete="off" spellcheck="false" aria-describedby="initials-hint">`
	return html`<section class="card"><h2>${said.initials}</h2><p class="soft">${agent.initials === undefined ? said.initialsNone : said.initialsExample(agent.initials)}</p>${actForm(
		frame,
		{
			path: 'acts/agents/me/initials',
			label: said.saveInitials,
			content,
			back: ME,
			done: 'initials',
			disabledBecause: isWriter ? undefined : said.initialsNotYours,
			className: 'stack',
		},
	)}</section>`
}

const choices = (
	name: string,
	legend: string,
	options: readonly (readonly [value: string, words: string])[],
	chosen: string,
	hint?: string,
): Html =>
	html`<fieldset><legend>${legend}</legend>${hint !== undefined && html`<span class="hint">${hint}</span>`}<div class="choices">${options.map(([value, words]) => html`<label><input type="radio" name="${name}" value="${value}"${value === chosen && ' checked'}> ${words}</label>`)}</div></fieldset>`

const looksForm = (frame: Frame): Html => {
	const { texts, theme, hasKeys } = frame
	const { own: said, tag } = texts
	const content = html`${choices('language', said.language, Object.entries(said.languages), tag)}${choices('theme', said.theme, Object.entries(said.themes), theme)}${choices(
		'keys',
		said.keysTitle,
		[
			['keys', said.keysOn],
			['none', said.keysOff],
		],
		hasKeys ? 'keys' : 'none',
		said.keysHint,
	)}`
	return html`<section class="card"><h2>${said.looks}</h2>${actForm(frame, { path: 'looks', label: said.saveLooks, look: 'main', content, back: ME, done: 'looks', className: 'stack' })}</section>`
}

const otherSessions = ({ texts }: Frame, { others }: MePageView): Html => {
	const { own: said, tag } = texts
	if (others.length === 0) return html`<p class="soft">${said.sessionsNone}</p>`
	return html`<h3>${said.sessionsElsewhere}</h3><ul class="sessions">${others.map(({ createdAt, lastActAt }) => html`<li>${said.sessionSince} ${timeOf(tag, createdAt)}, ${said.sessionUsed} ${timeOf(tag, lastActAt)}</li>`)}</ul>`
}

const sessionCard = (frame: Frame, page: MePageView): Html => {
	const { own: said, tag } = frame.texts
	const { session } = page
	return html`<section class="card"><h2>${said.session}</h2><p>${said.sessionSince} ${timeOf(tag, session.createdAt)}, ${said.sessionUntil} ${timeOf(tag, session.endsAt)}.</p><p class="soft">${said.sessionIdle}</p>${actForm(frame, { path: 'sign-out', label: said.signOutHere, className: 'stack' })}${otherSessions(frame, page)}${actForm(frame, { path: 'sign-out', fields: { _everywhere: 'yes' }, label: said.signOutEverywhere, content: html`<span class="hint">${said.signOutEverywhereHint}</span>`, className: 'stack' })}</section>`
}

/** Renders the page of one's own: initials, looks, and the session. */
export const mePage = (frame: Frame, page: MePageView): Html => {
	const { agent, texts } = frame
	const { own: said, codes } = texts
	return deskPage(frame, {
		title: said.me,
		className: 'own-page',
		poll: ['counts', 'state'],
		content: html`<h1>${said.me}</h1>
<dl class="facts"><div><dt>${said.name}</dt><dd><bdi>${agent.name}</bdi></dd></div><div><dt>${said.role}</dt><dd>${codes.roles[agent.role]}</dd></div><div><dt>${said.team}</dt><dd>${agent.team ?? said.noTeam}</dd></div></dl>
<div class="cards">${initialsForm(frame, page)}${sessionCard(frame, page)}${looksForm(frame)}</div>`,
	})
}
