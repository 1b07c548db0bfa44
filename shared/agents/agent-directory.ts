import type { AgentKey } from '#shared/cases/keys.ts'

/** The name shown for a key whose record was destroyed. */
export const FORMER_AGENT = 'former agent'

/** The way from the keys in facts to the agents behind them: the only one there is. */
export type AgentDirectory = {
	/** Returns the subjects of the agents behind keys, without those whose record was destroyed. */
	readonly find: (keys: readonly AgentKey[]) => Promise<AgentNames>
}

/** Subjects by key. */
export type AgentNames = ReadonlyMap<AgentKey, string>

export const agentName = (agents: AgentNames, key: AgentKey): string => agents.get(key) ?? FORMER_AGENT
