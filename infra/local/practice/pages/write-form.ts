import { html } from 'hono/html'
import type { PracticeNetwork, PracticeVisibility } from '#infra/local/practice/world/network.ts'
import { networks } from '#infra/local/practice/world/network.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'
import type { PracticeWord } from './practice-words.ts'

/** What the form shows: from the address after writing or "reply", or as typed when something was wrong. */
export type WriteFormDraft = {
	readonly network: PracticeNetwork
	readonly visibility: PracticeVisibility
	readonly author: string
	readonly text: string
	readonly inReplyTo?: string | undefined
	readonly ageHours?: string | undefined
	/** The field that was refused. */
	readonly wrong?: string | undefined
}

const errors: Readonly<Record<string, PracticeWord>> = {
	author: 'errorAuthor',
	text: 'errorText',
	inReplyTo: 'errorInReplyTo',
}

const choice = (name: string, value: string, label: string, isChosen: boolean): PracticeHtml =>
	html`<label class="choice"><input type="radio" name="${name}" value="${value}"${isChosen ? html` checked` : ''} required><span>${label}</span></label>`

const excerpt = (text: string): string => {
	const points = Array.from(text)
	return points.length > 80 ? `${points.slice(0, 79).join('')}…` : text
}

/** The form with which one writes as a customer. Works without script. */
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
<label class="field"><span>${word('ageHours')}</span><input type="number" name="ageHours" value="${draft.ageHours ?? ''}" min="0" max="8760" step="any" aria-describedby="age-hint"${marks('ageHours')}><small id="age-hint">${word('ageHint')}</small></label>
<label class="check"><input type="checkbox" name="picture"><span>${word('withPicture')}</span></label>
<button type="submit">${word('send')}</button>
</form>`
}
