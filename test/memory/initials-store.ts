import type { AgentInitials, InitialsStore } from '#shared/agents/initials.ts'

/** In memory, for tests and the simulator. */
export const createMemoryInitialsStore = (): InitialsStore => {
	const byAgent = new Map<string, AgentInitials>()
	const taken = new Set<string>()
	return {
		find: async (sub) => byAgent.get(sub),
		take: async (sub, initials) => {
			if (byAgent.has(sub) || taken.has(initials)) return false
			byAgent.set(sub, { initials })
			taken.add(initials)
			return true
		},
		change: async (sub, initials) => {
			const known = byAgent.get(sub)
			if (known === undefined || 'retired' in known || taken.has(initials)) return false
			byAgent.set(sub, { initials })
			taken.add(initials)
			return true
		},
		retire: async (sub) => {
			byAgent.set(sub, { retired: true })
		},
	}
}
