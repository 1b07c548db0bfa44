import type { AgentKey } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'

/**
 * How long the entry of an agent is kept after its last use: a permanent record of what each person does would be
 * unlawful in Germany.
 */
export const AGENT_KEPT_FOR = 90 * DAY
/** The interval in which a use renews the entry at most once, as a renewal is a write. */
const AGENT_RENEWED_AFTER = DAY

/** The name shown for a key whose entry was destroyed. */
const FORMER_AGENT = 'former agent'

/** The only directory of the agents behind the keys in facts. */
export type AgentDirectory = {
	/** Returns the random key of a signed-in agent; makes it at the first use and keeps it for another 90 days. */
	readonly keyFor: (sub: string) => Promise<AgentKey>
	/** Returns the agents behind keys, without those whose entry was destroyed. */
	readonly find: (keys: readonly AgentKey[]) => Promise<AgentNames>
}

/** Subjects by key. */
export type AgentNames = ReadonlyMap<AgentKey, string>

export const agentName = (agents: AgentNames, key: AgentKey): string => agents.get(key) ?? FORMER_AGENT

/** Tells whether a use at `now` must renew an entry kept until `keptUntil`. */
export const isRenewalDue = (keptUntil: Instant, now: Instant): boolean =>
	addMilliseconds(now, AGENT_KEPT_FOR - AGENT_RENEWED_AFTER) >= keptUntil
