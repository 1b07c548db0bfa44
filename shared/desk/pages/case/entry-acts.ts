import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { CaseAct } from '../../case-acts.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'
import { deskFields } from '../act-form.ts'
import type { Frame } from '../frame.ts'
import type { DoneCode } from '../texts/frame.de.ts'
import { type CasePageValue, caseHref, sayHindrance } from './case-value.ts'

/** What can be done about one entry: buttons of the one form `#on-entry`, so that the timeline holds no secret and no field. */

/** Renders the form that the buttons of all entries belong to; outside of the timeline, which comes anew. */
export const entryForm = (frame: Frame, { shown }: CasePageValue): Html =>
	html`<form id="on-entry" method="post" action="/desk/cases/${shown.case.number}">${deskFields(frame)}<input type="hidden" name="version:number" value="${shown.case.version}"></form>`

type Step = {
	readonly act: string
	readonly words: string
	/** What is said once it was done. */
	readonly done: DoneCode
	readonly field?: readonly [name: string, value: string] | undefined
	readonly needs?: CaseAct | undefined
	/** Stands beside the entry, not behind the fold. */
	readonly isPlain?: boolean | undefined
}

const button = (frame: Frame, { shown, beside }: CasePageValue, { act, words, done, field, needs }: Step): Html => {
	const why = sayHindrance(frame, needs === undefined ? undefined : beside.hindrances[needs])
	if (why !== undefined)
		return html`<button type="button" class="act" aria-disabled="true">${words}<span class="why">${why}</span></button>`
	return html`<button form="on-entry" class="act" formaction="/desk/cases/${shown.case.number}/acts/${act}?_done=${done}"${field !== undefined && html` name="${field[0]}" value="${field[1]}"`}>${words}</button>`
}

const ofMessage = ({ texts }: Frame, { id, visibility, hideable, hidden }: TimelineEntry): readonly Step[] => {
	const { timeline: said } = texts.case
	if (visibility !== 'public') return []
	if (hidden === true)
		return [{ act: `messages/${id}/unhide`, words: said.show, done: 'shownAgain', needs: 'hideMessage' }]
	return hideable === true
		? [{ act: `messages/${id}/hide`, words: said.hide, done: 'hidden', needs: 'hideMessage' }]
		: []
}

const ofReply = ({ texts }: Frame, { id, visibility, channel, delivery }: TimelineEntry): readonly Step[] => {
	const { timeline: said } = texts.case
	switch (delivery?.state) {
		case 'queued':
		case 'deferred':
			return [
				{
					act: `replies/${id}/withdrawal`,
					words: said.withdraw,
					done: 'withdrawn',
					needs: 'withdrawReply',
					isPlain: true,
				},
			]
		case 'unknown':
			return [
				{
					act: `replies/${id}/resolution`,
					words: said.arrived,
					done: 'resolved',
					field: ['arrived:boolean', 'true'],
					isPlain: true,
				},
				{
					act: `replies/${id}/resolution`,
					words: said.notArrived,
					done: 'resolved',
					field: ['arrived:boolean', 'false'],
					isPlain: true,
				},
			]
		case 'sent':
			return visibility === 'public' && channel !== 'mail'
				? [{ act: `replies/${id}/deletion`, words: said.remove, done: 'removed', needs: 'deleteReply' }]
				: []
		default:
			return []
	}
}

const stepsOf = (frame: Frame, value: CasePageValue, entry: TimelineEntry): readonly Step[] => {
	const { timeline: said } = frame.texts.case
	const { kind, author, id, agent, struck, erased } = entry
	if (kind === 'message' && author === 'customer') return ofMessage(frame, entry)
	if (kind === 'reply') return ofReply(frame, entry)
	if (kind === 'nativeAnswer')
		return [
			{
				act: `replies/${id}/confirmation`,
				words: said.confirmNative,
				done: 'answeredByHand',
				needs: 'answeredByHand',
				isPlain: true,
			},
		]
	const isOwnNote = kind === 'note' && agent === value.beside.viewer.sub && struck !== true && erased !== true
	return isOwnNote ? [{ act: `notes/${id}/withdrawal`, words: said.withdrawNote, done: 'noteWithdrawn' }] : []
}

type Way = { readonly href: string; readonly words: string; readonly isPlain?: boolean | undefined }

const waysOfMessage = (frame: Frame, value: CasePageValue, { id, link }: TimelineEntry): readonly Way[] => {
	const { timeline: said } = frame.texts.case
	const steps = value.shown.case.netiquette.next.filter(({ possible }) => possible).map(({ kind }) => kind)
	const to = (changes: Parameters<typeof caseHref>[1], place: string): string => caseHref(value, changes, place)
	return [
		{ href: to({ to: id }, 'composer'), words: said.answerThis },
		...(steps.includes('pointer') ? [{ href: to({ to: id, step: 'pointer' }, 'composer'), words: said.pointer }] : []),
		...(steps.includes('warning') ? [{ href: to({ to: id, step: 'warning' }, 'composer'), words: said.warning }] : []),
		{ href: to({ about: id }, 'about'), words: said.raise },
		...(link === undefined ? [] : [{ href: link, words: said.atNetwork }]),
	]
}

const waysOf = (frame: Frame, value: CasePageValue, entry: TimelineEntry): readonly Way[] => {
	const { timeline: said } = frame.texts.case
	const { kind, author, id, channel, delivery, visibility, text } = entry
	if (kind === 'message' && author === 'customer') return waysOfMessage(frame, value, entry)
	if (kind === 'message') return entry.link === undefined ? [] : [{ href: entry.link, words: said.atNetwork }]
	if (kind === 'note' && value.shown.case.questions.some(({ note }) => note === id))
		return [{ href: '#questions', words: said.answerQuestion, isPlain: true }]
	if (kind !== 'reply') return []
	const isBack = delivery?.state === 'failed' || delivery?.state === 'bounced' || delivery?.state === 'withdrawn'
	if (isBack) return [{ href: caseHref(value, {}, 'composer'), words: said.again, isPlain: true }]
	const isCorrectable =
		delivery?.state === 'sent' && visibility === 'public' && channel === 'facebook' && text !== undefined
	return isCorrectable ? [{ href: caseHref(value, { correct: id }, 'composer'), words: said.correct }] : []
}

const link = ({ href, words }: Way): Html =>
	href.startsWith('https://')
		? html`<a class="act" href="${href}" target="_blank" rel="noreferrer">${words}</a>`
		: html`<a class="act" href="${href}">${words}</a>`

/** Renders what can be done about an entry: what is needed now stands there, the rest opens above the page. */
export const entryActs = (frame: Frame, value: CasePageValue, entry: TimelineEntry): Html => {
	const { timeline: said } = frame.texts.case
	const steps = stepsOf(frame, value, entry)
	const ways = waysOf(frame, value, entry)
	const plain = [
		...ways.filter(({ isPlain }) => isPlain).map(link),
		...steps.filter(({ isPlain }) => isPlain).map((one) => button(frame, value, one)),
	]
	const folded = [
		...ways.filter(({ isPlain }) => !isPlain).map(link),
		...steps.filter(({ isPlain }) => !isPlain).map((one) => button(frame, value, one)),
	]
	const rest =
		folded.length === 0
			? ''
			: html`<button type="button" class="more" popovertarget="do-${entry.id}" aria-label="${said.acts}" title="${said.acts}">···</button><div class="entry-menu" id="do-${entry.id}" popover>${folded}</div>`
	return html`${plain.length > 0 && html`<div class="do on-entry">${plain}</div>`}${rest}`
}
