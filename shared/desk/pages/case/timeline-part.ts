import { html } from 'hono/html'
import type { ContactLanguage } from '#shared/cases/codes.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeliveryView } from '../../case-view-schema.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'
import type { Frame } from '../frame.ts'
import { NETWORK_MARKS, WARNING } from '../icons.ts'
import { ownWords, splitText, spokenIn } from '../own-words.ts'
import { sayCount, timeOf } from '../time.ts'
import { aboutLine, attachedList } from './attached-list.ts'
import { type CasePageValue, caseHref, frameOfPart } from './case-value.ts'
import { entryActs } from './entry-acts.ts'
import { sayEntry, whoSays } from './entry-words.ts'
import { wayBand, wayOf } from './ways.ts'

/** What people said to each other, in full; all other kinds are lines between. */
const SAID: ReadonlySet<TimelineEntry['kind']> = new Set(['message', 'note', 'reply', 'nativeAnswer', 'replyProposed'])

/** Tells whether an entry is something that somebody said. */
const isSaid = ({ kind }: TimelineEntry): boolean => SAID.has(kind)

/** Of longer words the rest is folded away. */
const SHOWN_CHARACTERS = 1_200

/** Renders what somebody wrote, inert, in its own direction, and read out in its own language. */
export const wordsOfPerson = ({ texts }: Frame, text: string, language?: ContactLanguage | undefined): Html => {
	const [first, rest] = splitText(text, SHOWN_CHARACTERS)
	const lang = spokenIn(texts.tag, language)
	return html`<div class="words" dir="auto"${lang}>${ownWords(first)}</div>${rest !== '' && html`<details class="rest"><summary>${texts.case.timeline.more(sayCount(texts.tag, rest.length))}</summary><div class="words" dir="auto"${lang}>${rest}</div></details>`}`
}

const failureWords = ({ caseCodes }: Frame['texts'], { act = 'answer', failure }: DeliveryView): string =>
	failure === undefined ? '' : caseCodes.failures[act][failure]

const TROUBLES: ReadonlySet<DeliveryView['state']> = new Set(['failed', 'unknown', 'bounced'])

/** Renders how something that we sent fares, why, and what can be done about it. */
const deliveryLine = ({ texts }: Frame, delivery: DeliveryView, isAnswer: boolean): Html => {
	const { caseCodes, case: said, tag } = texts
	const { state, until, held, confirmedAt, at } = delivery
	const isLeaving = state === 'queued'
	const moment =
		until === undefined
			? ''
			: html` ${isLeaving ? said.timeline.leaves : said.timeline.triedAgain} ${isLeaving ? timeOf(tag, until, 'seconds', 'countdown') : timeOf(tag, until)}`
	const help = [
		failureWords(texts, delivery),
		held === undefined ? '' : caseCodes.held[held],
		isAnswer && state !== 'sent' ? caseCodes.deliveryHelp[state] : '',
	]
	const words = help.filter((one) => one !== '').join(' ')
	return html`<p class="delivery ${state}">${TROUBLES.has(state) && html`${WARNING} `}<strong>${caseCodes.deliveries[state]}</strong>${state === 'sent' && html` ${timeOf(tag, at)}`}${moment}${confirmedAt !== undefined && html`, ${said.timeline.confirmedAt}`}${words !== '' && html` <span>${words}</span>`}</p>`
}

const remarks = ({ texts }: Frame, entry: TimelineEntry): Html => {
	const { timeline: said } = texts.case
	const words = [
		entry.hidden && said.hidden,
		entry.sealed && said.sealed,
		entry.missingText === 'waiting' && said.missingWaiting,
		entry.missingText === 'failed' && said.missingFailed,
		entry.struck && said.struck,
		entry.author === 'bystander' && said.aside,
		entry.asideSeen === false && said.asideUnseen,
	]
	return html`${words.map((one) => (typeof one === 'string' ? html`<p class="remark">${one}</p>` : ''))}`
}

type Placed = {
	readonly frame: Frame
	readonly value: CasePageValue
	readonly entry: TimelineEntry
	readonly isWaiting: boolean
	/** How often it happened in a row. */
	readonly times: number
}

/** Renders something said: first who can read it, then who said it, and when. */
const saidItem = ({ frame, value, entry, isWaiting }: Placed): Html => {
	const { texts } = frame
	const { caseCodes, case: said, tag } = texts
	const { id, author, kind, channel, text, erased, delivery, until, form, initials, handle, struck } = entry
	const isOurs = author === 'agent'
	const way = wayOf(entry)
	const who = whoSays(frame, value, entry)
	const what =
		kind === 'reply' || kind === 'replyProposed' || kind === 'nativeAnswer' ? sayEntry(frame, value, entry) : who
	const role = isOurs ? '' : html`<span class="role">${caseCodes.authors[author]}</span> `
	const place =
		channel === undefined
			? ''
			: `${caseCodes.channels[channel]}${form === undefined ? '' : ` · ${caseCodes.messageForms[form]}`}`
	const mark = channel === undefined || channel === 'mail' ? '' : NETWORK_MARKS[channel]
	return html`<li id="e-${id}" class="entry ${way} ${isOurs ? 'ours' : author}${isWaiting && ' waiting'}${struck === true && ' struck'}"><article><h3>${wayBand(frame, way)} ${role}<bdi class="name">${what}</bdi>${handle !== undefined && author === 'bystander' && `@${handle}` !== who && html` <bdi class="soft">@${handle}</bdi>`} <span class="meta">${timeOf(tag, entry.at)}${place !== '' && html` <span class="place">${mark}${place}</span>`}${isWaiting && html` <span class="unseen">, ${said.timeline.unanswered}</span>`}</span></h3>${erased === true ? html`<p class="remark">${said.timeline.erased}</p>` : html`${aboutLine(frame, entry)}${text !== undefined && (text !== '' || entry.attachments === undefined) && wordsOfPerson(frame, text, author === 'bystander' ? undefined : value.shown.case.language)}`}${remarks(frame, entry)}${attachedList(frame, value, entry)}${initials !== undefined && text?.includes(`^${initials}`) !== true && html`<p class="soft">^${initials}</p>`}${until !== undefined && html`<p class="remark">${said.timeline.until} ${timeOf(tag, until)}</p>`}${delivery !== undefined && deliveryLine(frame, delivery, kind === 'reply')}${entryActs(frame, value, entry)}</article></li>`
}

/** Renders what happened, in a line. */
const lineItem = ({ frame, value, entry, times }: Placed): Html => {
	const { texts } = frame
	const { case: said, caseCodes, tag } = texts
	const { id, visibility, text, until, delivery, kind, at } = entry
	const ends = kind === 'promiseMade' || kind === 'followUpSet' ? said.timeline.due : said.timeline.until
	const isGrave =
		kind.startsWith('danger') || kind === 'promiseOverdue' || kind === 'promiseBroken' || kind === 'promiseEscalated'
	const band =
		visibility === 'internal'
			? html`<span class="unseen">${caseCodes.visibilities.internal}, </span>`
			: wayBand(frame, wayOf(entry))
	return html`<li id="e-${id}" class="line${isGrave && ' grave'}"><article><p>${band} <span>${sayEntry(frame, value, entry)}${times > 1 && `, ${said.timeline.times(times)}`}</span>${until !== undefined && html` · ${ends} ${timeOf(tag, until)}`} <span class="meta">${timeOf(tag, at)}</span></p>${text !== undefined && html`<div class="words" dir="auto">${text}</div>`}${delivery !== undefined && delivery.state !== 'sent' && deliveryLine(frame, delivery, false)}${entryActs(frame, value, entry)}</article></li>`
}

/** Tells which entries wait for an answer: the first by name, what came after them by the time. */
const isWaitingIn = ({ beside, shown }: CasePageValue): ((entry: TimelineEntry) => boolean) => {
	const { messages, since } = beside.waiting
	const hasMore = shown.case.unanswered > messages.length
	return ({ id, kind, author, at }) =>
		kind === 'message' &&
		author === 'customer' &&
		(messages.includes(id) || (hasMore && since !== undefined && at > since))
}

/** Tells whether an entry only says again what the one before it said: a danger that nobody takes would hide all words. */
const isSaidAgain = (entry: TimelineEntry | undefined, before: TimelineEntry | undefined): boolean =>
	entry?.kind === 'dangerTold' && before?.kind === 'dangerTold' && entry.danger === before.danger

type Run = { readonly entry: TimelineEntry; readonly times: number }

/** Returns of entries that say the same in a row the last one, with how many there were. */
const foldRuns = (entries: readonly TimelineEntry[]): readonly Run[] =>
	entries.flatMap((entry, index) => {
		if (isSaidAgain(entries[index + 1], entry)) return []
		const from = entries.findLastIndex((one, at) => at <= index && !isSaidAgain(one, entries[at - 1]))
		return [{ entry, times: index - from + 1 }]
	})

/** Renders the timeline, or a page of it: a part of its own. No form stands in it; its buttons belong to one beside it. */
export const timelinePart = (whole: Frame, value: CasePageValue): Html => {
	const frame = frameOfPart(whole)
	const { shown, query } = value
	const { timeline: said } = frame.texts.case
	const isWaiting = isWaitingIn(value)
	const entries = query.show === 'words' ? shown.timeline.filter(isSaid) : shown.timeline
	const first = entries.find(isWaiting)
	const itemOf = ({ entry, times }: Run): Html => {
		const placed = { frame, value, entry, isWaiting: isWaiting(entry), times }
		const mark = entry.id === first?.id ? html`<li class="since">${said.unansweredFrom}</li>` : ''
		return html`${mark}${(isSaid(entry) ? saidItem : lineItem)(placed)}`
	}
	const older =
		shown.older === undefined
			? ''
			: html`<li class="turn"><a href="${caseHref(value, { before: shown.older }, 'timeline')}">${said.older}</a></li>`
	const waitingBefore =
		shown.unanswered.length === 0
			? ''
			: html`<li class="since">${said.olderWaiting}</li>${shown.unanswered.map((entry) => saidItem({ frame, value, entry, isWaiting: true, times: 1 }))}`
	const newest =
		query.before === undefined
			? ''
			: html`<li class="turn"><a href="${caseHref(value, {}, 'timeline')}">${said.newest}</a></li>`
	return html`<ol id="timeline" data-version="${shown.case.version}">${older}${waitingBefore}${entries.length === 0 ? html`<li class="soft">${said.empty}</li>` : foldRuns(entries).map(itemOf)}${newest}</ol>`
}
