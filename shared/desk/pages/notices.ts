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

/** Says a refusal of the API in the words of the desk, by the type of its problem; in the API's own where there are none. */
export const refusalNotice = (
	{ problems }: DeskTexts,
	{ type, title, detail }: { readonly type: string; readonly title: string; readonly detail: string },
	ways?: readonly Html[],
): Extract<DeskNotice, { kind: 'refused' }> => {
	const code = type.split(':').at(-1) ?? ''
	const known = Object.entries(problems).find(([one]) => one === code)?.[1]
	return { kind: 'refused', title: known?.[0] ?? title, detail: known?.[1] ?? detail, ways }
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
			return html`<section class="notice refused" role="alert">${WARNING}<div><h2>${notice.title}</h2><p>${notice.detail}</p>${notice.ways !== undefined && notice.ways.length > 0 && html`<div class="ways">${notice.ways}</div>`}</div></section>`
	}
}
