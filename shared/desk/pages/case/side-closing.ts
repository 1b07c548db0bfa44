import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { PossibleEnding } from '../../case-acts.ts'
import type { Frame } from '../frame.ts'
import { caseForm, foldedForm } from './case-form.ts'
import { type CasePageValue, sayHindrance } from './case-value.ts'

/** The newest message of the customer that the page shows: by it they may have said that their matter is settled. */
const lastWords = ({ shown }: CasePageValue): string | undefined =>
	[...shown.unanswered, ...shown.timeline].findLast(({ kind, author }) => kind === 'message' && author === 'customer')
		?.id

/** So many ends have a key of their own. */
const KEYS = 9

/**
 * Each end with each reason that fits is a button of its own: nothing that does not go together can be chosen. `before` of them
 * stand above; the number of each is its key while they are shown.
 */
const endButtons = (frame: Frame, value: CasePageValue, ending: PossibleEnding, before: number): Html => {
	const { case: said, codes, caseCodes } = frame.texts
	const { outcome, reasons, bySecond, namesMessage } = ending
	const message = namesMessage ? lastWords(value) : undefined
	const note = [bySecond ? said.side.bySecond : '', namesMessage ? said.side.withMessage : ''].filter(
		(words) => words !== '',
	)
	const button = (reason: (typeof reasons)[number], index: number): Html => {
		const number = before + index + 1
		const key = frame.hasKeys && number <= KEYS ? String(number) : undefined
		const words =
			reason === 'none' ? (reasons.length === 1 ? said.side.closeNow : caseCodes.noReason) : codes.reasons[reason]
		return caseForm(frame, value, {
			act: 'outcome',
			form: `outcome ${outcome} ${reason}`,
			fields: { outcome, reason: reason === 'none' ? undefined : reason, message },
			label: key === undefined ? words : html`<kbd aria-hidden="true">${key}</kbd> ${words}`,
			key,
			done: bySecond ? 'closingProposed' : 'closed',
		})
	}
	return html`<li><p><strong>${codes.outcomes[outcome]}</strong>${note.length > 0 && html` <span class="soft">${note.join(', ')}</span>`}</p><div class="do">${reasons.map(button)}</div></li>`
}

const endList = (frame: Frame, value: CasePageValue): Html => {
	const ends = value.beside.endings.now.filter(({ namesMessage }) => !namesMessage || lastWords(value) !== undefined)
	const before = (index: number): number => ends.slice(0, index).reduce((sum, { reasons }) => sum + reasons.length, 0)
	return html`<ul class="list">${ends.map((one, index) => endButtons(frame, value, one, before(index)))}</ul>`
}

/** Renders the ends that the case may have now, and only those. */
export const closingSection = (frame: Frame, value: CasePageValue): Html => {
	const { case: said, codes } = frame.texts
	const { endings, hindrances } = value.beside
	const { state, dataRequest } = value.shown.case
	if (state === 'closed') return html``
	const hindrance = hindrances.outcome ?? (endings.now.length === 0 ? endings.hindrance : undefined)
	const why = sayHindrance(frame, hindrance)
	const isAsked = dataRequest?.state === 'open' || dataRequest?.state === 'paused'
	const close =
		why === undefined
			? html`<details class="fold"${value.posted?.act === 'outcome' && html` open`}><summary${frame.hasKeys && html` data-key="e" aria-keyshortcuts="e"`}>${said.side.close}</summary>${isAsked && html`<p class="remark">${said.side.revokes}</p>`}${endList(frame, value)}</details>`
			: html`<button type="button" class="act" aria-disabled="true">${said.side.close}<span class="why">${why}</span></button>`
	const whenSent =
		endings.isAnswerQueued && hindrances.outcome === undefined
			? html`<details class="fold"><summary>${said.side.whenSent}</summary><div class="do">${endings.whenSent.map((outcome) => caseForm(frame, value, { act: 'outcome', form: `outcome ${outcome} when sent`, fields: { outcome, when: 'sent' }, label: codes.outcomes[outcome], done: 'closeQueued' }))}</div></details>`
			: ''
	const byHand =
		hindrances.answeredByHand === undefined
			? foldedForm(frame, value, {
					act: 'answered-by-hand',
					summary: said.side.byHand,
					hint: said.side.byHandHelp,
					label: said.side.byHand,
					done: 'answeredByHand',
				})
			: ''
	return html`<section id="closing"><h3>${said.side.closing}</h3>${close}${whenSent}${byHand}</section>`
}
