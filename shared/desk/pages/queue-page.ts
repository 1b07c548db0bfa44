import { html } from 'hono/html'
import { WORKING_ROLES } from '#shared/cases/actor.ts'
import { contactLanguageSchema } from '#shared/cases/codes.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { signalKindSchema } from '#shared/cases/signals/facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { QueueFilter } from '../queue/read-queue.ts'
import type { RowView, UnreadableRowView } from '../queue/row-view.ts'
import type { QueueView } from '../queue/view-codes.ts'
import { deskFields, keyed } from './act-form.ts'
import { deskPage, type Frame } from './frame.ts'
import { agentWords, BULK_FORM, ROW_FORM, rowsPart } from './queue-rows.ts'
import { sayCount, timeOf } from './time.ts'

/** What a page of a list shows. */
export type QueuePageView = {
	readonly view: QueueView
	readonly filters: QueueFilter
	readonly rows: readonly (RowView | UnreadableRowView)[]
	/** How many rows were looked at for it: with a filter mostly more than it shows. */
	readonly scanned: number
	/** The cursor of the page after this. */
	readonly next?: string | undefined
	/** Whether no page comes before this. */
	readonly isFirst: boolean
	/** What was received and is no case yet. */
	readonly inFlight?: { readonly count: number; readonly oldestAt?: Instant | undefined } | undefined
	/** Whom cases can be handed to. */
	readonly colleagues: readonly { readonly sub: string; readonly name: string }[]
	readonly teams: readonly string[]
	/** What comes next where nobody waits. */
	readonly nextThing?:
		| {
				readonly kind: 'promise' | 'followUp' | 'window'
				readonly at: Instant
				readonly owner?: string | undefined
		  }
		| undefined
	/** What was chosen for an act on many cases before it was refused. */
	readonly typed?: { readonly numbers: readonly string[]; readonly to?: string | undefined } | undefined
	/** Where an hour of practice can be played, locally. */
	readonly practice?: string | undefined
}

/** The filters as the address names them. */
const namesOf = ({ network, language, signal, team }: QueueFilter) => ({ channel: network, language, signal, team })

type FilterName = keyof ReturnType<typeof namesOf>

const isFiltered = ({ network, language, signal, team }: QueueFilter): boolean =>
	[network, language, signal, team].some((one) => one !== undefined)

const addressOf = (view: QueueView, filters: QueueFilter = {}, cursor?: string): string => {
	const query = new URLSearchParams({ view })
	for (const [name, value] of Object.entries({ ...namesOf(filters), cursor }))
		if (value !== undefined) query.set(name, value)
	return `/desk/queue?${query}`
}

const filterForm = ({ texts }: Frame, { view, filters, teams }: QueuePageView): Html => {
	const { queue: said, codes } = texts
	const chosen = namesOf(filters)
	const choice = (name: FilterName, options: readonly (readonly [code: string, words: string])[]): Html =>
		html`<label><span class="unseen">${said.filters[name]}</span><select name="${name}"><option value="">${said.anyOf[name]}</option>${options.map(([code, words]) => html`<option value="${code}"${chosen[name] === code && ' selected'}>${words}</option>`)}</select></label>`
	return html`<form class="filters" method="get" action="/desk/queue"><input type="hidden" name="view" value="${view}">
${choice(
	'channel',
	networkSchema.options.map((code) => [code, codes.networks[code]]),
)}${choice(
	'language',
	contactLanguageSchema.options.map((code) => [code, codes.languages[code]]),
)}${choice(
	'signal',
	signalKindSchema.options.map((code) => [code, codes.signals[code]]),
)}${
	view === 'team' &&
	choice(
		'team',
		teams.map((code) => [code, code]),
	)
}<button class="act">${said.filter}</button>${isFiltered(filters) && html`<a href="${addressOf(view)}">${said.dropFilter}</a>`}</form>`
}

const emptyState = (frame: Frame, page: QueuePageView): Html => {
	const { tag, queue: said } = frame.texts
	const { view, filters, next, nextThing, practice, scanned } = page
	if (next !== undefined)
		return html`<p>${said.filterNone(sayCount(tag, scanned))}</p><p><a class="act" rel="next" href="${addressOf(view, filters, next)}">${said.searchOn}</a></p>`
	if (isFiltered(filters))
		return html`<p>${said.filterEmpty}</p><p><a href="${addressOf(view)}">${said.dropFilter}</a></p>`
	const thing =
		nextThing !== undefined &&
		html`<p>${said.nextThing[nextThing.kind]} ${timeOf(tag, nextThing.at)}${nextThing.owner !== undefined && `, ${nextThing.owner === frame.agent.sub ? said.i : agentWords(frame, nextThing.owner)}`}. <a href="${addressOf('due')}">${said.toDue}</a></p>`
	return html`<p class="calm">${said.empty[view]}</p>${thing}${practice !== undefined && html`<form method="post" action="${practice}"><input type="hidden" name="back" value="${frame.here}"><button class="act main">${said.practice}</button></form>`}`
}

/** Renders the rows of a page of a list: a part of its own. */
export const queueRowsPart = (frame: Frame, page: QueuePageView): Html => rowsPart(frame, page, emptyState(frame, page))

const bulkForm = (frame: Frame, { colleagues, teams, typed }: QueuePageView): Html => {
	const { queue: said } = frame.texts
	const option = (to: string, words: string): Html =>
		html`<option value="${to}"${to === typed?.to && ' selected'}>${words}</option>`
	const mayAssign = WORKING_ROLES.includes(frame.agent.role)
	const button = mayAssign
		? html`<button class="act main">${said.bulkDo}</button>`
		: html`<button type="button" class="act main" aria-disabled="true">${said.bulkDo}<span class="why">${said.bulkNotYours}</span></button>`
	return html`<form id="${BULK_FORM}" class="bulk" method="post" action="/desk/queue/assign">${deskFields(frame, { back: frame.here, done: 'assigned' })}
<label for="bulk-to">${said.bulk}</label><select id="bulk-to" name="to" required${keyed(frame, 'a')}><option value="">${said.bulkChoose}</option><optgroup label="${said.bulkTeams}">${teams.map((team) => option(`team:${team}`, team))}</optgroup><optgroup label="${said.bulkPeople}">${colleagues.map(({ sub, name }) => option(`owner:${sub}`, name))}</optgroup></select>${button}<p class="soft">${said.bulkOnly}</p></form>
<form id="${ROW_FORM}" method="post"><input type="hidden" name="_csrf" value="${frame.csrf}"><input type="hidden" name="_back" value="${frame.here}"><input type="hidden" name="_done" value="claimed"></form>`
}

const headOf = (frame: Frame, page: QueuePageView): Html => {
	const { tag, queue: said, codes } = frame.texts
	const { view, inFlight } = page
	const received =
		inFlight !== undefined &&
		inFlight.count > 0 &&
		html`<p class="inflight" id="inflight">${said.inFlight(inFlight.count)}${inFlight.oldestAt !== undefined && html`, ${said.inFlightOldest} ${timeOf(tag, inFlight.oldestAt, 'clock', 'ago')}`}</p>`
	return html`<div class="head"><div class="about"><h1 id="title">${codes.views[view]}</h1><p class="soft">${said.about[view]}</p>${received}</div>${filterForm(frame, page)}</div>`
}

/** Renders a list of cases. */
export const queuePage = (frame: Frame, page: QueuePageView): Html => {
	const { queue: said, codes, frame: framed } = frame.texts
	const { tag } = frame.texts
	const { view, filters, next, isFirst, rows, scanned } = page
	// A filter looks through so much for a page, and may be rare.
	const isShort = next !== undefined && isFiltered(filters)
	const { columns } = said
	const pages =
		(next !== undefined && rows.length > 0) || !isFirst
			? html`${isShort && rows.length > 0 && html`<p class="soft found">${said.filterFound(rows.length, sayCount(tag, scanned))}</p>`}<nav class="pages" aria-label="${said.pages}">${!isFirst && html`<a class="act" href="${addressOf(view, filters)}">${said.first}</a>`}${next !== undefined && rows.length > 0 && html`<a class="act" rel="next" href="${addressOf(view, filters, next)}">${isShort ? said.searchOn : said.older}</a>`}</nav>`
			: ''
	return deskPage(frame, {
		title: codes.views[view],
		view,
		className: 'queue',
		poll: isFirst ? ['rows', 'counts', 'state'] : ['counts', 'state'],
		content: html`${headOf(frame, page)}
<div id="news" class="news" hidden><span data-said></span><button type="button" class="act main"${keyed(frame, '.')}>${framed.live.show}</button></div>
<table class="cases listed" aria-labelledby="title"><thead><tr><th scope="col"><span class="unseen">${columns.pick}</span></th><th scope="col">${columns.next}</th><th scope="col">${columns.who}</th><th scope="col">${columns.words}</th><th scope="col">${columns.form}</th><th scope="col">${columns.whose}</th></tr></thead>
${queueRowsPart(frame, page)}</table>
${pages}
${bulkForm(frame, page)}`,
	})
}
