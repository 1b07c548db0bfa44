import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import type { CaseView, UnreadableCaseView } from '../case-view-schema.ts'
import type { RowView } from '../queue/row-view.ts'
import { deskPage, type Frame } from './frame.ts'
import { NETWORK_MARKS, WARNING } from './icons.ts'
import { agentWords, calledName } from './queue-rows.ts'
import { timeOf } from './time.ts'

/** A case that a search found. */
export type SearchHit = Pick<
	RowView,
	| 'number'
	| 'state'
	| 'name'
	| 'handle'
	| 'channels'
	| 'turn'
	| 'owner'
	| 'team'
	| 'waitingSince'
	| 'firstSeen'
	| 'closedAt'
	| 'outcome'
>

/** What the search came to. */
export type SearchPageView = {
	/** As it was typed. */
	readonly query: string
} & (
	| { readonly outcome: 'unasked' | 'holdsData' | 'tooShort' }
	| {
			readonly outcome: 'found'
			readonly hits: readonly (SearchHit | { readonly number?: string | undefined; readonly unreadable: true })[]
			readonly next?: string | undefined
			readonly isFirst: boolean
	  }
)

/** Takes what a hit shows out of a case; `name` is whom its last message is from. */
export const searchHit = (
	shown: CaseView | UnreadableCaseView,
	name: string | undefined,
): Extract<SearchPageView, { outcome: 'found' }>['hits'][number] => {
	if ('unreadable' in shown) return { number: shown.number, unreadable: true }
	const { number, state, channels, turn, owner, team, waitingSince, openedAt: firstSeen, closedAt, outcome } = shown
	const handle = shown.contacts.find((one) => one.handle !== undefined)?.handle
	return { number, state, name, handle, channels, turn, owner, team, waitingSince, firstSeen, closedAt, outcome }
}

const stateCell = ({ texts }: Frame, hit: SearchHit): Html => {
	const { tag, queue: said, codes } = texts
	const { closedAt, outcome, waitingSince, turn, firstSeen } = hit
	if (closedAt !== undefined)
		return html`<td>${said.closedAt} ${timeOf(tag, closedAt, 'day')}${outcome !== undefined && html`<small>${codes.outcomes[outcome]}</small>`}</td>`
	if (waitingSince !== undefined)
		return html`<td>${said.next.waiting} ${timeOf(tag, waitingSince, 'short', 'ago')}</td>`
	return html`<td>${codes.turns[turn]}<small>${said.opened} ${timeOf(tag, firstSeen, 'day')}</small></td>`
}

const hitRow = (frame: Frame, hit: SearchHit): Html => {
	const { queue: said, codes } = frame.texts
	const { number, channels, owner, team, state } = hit
	const marks = channels.map((network) => html`${NETWORK_MARKS[network]} ${codes.networks[network]} `)
	const holder = owner !== undefined ? agentWords(frame, owner) : team !== undefined ? said.ofTeam(team) : said.free
	return html`
<tr><th scope="row"><a href="/desk/cases/${number}"><bdi>${calledName(frame, hit)}</bdi></a><small>${marks}<b>${number}</b></small></th>${stateCell(frame, hit)}<td>${state === 'open' && html`${owner !== undefined && html`<i>${said.with} </i>`}${holder}`}</td></tr>`
}

const hitsOf = (frame: Frame, page: Extract<SearchPageView, { outcome: 'found' }>): Html => {
	const { queue: said } = frame.texts
	const { query, hits, next, isFirst } = page
	const addressOf = (cursor?: string): string =>
		`/desk/search?${new URLSearchParams(cursor === undefined ? { q: query } : { q: query, cursor })}`
	if (hits.length === 0 && next === undefined)
		return html`<section class="fault"><p class="calm">${said.nothing(query)}</p><p>${said.nothingHint}</p></section>`
	const rows = hits.map((hit) =>
		'unreadable' in hit
			? html`<tr class="unreadable"><td colspan="3">${WARNING} ${hit.number} ${said.unreadable}</td></tr>`
			: hitRow(frame, hit),
	)
	const { who, state, whose } = said.hitColumns
	return html`<p class="soft found">${said.foundCount(hits.length, next !== undefined || !isFirst)}</p>
<table class="cases hits" aria-labelledby="title"><thead><tr><th scope="col">${who}</th><th scope="col">${state}</th><th scope="col">${whose}</th></tr></thead><tbody>${rows}</tbody></table>
${(next !== undefined || !isFirst) && html`<nav class="pages" aria-label="${said.pages}">${!isFirst && html`<a class="act" href="${addressOf()}">${said.first}</a>`}${next !== undefined && html`<a class="act" rel="next" href="${addressOf(next)}">${said.older}</a>`}</nav>`}`
}

/** Renders what a search found, or how to search. */
export const searchPage = (frame: Frame, page: SearchPageView): Html => {
	const { queue: said } = frame.texts
	const { query, outcome } = page
	const told = {
		unasked: [said.searchTitle, said.searchHint],
		holdsData: [said.holdsData, said.holdsDataHint],
		tooShort: [said.tooShort, said.tooShortHint],
	} as const
	const content =
		outcome === 'found'
			? html`<h1 id="title">${said.found(query)}</h1>${hitsOf(frame, page)}`
			: html`<section class="fault"><h1>${told[outcome][0]}</h1><p>${told[outcome][1]}</p></section>`
	// What looks like somebody's data stays in no field, nor where a form leads back to.
	const isData = outcome === 'holdsData'
	return deskPage(isData ? { ...frame, here: '/desk/search' } : frame, {
		title: said.searchTitle,
		className: 'search-page',
		poll: ['counts', 'state'],
		sought: isData ? undefined : query,
		content,
	})
}
