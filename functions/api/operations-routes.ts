import { type Clock, DAY, type Instant, plus } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { LedgerStore, ParkedEvent, ParkedStore } from '#shared/ledger/ports.ts'
import { getLedger, listParked, retryParked } from './operations-contracts.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type OperationsRouteDependencies = {
	readonly ledger: Pick<LedgerStore, 'balance'>
	readonly parked: Pick<ParkedStore, 'list' | 'find'>
	readonly commands: Queue
	readonly clock: Clock
}

const SHOWN_UNASKED = 7 * DAY
const SHOWN_AT_MOST = 92 * DAY

const instantOf = (typed: string): Instant => new Date(typed).toISOString()

const parkedView = ({ id, door, reason, envelope, index, parkedAt, retriedAt }: ParkedEvent) => ({
	id,
	network: door === 'meta' ? 'facebook' : 'x',
	reason,
	envelope,
	index,
	parkedAt,
	...(retriedAt === undefined ? {} : { retriedAt }),
})

export const operationsRoutes = ({
	ledger,
	parked,
	commands,
	clock,
}: OperationsRouteDependencies): readonly Route[] => [
	bind(getLedger, async ({ query }) => {
		// A moment later than now, so that what has just come is in it.
		const to = query.to === undefined ? plus(clock.now(), 1) : instantOf(query.to)
		const from = query.from === undefined ? plus(to, -SHOWN_UNASKED) : instantOf(query.from)
		if (from >= to) return problem('query-invalid', { errors: [{ field: 'from', code: 'notBeforeTo' }] })
		if (plus(from, SHOWN_AT_MOST) < to)
			return problem('query-invalid', { errors: [{ field: 'from', code: 'rangeTooLong' }] })
		return { status: 200, body: { ...(await ledger.balance({ from, to })), from, to } }
	}),
	bind(listParked, async ({ query }) => {
		const { items, next } = await parked.list(query.limit, query.cursor)
		return { status: 200, body: { items: items.map(parkedView), ...(next === undefined ? {} : { next }) } }
	}),
	bind(retryParked, async ({ id }) => {
		const event = await parked.find(id)
		if (event === undefined) return problem('parked-unknown')
		await commands.send({ command: 'retry-parked', id: event.id })
		return { status: 202, body: { id: event.id } }
	}),
]
