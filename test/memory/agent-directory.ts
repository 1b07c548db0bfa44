import { AGENT_KEPT_FOR, type AgentDirectory, isRenewalDue } from '#shared/agents/agent-directory.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, type Instant } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'

type Kept = { readonly key: AgentKey; readonly keptUntil: Instant }

/** In memory, for tests and the simulator. */
export const createMemoryAgentDirectory = ({
	clock,
	random,
}: {
	readonly clock: Clock
	readonly random: Random
}): AgentDirectory => {
	const agents = new Map<string, Kept>()
	const kept = (sub: string): Kept | undefined => {
		const found = agents.get(sub)
		return found !== undefined && found.keptUntil > clock.now() ? found : undefined
	}
	return {
		keyFor: async (sub) => {
			const now = clock.now()
			const found = kept(sub)
			if (found !== undefined && !isRenewalDue(found.keptUntil, now)) return found.key
			const key = found?.key ?? newId('agent', random)
			agents.set(sub, { key, keptUntil: addMilliseconds(now, AGENT_KEPT_FOR) })
			return key
		},
		find: async (keys) => {
			const wanted = new Set(keys)
			return new Map(
				[...agents.keys()].flatMap((sub) => {
					const found = kept(sub)
					return found !== undefined && wanted.has(found.key) ? [[found.key, sub] as const] : []
				}),
			)
		},
	}
}
