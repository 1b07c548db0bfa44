import { html } from 'hono/html'
import { isPointing } from '#shared/cases/messages/pointed-at.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { TimelineEntry } from '../../timeline-schema.ts'
import type { Frame } from '../frame.ts'
import { ownWords } from '../own-words.ts'
import { sayCount } from '../time.ts'
import type { CasePageValue } from './case-value.ts'

/** What came along with a message and what it is about: named by its kind, with what it says of itself. */

type Attachment = NonNullable<TimelineEntry['attachments']>[number]
type Medium = NonNullable<TimelineEntry['media']>[number]

const size = (tag: 'de' | 'en', bytes: number): string => `${sayCount(tag, Math.max(1, Math.round(bytes / 1_024)))} kB`

/** An address at one of the networks. Only there a click leads; to any other the words do not. */
const AT_NETWORK = /^https:\/\/(?:[\w-]+\.)?(?:x|twitter|facebook|instagram)\.com\//

const opened = ({ texts }: Frame, url: string): Html =>
	AT_NETWORK.test(url)
		? html` <a href="${url}" target="_blank" rel="noreferrer">${texts.case.timeline.atNetwork}</a>`
		: html` <span class="soft">${ownWords(url)}</span>`

const titled = (title: string | undefined): Html | '' =>
	title === undefined ? '' : html`: <q dir="auto">${ownWords(title)}</q>`

/** Degrees with as many digits as a metre needs. */
const degrees = (value: number): string => String(Number(value.toFixed(5)))

/** A place, for whatever program of maps the house has: no map of others learns where a customer is. */
const place = ({ lat, long }: Extract<Attachment, { readonly kind: 'location' }>): Html | '' =>
	lat === undefined || long === undefined
		? ''
		: html` <a href="geo:${degrees(lat)},${degrees(long)}">${degrees(lat)}, ${degrees(long)}</a>`

const pointed = (frame: Frame, one: Attachment): Html => {
	const name = frame.texts.caseCodes.attached[one.kind]
	if (one.kind === 'location') return html`<li>${name}${titled(one.title)}${place(one)}</li>`
	if (!isPointing(one)) return html`<li>${name}</li>`
	const { title, details, url } = one
	return html`<li>${name}${titled(title)}${details !== undefined && html` <span dir="auto">${ownWords(details)}</span>`}${url !== undefined && opened(frame, url)}</li>`
}

const fileItem =
	({ texts }: Frame, { shown }: CasePageValue, id: string) =>
	({ index, kind, state, type, bytes, reason }: Medium): Html => {
		const { caseCodes, case: said, tag } = texts
		const words = caseCodes.attached[kind]
		if (state === 'kept')
			return html`<li><a href="/desk/cases/${shown.case.number}/media/${id}/${index}" target="_blank" rel="noreferrer">${words}</a> <span class="soft">${type}${bytes !== undefined && `, ${size(tag, bytes)}`}</span></li>`
		const why =
			state === 'waiting' ? said.timeline.mediaWaiting : reason === undefined ? '' : caseCodes.mediaFailures[reason]
		return html`<li class="soft">${words}: ${why}</li>`
	}

/** Renders what came along: files as far as they were fetched, and of all else what it is. */
export const attachedList = (frame: Frame, value: CasePageValue, entry: TimelineEntry): Html | '' => {
	const { id, media = [], attachments = [] } = entry
	const kinds = new Set<string>(media.map(({ kind }) => kind))
	// A file that can be fetched is told of with its copy.
	const others = attachments.filter(({ kind }) => !kinds.has(kind))
	if (media.length + others.length === 0) return ''
	return html`<ul class="media" aria-label="${frame.texts.case.timeline.media}">${media.map(fileItem(frame, value, id))}${others.map((one) => pointed(frame, one))}</ul>`
}

/** Renders what a message answers or came by, before its words. */
export const aboutLine = (frame: Frame, { about }: TimelineEntry): Html | '' => {
	if (about === undefined) return ''
	const { kind, title, id, url } = about
	const name =
		title === undefined && url === undefined && id !== undefined ? html` <span class="soft">${id}</span>` : ''
	return html`<p class="pointed-at">${frame.texts.caseCodes.about[kind]}${titled(title)}${name}${url !== undefined && opened(frame, url)}</p>`
}
