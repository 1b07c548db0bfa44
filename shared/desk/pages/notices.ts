import { html } from 'hono/html'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import { actForm, type FormFrame } from './act-form.ts'
import { CHECK, CLOCK_FACE, WARNING } from './icons.ts'
import type { DeskTexts } from './texts/desk-texts.ts'
import type { DoneCode } from './texts/frame.de.ts'
import { timeOf } from './time.ts'

/** What a page says of the act that led to it. */
export type DeskNotice =
	| { readonly kind: 'done'; readonly code: DoneCode }
	/** An answer that can be taken back until it leaves. */
	| { readonly kind: 'sent'; readonly number: string; readonly reply: string; readonly leavesAt: Instant }
	/** Why an act was refused, and what can be done about it. */
	| {
			readonly kind: 'refused'
			readonly title: string
			readonly detail: string
			readonly ways?: readonly Html[] | undefined
	  }

type NoticeFrame = FormFrame & { readonly texts: DeskTexts; readonly here: string }

/** What is wrong with one field of a form: its path in the API's body, and a code. */
export type WrongField = { readonly field: string; readonly code: string }

type ToldProblem = {
	readonly type: string
	readonly title: string
	readonly detail: string
	readonly errors?: readonly WrongField[] | undefined
}

/** Says which field is meant and what it lacks; nothing of one that has no words here, which no form asks for. */
const fieldWords = ({ own: { fields, fieldProblems } }: DeskTexts, { field, code }: WrongField): string => {
	const name = /^[A-Za-z]+(?:\.[A-Za-z]+)*/.exec(field)?.[0].split('.').at(-1) ?? ''
	const words = Object.entries(fields).find(([one]) => one === name)?.[1]
	const wrong = Object.entries(fieldProblems).find(([one]) => one === code)?.[1] ?? fieldProblems.invalid
	return words === undefined ? '' : `${words}: ${wrong}.`
}

/** Says a refusal of the API in the words of the desk, by the type of its problem; in the API's own where there are none. */
export const refusalNotice = (
	texts: DeskTexts,
	{ type, title, detail, errors = [] }: ToldProblem,
	ways?: readonly Html[],
): Extract<DeskNotice, { kind: 'refused' }> => {
	const code = type.split(':').at(-1) ?? ''
	const known = Object.entries(texts.problems).find(([one]) => one === code)?.[1]
	const wrong = [...new Set(errors.map((error) => fieldWords(texts, error)))]
	const said = [known?.[1] ?? detail, ...wrong.filter((words) => words !== '')].join(' ')
	return { kind: 'refused', title: known?.[0] ?? title, detail: said, ways }
}

/** Tells whether a code is one that something is said for. */
export const isDoneCode = (texts: DeskTexts, code: string): code is DoneCode => Object.hasOwn(texts.frame.done, code)

const undoBar = (frame: NoticeFrame, notice: Extract<DeskNotice, { kind: 'sent' }>): Html => {
	const { tag, frame: said } = frame.texts
	const { number, reply, leavesAt } = notice
	const undo = actForm(frame, {
		path: `cases/${number}/acts/replies/${reply}/withdrawal`,
		label: said.undo,
		look: 'main',
		done: 'withdrawn',
		key: 'z',
	})
	return html`<section class="notice sent" id="undo" data-keep>${CLOCK_FACE}<p>${said.sent(number)} ${timeOf(tag, leavesAt, 'seconds', 'countdown')}</p>${undo}<a href="/desk/cases/${number}">${said.toCase}</a></section>`
}

/** Renders the notice of an act; what was refused is said at once, all else when the reader pauses. */
export const noticeBar = (frame: NoticeFrame, notice: DeskNotice): Html => {
	switch (notice.kind) {
		case 'done':
			return html`<p class="notice done" role="status">${CHECK}${frame.texts.frame.done[notice.code]}</p>`
		case 'sent':
			return undoBar(frame, notice)
		case 'refused':
			return html`<section class="notice refused" role="alert">${WARNING}<div><p class="title"><strong>${notice.title}</strong></p><p>${notice.detail}</p>${notice.ways !== undefined && notice.ways.length > 0 && html`<div class="ways">${notice.ways}</div>`}</div></section>`
	}
}
