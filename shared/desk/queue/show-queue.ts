import type { RosterStore } from '#shared/agents/roster.ts'
import { createRosterNames } from '#shared/agents/roster-names.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { InFlight } from '#shared/ledger/in-flight.ts'
import {
	COUNTED,
	type CountDependencies,
	countDangers,
	countInFlight,
	countQueue,
	dangerNewsIn,
	type Looked,
	type NewsDependencies,
	newsIn,
	pulseKeysOfPage,
	queueNews,
} from './count-queue.ts'
import type { PulsesByKey } from './pulses.ts'
import { type QueueQuery, readQueue } from './read-queue.ts'
import { agentsOfRows, type RowView, rowView, type UnreadableRowView } from './row-view.ts'
import { QUEUE_VIEWS, type QueueView } from './view-codes.ts'

export type ShowQueueDependencies = CountDependencies &
	NewsDependencies & {
		readonly roster: Pick<RosterStore, 'list'>
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
	/** How many rows were looked at for this page. */
	readonly scanned: number
	readonly next?: string | undefined
}

type Viewer = QueueQuery['viewer']

/** Creates what shows the queue to people: rows with the names of those who have them, counts, and what is on its way. */
export const createShowQueue = (dependencies: ShowQueueDependencies) => {
	const { queue, clock, realClock, log } = dependencies
	const names = createRosterNames(dependencies)

	/** Counts only what moved since it was last counted, by pulses that were read before. */
	const counts = async (viewer: Viewer, found: PulsesByKey): Promise<QueueCountsView> => {
		const counted = await countQueue(dependencies, viewer, clock.now(), found)
		const told = QUEUE_VIEWS.map((view): readonly [QueueView, QueueCount] => {
			const count = counted[view]
			return [view, count > COUNTED ? { count: COUNTED, more: true } : { count }]
		})
		return Object.fromEntries(told) as QueueCountsView
	}

	const rows = async (asked: QueueQuery): Promise<Pick<QueueShown, 'items' | 'scanned' | 'next'>> => {
		const now = clock.now()
		const { rows: stored, scanned, next } = await readQueue(queue, asked, now)
		const agents = await names.find(agentsOfRows(stored))
		const unreadable = stored.filter(({ kind }) => kind === 'unreadable').length
		if (unreadable > 0) log.count('CasesUnreadable', unreadable)
		return { items: stored.map((one) => rowView(one, agents, now)), scanned, next }
	}

	const moment = () => ({ now: clock.now(), epochMilliseconds: realClock.epochMilliseconds() })

	return {
		rows,
		counts,
		/** Returns the keys of the pulses of all that somebody sees. */
		pulseKeys: pulseKeysOfPage,
		/** Tells by pulses that were read, as `news` does, and of the cases in danger alone. */
		tagBy: (found: PulsesByKey, viewer: Viewer, looked: Looked) => newsIn(found, viewer, looked, moment()),
		dangerTagBy: (found: PulsesByKey) => dangerNewsIn(found, moment()),
		/** Tells what was received and is no case yet, as of this minute. */
		inFlight: (found: PulsesByKey) => countInFlight(dependencies, clock.now(), found),
		/** Returns the tag of what somebody looks at, to be asked for before anything of it is read. */
		news: (viewer: Viewer, looked: Looked) => queueNews(dependencies, viewer, looked),
		/** Counts the cases in danger. */
		dangers: (found: PulsesByKey) => countDangers(dependencies, clock.now(), found),
		/** Shows the first page of rows with all that a look at the queue needs, by the pulses of its `news`. */
		firstPage: async (asked: QueueQuery, found: PulsesByKey): Promise<QueueShown> => {
			const [page, counted, onTheWay] = await Promise.all([
				rows(asked),
				counts(asked.viewer, found),
				countInFlight(dependencies, clock.now(), found),
			])
			return { ...page, counts: counted, inFlight: onTheWay }
		},
	}
}
export type ShowQueue = ReturnType<typeof createShowQueue>
