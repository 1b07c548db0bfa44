import * as z from 'zod'
import { type SessionStore, sessionEndsBy } from '#shared/agents/session.ts'
import type { WorkingRoster } from '#shared/agents/working-roster.ts'
import { contactLanguageSchema } from '#shared/cases/codes.ts'
import type { Content } from '#shared/cases/content.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { signalKindSchema } from '#shared/cases/signals/facts.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import { helpPage } from '#shared/desk/pages/help-page.ts'
import { mePage } from '#shared/desk/pages/me-page.ts'
import { type QueuePageView, queuePage, queueRowsPart } from '#shared/desk/pages/queue-page.ts'
import { type SearchPageView, searchHit, searchPage } from '#shared/desk/pages/search-page.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { type SearchDependencies, searchCases } from '#shared/desk/search-cases.ts'
import { type ShowDependencies, showRows } from '#shared/desk/show-case.ts'
import { EVERYBODY, READERS } from '#shared/http/route.ts'
import { type CasePageDependencies, caseRoute } from './case-route.ts'
import { lookedSchema } from './frames.ts'
import type { PageCall, PageRoute } from './page-call.ts'

export type PageDependencies = CasePageDependencies &
	SearchDependencies &
	ShowDependencies & {
		readonly showQueue: ShowQueue
		readonly workingRoster: () => Promise<WorkingRoster>
		readonly sessions: Pick<SessionStore, 'ofPerson'>
		/** Where an hour of practice is played, in a stage that has one. */
		readonly practice?: string | undefined
	}

const ROWS_OF_PAGE = 50

const queueQuerySchema = lookedSchema.extend({
	cursor: z.string().optional(),
	channel: networkSchema.optional().catch(undefined),
	language: contactLanguageSchema.optional().catch(undefined),
	signal: signalKindSchema.optional().catch(undefined),
})

/** Returns what a refused act on many cases was asked for. */
const chosenIn = ({ act }: PageCall): QueuePageView['typed'] => {
	if (act === undefined) return undefined
	const valuesOf = (name: string) => act.typed.flatMap(([one, text]) => (one === name ? [text] : []))
	return { numbers: valuesOf('case'), to: valuesOf('to').at(-1) }
}

/** The lists that are empty where nothing is to be done at all. */
const LISTS_OF_ALL = ['now', 'all']

const queueRoute = ({ showQueue, workingRoster, practice }: PageDependencies): PageRoute => {
	const asked = ({ query, agent }: PageCall) => {
		const { view, cursor, channel: network, language, signal, team } = queueQuerySchema.parse(query)
		return { view, cursor, filters: { network, language, signal, team }, viewer: agent, limit: ROWS_OF_PAGE }
	}
	/** What comes next where nobody waits. */
	const nextThing = async (viewer: PageCall['agent']): Promise<QueuePageView['nextThing']> => {
		const { items } = await showQueue.rows({ view: 'due', viewer, limit: 1 })
		const [first] = items.flatMap((item) => ('unreadable' in item ? [] : [item]))
		if (first?.next === undefined || first.next.kind === 'turn' || first.next.kind === 'waiting') return undefined
		return { kind: first.next.kind, at: first.next.at, owner: first.owner }
	}
	const show = async (call: PageCall): Promise<QueuePageView> => {
		const { view, filters, cursor, viewer, limit } = asked(call)
		const { pulses: found } = await call.glance()
		const [{ items: rows, next, scanned }, roster, inFlight] = await Promise.all([
			showQueue.rows({ view, ...filters, cursor, viewer, limit }),
			workingRoster(),
			showQueue.inFlight(found),
		])
		const isEmpty = rows.length === 0 && cursor === undefined
		const coming = isEmpty ? await nextThing(viewer) : undefined
		const { colleagues, teams } = roster
		const isFirst = cursor === undefined
		const played = isEmpty && coming === undefined && LISTS_OF_ALL.includes(view) ? practice : undefined
		return {
			view,
			filters,
			rows,
			scanned,
			next,
			isFirst,
			inFlight,
			colleagues,
			teams,
			nextThing: coming,
			practice: played,
		}
	}
	return {
		path: '/desk/queue',
		name: 'queue',
		roles: READERS,
		page: async (call) => {
			const [frame, page] = await Promise.all([call.frame(true), show(call)])
			return queuePage(frame, { ...page, typed: chosenIn(call) })
		},
		parts: {
			rows: {
				news: async (call) => {
					const { pulses } = await call.glance()
					return showQueue.tagBy(pulses, call.agent, { ...lookedSchema.parse(call.query), rowsOnly: true })
				},
				render: async (call) => {
					const [frame, page] = await Promise.all([call.frame(false), show(call)])
					return queueRowsPart(frame, page)
				},
			},
		},
	}
}

const HITS_OF_PAGE = 25

const searchQuerySchema = z.object({
	q: z.string().trim().max(100).catch(''),
	cursor: z.string().optional(),
})

/** Returns who wrote a message, as its network names them; nothing where it was erased. */
const authorIn = (words: readonly Content[], message: MessageKey): string | undefined => {
	const found = words.find(({ id }) => id === message)
	return found?.kind === 'message' ? found.authorName : undefined
}

const searchRoute = (dependencies: PageDependencies): PageRoute => {
	const find = async ({ query }: PageCall): Promise<SearchPageView> => {
		const { q, cursor } = searchQuerySchema.parse(query)
		if (q === '') return { query: q, outcome: 'unasked' }
		const found = await searchCases(dependencies, q, HITS_OF_PAGE, cursor)
		if (found.outcome !== 'found') return { query: q, outcome: found.outcome }
		const last = readableOf(found.rows).flatMap(({ id, lastMessage }) =>
			lastMessage === undefined ? [] : [[id, lastMessage.message] as const],
		)
		const [hits, words] = await Promise.all([
			showRows(dependencies, found.rows),
			last.length === 0 ? [] : dependencies.content.glance(last.map(([, message]) => message)),
		])
		const names = new Map<string, string | undefined>(last.map(([id, message]) => [id, authorIn(words, message)]))
		return {
			query: q,
			outcome: 'found',
			hits: hits.map((one) => searchHit(one, names.get(one.id))),
			next: found.next,
			isFirst: cursor === undefined,
		}
	}
	return {
		path: '/desk/search',
		name: 'search',
		roles: READERS,
		page: async (call) => {
			const [frame, page] = await Promise.all([call.frame(true), find(call)])
			return searchPage(frame, page)
		},
	}
}

const meRoute = ({ sessions }: PageDependencies): PageRoute => ({
	path: '/desk/me',
	name: 'me',
	roles: EVERYBODY,
	page: async ({ frame, session, act }) => {
		const initials = act?.typed.find(([name]) => name === 'initials')?.[1]
		const { createdAt, sub, hash } = session
		const [whole, own] = await Promise.all([frame(true), sessions.ofPerson(sub)])
		const others = own.filter((one) => one.hash !== hash)
		return mePage(whole, { session: { createdAt, endsAt: sessionEndsBy(session) }, others, typed: { initials } })
	},
})

const helpRoute: PageRoute = {
	path: '/desk/help',
	name: 'help',
	roles: EVERYBODY,
	page: async ({ frame }) => helpPage(await frame(true)),
}

/** Returns the pages of the desk, each with its parts: a new page is a row here. */
export const deskPages = (dependencies: PageDependencies): readonly PageRoute[] => [
	queueRoute(dependencies),
	caseRoute(dependencies),
	searchRoute(dependencies),
	meRoute(dependencies),
	helpRoute,
]
