import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import { deskPage, type Frame } from '../frame.ts'
import { momentList } from './case-form.ts'
import { type CasePageValue, caseHref, listOf } from './case-value.ts'
import { composer } from './composer.ts'
import { entryForm } from './entry-acts.ts'
import { caseNav, headPart } from './head-part.ts'
import { sidePart } from './side-part.ts'
import { aboutSection } from './side-rare.ts'
import { timelinePart } from './timeline-part.ts'

/** The parts that come anew while somebody works. */
const PARTS = ['head', 'timeline', 'side', 'counts', 'state'] as const

const filter = (frame: Frame, value: CasePageValue): Html => {
	const { timeline: said } = frame.texts.case
	const { show } = value.query
	const link = (chosen: 'all' | 'words', words: string): Html =>
		html`<a href="${caseHref(value, { show: chosen === 'all' ? undefined : chosen }, 'timeline')}"${chosen === show && html` aria-current="true"`}>${words}</a>`
	return html`<p class="filter"><span class="unseen">${said.filter}: </span>${link('all', said.all)}${link('words', said.words)}</p>`
}

/** Renders the page of a case: what it is, what was said, where to answer, and what else there is to do. */
export const casePage = (frame: Frame, value: CasePageValue): Html => {
	const { case: said } = frame.texts
	const { number } = value.shown.case
	const { head, timeline, composer: write, side } = said
	const tabs = html`<nav class="tabs" aria-label="${head.sections}"><a href="#timeline">${timeline.title}</a><a href="#composer">${write.title}</a><a href="#side">${side.title}</a></nav>`
	return deskPage(frame, {
		title: head.title(number),
		view: listOf(value),
		className: 'case',
		// An older page of the timeline stays as it is.
		poll: value.query.before === undefined ? PARTS : PARTS.filter((part) => part !== 'timeline'),
		content: html`${caseNav(frame, value)}${headPart(frame, value)}${tabs}<div class="case-body"><div class="conversation"><div class="timeline-head"><h2>${timeline.title}</h2>${filter(frame, value)}</div><div class="scroll" tabindex="0" role="region" aria-label="${timeline.title}">${timelinePart(frame, value)}</div>${composer(frame, value)}</div><div class="aside">${aboutSection(frame, value)}${sidePart(frame, value)}</div></div>${entryForm(frame, value)}${momentList(frame, value.beside.moments)}`,
	})
}
