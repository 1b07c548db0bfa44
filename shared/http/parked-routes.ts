import { type AgentDirectory, agentName } from '#shared/agents/agent-directory.ts'
import { wordsOfParked } from '#shared/desk/parked-words.ts'
import type { SeenStore } from '#shared/desk/seen.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { ParkedStore } from '#shared/ledger/ports.ts'
import type { Screen } from '#shared/screening/screen-text.ts'
import { readParkedContract } from './operations-contracts.ts'
import { parkedView } from './operations-routes.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type ParkedRouteDependencies = {
	readonly parked: Pick<ParkedStore, 'find' | 'body'>
	readonly seen: Pick<SeenStore, 'put' | 'list'>
	readonly agents: AgentDirectory
	readonly screen: Screen
	readonly clock: Clock
	readonly log: Log
}

/** Returns the route that reads parked bodies, which only a function with the right to them can answer. */
export const parkedRoutes = ({
	parked,
	seen,
	agents,
	screen,
	clock,
	log,
}: ParkedRouteDependencies): readonly Route[] => [
	bind(readParkedContract, async ({ id }, { key: by }) => {
		const event = await parked.find(id)
		if (event === undefined) return problem('parked-unknown')
		const body = await parked.body(event)
		if (body === undefined) return problem('parked-body-gone')
		const before = await seen.list(event.id)
		// On record before anything is shown.
		await seen.put(event.id, { by, what: 'parked', version: 0, at: clock.now() })
		log.info('PARKED_READ', { parked: event.id, agent: by })
		const { isCut: cut, ...said } = await wordsOfParked(event, body, screen)
		const names = await agents.find([...new Set(before.map((sight) => sight.by))])
		const readBy = before.map(({ by: who, at }) => ({ by: agentName(names, who), at }))
		return { status: 200, body: { ...parkedView(event, new Map()), ...said, cut, readBy } }
	}),
]
