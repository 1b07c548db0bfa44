import { type AgentDirectory, type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { ParkedEvent, ParkedStore } from '#shared/ledger/ports.ts'
import { type LedgerRouteDependencies, ledgerRoutes } from './ledger-routes.ts'
import {
	dismissParkedContract,
	listParkedContract,
	retryAllParkedContract,
	retryParkedContract,
} from './operations-contracts.ts'
import { PARKED_DETAILS } from './parked-details.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type OperationsRouteDependencies = LedgerRouteDependencies & {
	readonly parked: Pick<ParkedStore, 'list' | 'find'>
	readonly agents: AgentDirectory
	readonly commands: Queue
}

/** As many as are queued within a request's time. */
const RETRIED_AT_ONCE = 500
const QUEUED_SIDE_BY_SIDE = 25

/** By a person; what went with an erased person is not told. */
const dismissalView = ({ dismissedAt, dismissedBy, dismissal }: ParkedEvent, agents: AgentNames) => {
	if (dismissedBy === undefined) return undefined
	return { dismissedAt, dismissedBy: agentName(agents, dismissedBy), dismissal }
}

const parkedView = (event: ParkedEvent, agents: AgentNames) => {
	const { id, source, reason, envelope, index, parkedAt, retriedAt } = event
	return {
		id,
		network: source === 'meta' ? 'facebook' : source,
		reason,
		detail: PARKED_DETAILS[reason],
		envelope,
		index,
		parkedAt,
		retriedAt,
		...dismissalView(event, agents),
	}
}

const queueRetries = async (commands: Queue, events: readonly ParkedEvent[]): Promise<void> => {
	for (let from = 0; from < events.length; from += QUEUED_SIDE_BY_SIDE) {
		const some = events.slice(from, from + QUEUED_SIDE_BY_SIDE)
		await Promise.all(some.map(({ id }) => commands.send({ command: 'retry-parked', id })))
	}
}

/** The books, and what is parked. */
export const operationsRoutes = (dependencies: OperationsRouteDependencies): readonly Route[] => {
	const { parked, commands, agents } = dependencies
	return [
		...ledgerRoutes(dependencies),
		bind(listParkedContract, async ({ query }) => {
			const { items, next } = await parked.list(query.limit, query.cursor, query)
			const keys = items.map(({ dismissedBy }) => dismissedBy).filter((key): key is AgentKey => key !== undefined)
			const names: AgentNames = keys.length === 0 ? new Map() : await agents.find([...new Set(keys)])
			const views = items.map((item) => parkedView(item, names))
			return { status: 200, body: { items: views, next } }
		}),
		bind(retryParkedContract, async ({ id }) => {
			const event = await parked.find(id)
			if (event === undefined) return problem('parked-unknown')
			await queueRetries(commands, [event])
			return { status: 202, body: { id: event.id } }
		}),
		bind(retryAllParkedContract, async ({ body: { reason, cursor } }) => {
			const { items, next } = await parked.list(RETRIED_AT_ONCE, cursor, { reason })
			await queueRetries(commands, items)
			return { status: 202, body: { count: items.length, next } }
		}),
		bind(dismissParkedContract, async ({ id, body: { reason } }, { sub }) => {
			const event = await parked.find(id)
			if (event === undefined) return problem('parked-unknown')
			await commands.send({ command: 'dismiss-parked', id: event.id, by: await agents.keyFor(sub), reason })
			return { status: 202, body: { id: event.id } }
		}),
	]
}
