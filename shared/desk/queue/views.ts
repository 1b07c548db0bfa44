import { dayBeginning } from '#shared/calendar/service-calendar.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import type { PlacedRow, QueuePart } from './queue-store.ts'
import { freeOfTeam, freePartitions, openPartitions, type QueueList, windowPartitions } from './row.ts'
import type { QueueView } from './view-codes.ts'

/** Who looks at the queue. */
type Viewer = { readonly key: AgentKey; readonly team?: string | undefined; readonly now: Instant }

/** The windows of networks that end within this are due. */
const WINDOW_IS_DUE = 4 * HOUR

/** The keys of the open lists begin with 0 in danger, 1 where we must act, 2 where others must. */
const TO_ACT = { from: '1', to: '2' } as const
const TO_WAIT = { from: '2', to: '3' } as const

type PartRange = Pick<QueuePart, 'from' | 'to'>

const parts = (list: QueueList, partitions: readonly string[], range: PartRange = {}) =>
	partitions.map((partition): QueuePart => ({ list, partition, ...range }))
const shards = (list: QueueList, partitions: readonly string[], range: PartRange = {}) =>
	parts(list, partitions, range).map((part): QueuePart => ({ ...part, isShard: true }))

/** The parts that make up each view. Cases in danger come from their own list in `now`, whoever has them. */
const VIEWS: Readonly<Record<QueueView, (viewer: Viewer) => readonly QueuePart[]>> = {
	now: ({ key, team }) => [
		...parts('danger', ['danger']),
		...parts('holder', [key, ...(team === undefined ? [] : [freeOfTeam(team)])], TO_ACT),
		...shards('holder', freePartitions, TO_ACT),
	],
	mine: ({ key }) => [...parts('holder', [key]), ...parts('asked', [key])],
	team: ({ team }) => (team === undefined ? [] : [...parts('holder', [freeOfTeam(team)]), ...parts('team', [team])]),
	all: () => shards('all', openPartitions),
	waiting: () => shards('all', openPartitions, TO_WAIT),
	due: ({ now }) => [
		...parts('due', ['due']),
		...shards('window', windowPartitions, { to: addMilliseconds(now, WINDOW_IS_DUE) }),
	],
	failed: () => parts('failed', ['failed']),
	release: () => parts('release', ['release']),
	closed: ({ now }) => parts('closed', ['closed'], { from: dayBeginning(now) }),
}

export const partsOf = (view: QueueView, viewer: Viewer): readonly QueuePart[] => VIEWS[view](viewer)

/** A case with a date and a window that ends stands in `due` once, by whichever comes first. */
export const standsIn = ({ list }: QueuePart, { stored }: PlacedRow, { now }: Pick<Viewer, 'now'>): boolean => {
	if (stored.kind === 'unreadable' || (list !== 'due' && list !== 'window')) return true
	const { date, windowEnds } = stored.row
	const isWindowDue = windowEnds !== undefined && windowEnds < addMilliseconds(now, WINDOW_IS_DUE)
	const isByWindow = isWindowDue && (date === undefined || windowEnds < date.at)
	return (list === 'window') === isByWindow
}

/** The newest ends first; all else by the key. */
export const isNewestFirst = (view: QueueView): boolean => view === 'closed'
