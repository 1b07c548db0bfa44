import type { RosterStore } from '#shared/agents/roster.ts'
import { createRosterNames } from '#shared/agents/roster-names.ts'
import type { Clock, RealClock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type InFlight, type InFlightLedger, inFlight } from '#shared/ledger/in-flight.ts'
import type { QueueStore } from './queue-store.ts'
import { COUNTED, countQueue, type QueueQuery, readQueue } from './read-queue.ts'
import { agentsOfRows, type RowView, rowView, type UnreadableRowView } from './row-view.ts'
import { QUEUE_VIEWS, type QueueView } from './view-codes.ts'

export type ShowQueueDependencies = {
	readonly queue: QueueStore
	readonly ledger: InFlightLedger
	readonly roster: Pick<RosterStore, 'list'>
	readonly clock: Clock
	readonly realClock: RealClock
	readonly log: Log
}

/** What a view holds, as far as it is counted. */
export type QueueCount = { readonly count: number; readonly more?: true | undefined }
export type QueueCountsView = Readonly<Record<QueueView, QueueCount>>

export type QueueShown = {
	readonly items: readonly (RowView | UnreadableRowView)[]
	/** With the first page. */
	readonly counts?: QueueCountsView | undefined
	readonly inFlight?: InFlight | undefined
	readonly next?: string | undefined
}

type Viewer = QueueQuery['viewer']

/** Creates what shows the queue to people: rows with the names of those who have them, counts, and what is on its way. */
export const createShowQueue = (dependencies: ShowQueueDependencies) => {
	const { queue, ledger, clock, log } = dependencies
	const names = createRosterNames(dependencies)

	const counts = async (viewer: Viewer): Promise<QueueCountsView> => {
		const counted = await countQueue(queue, viewer, clock.now())
		const told = QUEUE_VIEWS.map((view): readonly [QueueView, QueueCount] => {
			const count = counted[view]
			return [view, count > COUNTED ? { count: COUNTED, more: true } : { count }]
		})
		return Object.fromEntries(told) as QueueCountsView
	}

	const rows = async (asked: QueueQuery): Promise<Pick<QueueShown, 'items' | 'next'>> => {
		const now = clock.now()
		const { rows: stored, next } = await readQueue(queue, asked, now)
		const agents = await names.find(agentsOfRows(stored))
		const unreadable = stored.filter(({ kind }) => kind === 'unreadable').length
		if (unreadable > 0) log.count('CasesUnreadable', unreadable)
		return { items: stored.map((one) => rowView(one, agents, now)), next }
	}

	return {
		rows,
		counts,
		/** Tells what was received and is no case yet. */
		inFlight: () => inFlight(ledger, clock.now()),
		/** Counts the cases in danger. */
		dangers: () => queue.count({ list: 'danger', partition: 'danger' }, COUNTED),
		/** Shows a page of rows; the first with all that a look at the queue needs. */
		page: async (asked: QueueQuery): Promise<QueueShown> => {
			if (asked.cursor !== undefined) return rows(asked)
			const [page, counted, onTheWay] = await Promise.all([
				rows(asked),
				counts(asked.viewer),
				inFlight(ledger, clock.now()),
			])
			return { ...page, counts: counted, inFlight: onTheWay }
		},
	}
}
export type ShowQueue = ReturnType<typeof createShowQueue>
