import { html } from 'hono/html'
import type { OverrideReason, PromiseKind, ReplyWarning } from '#shared/cases/codes.ts'
import { overrideReasonSchema, replyWarningSchema } from '#shared/cases/codes.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DraftWay } from '#shared/replies/draft.ts'
import type { Frame } from '../frame.ts'
import { CHECK, WARNING } from '../icons.ts'
import type { DeskProblem } from '../texts/problems.de.ts'
import { sayCount, timeOf } from '../time.ts'

/** What an answer would be, as `POST …/replies/preview` says it. */
export type AnswerPreview = {
	readonly text: string
	readonly length: number
	readonly limit: number
	readonly window?: { readonly until: Instant } | undefined
	readonly cost?: { readonly amount: number; readonly currency: string } | undefined
	readonly warnings: readonly { readonly code: ReplyWarning; readonly words?: readonly string[] | undefined }[]
	readonly hints: readonly {
		readonly start: number
		readonly end: number
		readonly kind: PromiseKind
		readonly dueAt: Instant
	}[]
	readonly refusals: readonly {
		readonly code: string
		readonly detail: string
		readonly findings?: readonly { readonly start: number; readonly end: number }[] | undefined
		readonly possible?: readonly { readonly visibility: DraftWay }[] | undefined
		readonly link?: string | undefined
		readonly claimedBy?: string | undefined
	}[]
}

/** Says a price as people of the language write it. */
const sayPrice = (tag: 'de' | 'en', { amount, currency }: NonNullable<AnswerPreview['cost']>): string =>
	new Intl.NumberFormat(tag === 'de' ? 'de-DE' : 'en-GB', {
		style: 'currency',
		currency,
		maximumFractionDigits: 3,
	}).format(amount)

/** Renders the choice of a reason by which a warning is overruled; its value is one item of the API's `overrides`. */
const reasonSelect = (frame: Frame, code: ReplyWarning, isFirst: boolean): Html => {
	const { texts, hasKeys } = frame
	const { composer: said } = texts.case
	const option = (reason: OverrideReason): Html =>
		html`<option value="${JSON.stringify({ warning: code, reason })}">${texts.caseCodes.overrides[reason]}</option>`
	return html`<label class="field">${said.reason} <select name="overrides:objects" required${isFirst && hasKeys && html` data-key="Ctrl+."`}><option value="">${said.noReason}</option>${overrideReasonSchema.options.map(option)}</select></label>`
}

/** Renders buttons that take another way, with the text as it is. */
export const wayButtons = ({ texts }: Frame, act: string, ways: readonly DraftWay[]): Html => {
	const { composer: said } = texts.case
	if (ways.length === 0) return html`<p class="soft">${said.nothingInstead}</p>`
	return html`<p class="instead"><span class="soft">${said.instead}</span>${ways.map(
		(way) =>
			html`<button class="act" formaction="${act}" name="_way" value="${way}" formnovalidate>${said.ways[way]}</button>`,
	)}</p>`
}

type Place = { readonly frame: Frame; readonly act: string; readonly written: string }

const excerpt = (written: string, { start, end }: { readonly start: number; readonly end: number }): string =>
	written.slice(start, end)

/** Says a refusal in the words of the desk; in the API's own where it has none. */
const detailOf = ({ texts }: Frame, { code, detail }: AnswerPreview['refusals'][number]): string =>
	Object.entries(texts.problems).find(([known]) => known === code)?.[1][1] ?? detail

const refusalItem = ({ frame, act, written }: Place, refusal: AnswerPreview['refusals'][number]): Html => {
	const { composer: said } = frame.texts.case
	const { code, findings = [], possible, link, claimedBy } = refusal
	const detail = detailOf(frame, refusal)
	const meant = findings.map((found) => excerpt(written, found)).filter((words) => words !== '')
	return html`<li class="finding refusal" data-finding="refusal ${code}"><p>${WARNING}<strong>${said.refusal}</strong> <span>${claimedBy === undefined ? detail : said.claimedBy(claimedBy)}</span></p>${meant.length > 0 && html`<p class="meant">${meant.map((words) => html`<mark><bdi>${words}</bdi></mark> `)}</p>`}${link !== undefined && html`<p><a href="${link}" rel="noreferrer" target="_blank">${said.openThere}</a></p>`}${possible !== undefined && wayButtons(frame, act, [...new Set(possible.map(({ visibility }) => visibility))])}${code === 'personal-data' && html`<p><a href="#data">${said.askData}</a></p>`}</li>`
}

const warningItem = (frame: Frame, code: ReplyWarning, words: readonly string[], isFirst: boolean): Html => {
	const { case: texts, caseCodes } = frame.texts
	return html`<li class="finding warning" data-finding="warning ${code}"><p>${WARNING}<strong>${texts.composer.warning}</strong> <span>${caseCodes.warnings[code]}</span></p>${words.length > 0 && html`<p class="meant">${words.map((one) => html`<mark><bdi>${one}</bdi></mark> `)}</p>`}${reasonSelect(frame, code, isFirst)}</li>`
}

const hintItem = ({ frame, act, written }: Place, hint: AnswerPreview['hints'][number]): Html => {
	const { case: texts, caseCodes, tag } = frame.texts
	const { kind, dueAt } = hint
	return html`<li class="finding hint" data-finding="hint soundsLikePromise"><p>${CHECK}<strong>${texts.composer.hint}</strong> <span>${caseCodes.promiseKinds[kind]}, ${timeOf(tag, dueAt)}</span> <mark><bdi>${excerpt(written, hint)}</bdi></mark> <button class="act" formaction="${act}" name="_promise" value="${kind} ${dueAt}" formnovalidate>${texts.composer.takePromise}</button></p></li>`
}

/** Renders what speaks for and against an answer, for who has no script; the script fills the same place. */
export const previewList = (place: Place, preview: AnswerPreview | undefined): Html => {
	if (preview === undefined) return html`<ul id="preview" class="findings"></ul>`
	const { warnings, hints, refusals } = preview
	return html`<ul id="preview" class="findings">${refusals.map((one) => refusalItem(place, one))}${warnings.map(({ code, words = [] }, index) => warningItem(place.frame, code, words, index === 0))}${hints.map((hint) => hintItem(place, hint))}</ul>`
}

/** Renders what is known of an answer: length, end and price. The script writes the same places anew. */
export const previewFacts = (frame: Frame, preview: AnswerPreview | undefined): Html => {
	const { case: texts, tag } = frame.texts
	const { composer: said } = texts
	const { length, limit, window, cost } = preview ?? {}
	const place = (className: string, pattern: string, words: string | undefined): Html =>
		html`<span class="${className}" data-fill="${pattern}"${words === undefined && html` hidden`}>${words}</span>`
	return html`<p class="measures">${place('length', said.length('{length}', '{limit}'), length === undefined || limit === undefined ? undefined : said.length(sayCount(tag, length), sayCount(tag, limit)))}${place('window', `${said.windowUntil} {window}`, undefined)}${window !== undefined && html`<span>${said.windowUntil} ${timeOf(tag, window.until)}</span>`}${place('price', said.price('{cost}'), cost === undefined ? undefined : said.price(sayPrice(tag, cost)))}</p>`
}

/** Why an answer cannot leave, as far as what is written or chosen changes it. */
const KNOWN_REFUSALS = [
	'text-empty',
	'text-invalid',
	'text-too-long',
	'personal-data',
	'no-message-to-answer',
	'window-closed',
	'never-open',
	'private-reply-used',
	'answer-by-hand',
	'no-confirmed-address',
	'person-erased',
	'case-closed',
	'claimed-by-other',
	'danger-open',
	'step-missing',
	'due-in-past',
	'due-too-far',
	'too-many-promises',
	'take-over-needed',
] as const satisfies readonly DeskProblem[]

/** Renders what the script says of each finding: the words of a page, never its own. */
export const previewTemplates = (frame: Frame): Html => {
	const { texts } = frame
	const { composer: said } = texts.case
	const { caseCodes } = texts
	const slot = (name: string, words = ''): Html => html`<span data-slot="${name}">${words}</span>`
	const refusal = (code: string, words: Html | string): Html =>
		html`<template data-refusal="${code}"><li class="finding refusal"><p>${WARNING}<strong>${said.refusal}</strong> <span>${words}</span></p><p class="meant"><mark>${slot('words')}</mark></p><p class="instead" data-ways></p>${code === 'personal-data' && html`<p><a href="#data">${said.askData}</a></p>`}</li></template>`
	const known = KNOWN_REFUSALS.map((code) => refusal(code, texts.problems[code][1]))
	return html`${refusal('', texts.problems['body-invalid'][1])}${known}${replyWarningSchema.options.map(
		(code) =>
			html`<template data-warning="${code}"><li class="finding warning"><p>${WARNING}<strong>${said.warning}</strong> ${caseCodes.warnings[code]}</p><p class="meant"><mark>${slot('words')}</mark></p>${reasonSelect(frame, code, true)}</li></template>`,
	)}<template data-hint=""><li class="finding hint"><p>${CHECK}<strong>${said.hint}</strong> ${said.promise}: ${slot('time')} <mark>${slot('words')}</mark> <button type="button" class="act" data-take-promise>${said.takePromise}</button></p></li></template>`
}
