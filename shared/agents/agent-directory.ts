import type { AgentKey } from '#shared/cases/keys.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'

/**
 * The map from a key to its agent is destroyed this long after its last use: a standing record of what each person does
 * would be unlawful in Germany.
 */
export const AGENT_KEPT_FOR = 90 * DAY
/** A use renews the map, but no more often than this: a renewal is a write. */
const AGENT_RENEWED_AFTER = DAY

/** What the desk shows for a key whose map was destroyed. */
const FORMER_AGENT = 'former agent'

/** The only place that knows which agent a key in the facts stands for. */
export type AgentDirectory = {
	/** The random key of a signed-in agent, made at the first use; using it keeps it for another 90 days. */
	readonly keyFor: (sub: string) => Promise<AgentKey>
	/** The agents behind keys. A key that is missing in the answer was destroyed. */
	readonly find: (keys: readonly AgentKey[]) => Promise<AgentNames>
}

/** Subjects by key. */
export type AgentNames = ReadonlyMap<AgentKey, string>

export const agentName = (agents: AgentNames, key: AgentKey): string => agents.get(key) ?? FORMER_AGENT

/** Whether a map kept until `keptUntil` is to be renewed by a use at `now`. */
export const isRenewalDue = (keptUntil: Instant, now: Instant): boolean =>
	addMilliseconds(now, AGENT_KEPT_FOR - AGENT_RENEWED_AFTER) >= keptUntil
