import { html } from 'hono/html'
import { networks, type PracticeNetwork, type PracticeVisibility } from '#infra/local/practice/world/network.ts'
import type { Person, Reachability } from '#infra/local/practice/world/people.ts'
import { broughtChoice } from './brought-choice.ts'
import { formChoice } from './form-choice.ts'
import type { Text } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'
import type { PracticeWord } from './practice-words.ts'

/** The content of the form: from the address after writing or "reply", or as typed when something was wrong. */
export type WriteFormDraft = {
	readonly network: PracticeNetwork
	readonly visibility: PracticeVisibility
	readonly author: string
	readonly text: string
	readonly inReplyTo?: string | undefined
	readonly ageHours?: string | undefined
	readonly form?: string | undefined
	readonly brings?: string | undefined
	/** The field that was refused. */
	readonly wrong?: string | undefined
}

const errors: Readonly<Record<string, PracticeWord>> = {
	author: 'errorAuthor',
	text: 'errorText',
	inReplyTo: 'errorInReplyTo',
	form: 'errorForm',
	attachments: 'errorBrings',
}

const choice = (name: string, value: string, label: string, isChosen: boolean): PracticeHtml =>
	html`<label class="choice"><input type="radio" name="${name}" value="${value}"${isChosen ? html` checked` : ''} required><span>${label}</span></label>`

const excerpt = (text: string): string => {
	const points = Array.from(text)
	return points.length > 80 ? `${points.slice(0, 79).join('')}…` : text
}

/** Renders the form for writing as a customer. It works without script. */
export const writeForm = (view: PracticeView, draft: WriteFormDraft): PracticeHtml => {
	const { word, world, language } = view
	const parent = draft.inReplyTo === undefined ? undefined : world.posts.find(draft.network, draft.inReplyTo)
	const known = new Set(networks.flatMap((network) => world.people.list(network).map(({ name }) => name)))
	const error = draft.wrong === undefined ? undefined : (errors[draft.wrong] ?? 'errorOther')
	const marks = (field: string) =>
		draft.wrong === field ? html` aria-invalid="true" aria-describedby="error" autofocus` : ''
	return html`<form class="write card" id="write" method="post" action="/practice/write?lang=${language}" aria-labelledby="write-h">
<h2 id="write-h">${word('write')}</h2>
${error ? html`<p class="error" id="error" role="alert"><strong>${word('errorIntro')}</strong> ${word(error)}</p>` : ''}
<fieldset><legend>${word('network')}</legend><div class="choices">${networks.map((network) => choice('network', network, networkName[network], draft.network === network))}</div></fieldset>
<fieldset><legend>${word('visibility')}</legend><div class="choices">${choice('visibility', 'public', word('public'), draft.visibility === 'public')}${choice('visibility', 'private', word('private'), draft.visibility === 'private')}</div></fieldset>
${parent ? html`<p class="reply-to"><input type="hidden" name="inReplyTo" value="${parent.id}"><span>${word('replyTo')} <b>${world.people.find(parent.network, parent.authorId)?.name ?? ''}</b>: ${excerpt(parent.text)}</span> <a href="/practice?lang=${language}&amp;network=${draft.network}&amp;visibility=${draft.visibility}&amp;author=${encodeURIComponent(draft.author)}#write">${word('replyToNone')}</a></p>` : ''}
<label class="field"><span>${word('author')}</span><input name="author" value="${draft.author}" maxlength="60" list="people" autocomplete="off" autocapitalize="words" required aria-describedby="author-hint"${marks('author')}><small id="author-hint">${word('authorHint')}</small></label>
<datalist id="people">${[...known].map((name) => html`<option value="${name}"></option>`)}</datalist>
<label class="field"><span>${word('text')}</span><textarea name="text" rows="5" maxlength="10000"${marks('text')}>${draft.text}</textarea></label>
${formChoice(view, draft.form)}
${broughtChoice(view, draft.brings)}
<label class="field"><span>${word('ageHours')}</span><input type="number" name="ageHours" value="${draft.ageHours ?? ''}" min="0" max="8760" step="any" aria-describedby="age-hint"${marks('ageHours')}><small id="age-hint">${word('ageHint')}</small></label>
<label class="check"><input type="checkbox" name="picture"><span>${word('withPicture')}</span></label>
<button type="submit">${word('send')}</button>
</form>`
}

const deletionWords = {
	summary: { de: 'Bei Meta um Löschung bitten', en: 'Ask Meta for a deletion' },
	intro: {
		de: 'Meta ruft dann hilft auf und zeigt der Person eine Seite mit dem Stand. Nur wer auf Facebook oder Instagram schon geschrieben hat.',
		en: 'Meta then calls hilft and shows the person a page that tells how it stands. Only for those who have written on Facebook or Instagram.',
	},
	person: { de: 'Wer', en: 'Who' },
	appScoped: {
		de: 'Unter einer anderen Kennung als in Nachrichten, wie bei Meta wirklich',
		en: 'Under another id than in messages, as Meta really does',
	},
	send: { de: 'Um Löschung bitten', en: 'Ask for the deletion' },
} as const satisfies Record<string, Text>

/** Renders the form that asks Meta to delete a person's data with us; empty while nobody has written there. */
export const deletionForm = ({ world, language }: PracticeView): PracticeHtml | string => {
	const forms = (['facebook', 'instagram'] as const).flatMap((network) => {
		const people = world.people.list(network)
		if (people.length === 0) return []
		return [
			html`<form method="post" action="/practice/deletion"><h3>${networkName[network]}</h3><input type="hidden" name="network" value="${network}">
<label class="field"><span>${deletionWords.person[language]}</span><select name="person">${people.slice(0, 200).map(({ name }) => html`<option>${name}</option>`)}</select></label>
<label class="tick"><input type="checkbox" name="appScoped" value="yes"> ${deletionWords.appScoped[language]}</label>
<button class="quiet">${deletionWords.send[language]}</button></form>`,
		]
	})
	return forms.length === 0
		? ''
		: html`<details class="behaviour card" id="deletion"><summary>${deletionWords.summary[language]}</summary><p>${deletionWords.intro[language]}</p>${forms}</details>`
}

const properties = ['acceptsMessages', 'isProtected', 'isSuspended'] as const satisfies readonly (keyof Reachability)[]

/** Renders the people who have written with the state of their accounts; each button toggles one property. */
export const peopleForm = ({ world, word, language }: PracticeView): PracticeHtml | string => {
	const item = (network: (typeof networks)[number], person: Person) =>
		html`<li><b>${person.name}</b> <span class="network-tag ${network}">${networkName[network]}</span> ${properties.map((name) => html`<form class="inline" method="post" action="/practice/standing?lang=${language}"><input type="hidden" name="network" value="${network}"><input type="hidden" name="id" value="${person.id}"><input type="hidden" name="standing" value="${name}"><input type="hidden" name="is" value="${person[name] ? 'no' : 'yes'}"><button class="link" aria-pressed="${person[name]}">${word(name)}: ${word(person[name] ? 'yes' : 'no')}<span class="hidden"> (${person.name})</span></button></form> `)}</li>`
	const people = networks.flatMap((network) => world.people.list(network).map((person) => item(network, person)))
	return people.length === 0
		? ''
		: html`<details class="behaviour card" id="people-list"><summary>${word('people')}</summary><ul>${people.slice(0, 200)}</ul></details>`
}

/** Renders the form for writing as one of the team in the network's own app, without hilft. */
export const nativeForm = ({ word, language }: PracticeView): PracticeHtml =>
	html`<details class="behaviour card" id="native"><summary>${word('native')}</summary><form method="post" action="/practice/native?lang=${language}"><p>${word('nativeText')}</p>
<label class="field"><span>${word('network')}</span><select name="network">${networks.map((network) => html`<option value="${network}">${networkName[network]}</option>`)}</select></label>
<label class="field"><span>${word('nativeTo')}</span><input name="to" maxlength="60" list="people" autocomplete="off"></label>
<label class="field"><span>${word('nativeReply')}</span><input name="inReplyTo" maxlength="60" autocomplete="off"></label>
<label class="field"><span>${word('text')}</span><textarea name="text" rows="2" maxlength="10000" required></textarea></label>
<button class="quiet">${word('send')}</button></form></details>`

/** Renders our latest calls to the networks. */
export const callList = ({ world, word }: PracticeView): PracticeHtml => {
	const calls = world.calls.list({ limit: 30 })
	return html`<details class="behaviour card" id="calls"><summary>${word('callList')}</summary>${
		calls.length === 0
			? html`<p>${word('callsEmpty')}</p>`
			: html`<ol class="calls">${calls.map(({ at, network, method, path, status, fault }) => html`<li><time datetime="${at}">${at.slice(11, 19)}</time> ${networkName[network]} <code>${method} ${path}</code> ${status ?? word('unanswered')}${fault === undefined ? '' : html` <span class="tag warn">${fault}</span>`}</li>`)}</ol>`
	}</details>`
}
