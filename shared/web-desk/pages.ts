import { html } from 'hono/html'
import * as z from 'zod'
import type { WorkingRoster } from '#shared/agents/working-roster.ts'
import { teamSchema } from '#shared/cases/actor.ts'
import { contactLanguageSchema } from '#shared/cases/codes.ts'
import { networkSchema } from '#shared/cases/network.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { signalKindSchema } from '#shared/cases/signals/facts.ts'
import { type LookDependencies, lookAtCase } from '#shared/desk/look-at-case.ts'
import { deskPage } from '#shared/desk/pages/frame.ts'
import { type QueuePageView, queuePage, queueRowsPart } from '#shared/desk/pages/queue-page.ts'
import type { ShowQueue } from '#shared/desk/queue/show-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/views.ts'
import { READERS } from '#shared/http/route.ts'
import { caseIdNamed } from './acts.ts'
import { FaultError } from './fault.ts'
import type { PageCall, PageRoute } from './page-call.ts'

export type PageDependencies = LookDependencies & {
	readonly list: Pick<CaseList, 'findByNumber'>
	readonly showQueue: ShowQueue
	readonly workingRoster: () => Promise<WorkingRoster>
}

const ROWS_OF_PAGE = 50

/** What an address asks for; what is wrong in it is left out, as if nobody had asked. */
const queueQuerySchema = z.object({
	view: z.enum(QUEUE_VIEWS).catch('now'),
	cursor: z.string().optional(),
	channel: networkSchema.optional().catch(undefined),
	language: contactLanguageSchema.optional().catch(undefined),
	signal: signalKindSchema.optional().catch(undefined),
	team: teamSchema.optional().catch(undefined),
})

const queueRoute = ({ showQueue, workingRoster }: PageDependencies): PageRoute => {
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
		const [{ items: rows, next }, roster, inFlight] = await Promise.all([
			showQueue.rows({ view, ...filters, cursor, viewer, limit }),
			workingRoster(),
			showQueue.inFlight(),
		])
		const isEmpty = rows.length === 0 && cursor === undefined
		const coming = isEmpty ? await nextThing(viewer) : undefined
		return { view, filters, rows, next, isFirst: cursor === undefined, inFlight, ...roster, nextThing: coming }
	}
	return {
		path: '/desk/queue',
		name: 'queue',
		roles: READERS,
		page: async (call) => {
			const [frame, page] = await Promise.all([call.frame(true), show(call)])
			return queuePage(frame, page)
		},
		parts: {
			rows: async (call) => {
				const [frame, page] = await Promise.all([call.frame(false), show(call)])
				return queueRowsPart(frame, page)
			},
		},
	}
}

const caseRoute = (dependencies: PageDependencies): PageRoute => ({
	path: '/desk/cases/:number',
	name: 'case',
	roles: READERS,
	page: async (call) => {
		const id = await caseIdNamed(dependencies, call.params.number ?? '')
		if (id === undefined) throw new FaultError('notFound')
		const [frame, shown] = await Promise.all([
			call.frame(true),
			lookAtCase(dependencies, id, { before: call.query.before, limit: ROWS_OF_PAGE, by: call.agent.key }),
		])
		return deskPage(frame, { title: shown.case.number, content: html`<h1>${shown.case.number}</h1>` })
	},
})

/** Returns the pages of the desk, each with its parts: a new page is a row here. */
export const deskPages = (dependencies: PageDependencies): readonly PageRoute[] => [
	queueRoute(dependencies),
	caseRoute(dependencies),
]
