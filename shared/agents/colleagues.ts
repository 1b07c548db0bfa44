import type { Colleague, NamedTeam, Team } from '#shared/cases/actor.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { isAbsent, isWorking, type RosterStore } from './roster.ts'

/** What the roster says of those whom a command names or concerns, as values for the decider. */

/** Returns a team by its code, which is one of a team as long as somebody who works here belongs to it. */
export const teamNamed = async (roster: Pick<RosterStore, 'list'>, code: Team): Promise<NamedTeam> => {
	const { records } = await roster.list()
	return records.some(({ team, retiredAt }) => team === code && retiredAt === undefined) ? { code } : 'unknown'
}

/** Returns whom a name stands for: an agent, a team by mistake, or nobody. */
export const colleagueNamed = async (roster: Pick<RosterStore, 'find' | 'list'>, name: string): Promise<Colleague> => {
	const record = await roster.find(name)
	if (record !== undefined) return { key: record.key, isWorking: isWorking(record) }
	return (await teamNamed(roster, name)) === 'unknown' ? 'unknown' : 'team'
}

/** Returns those of the agents who work no cases: retired, gone, or of another role. */
export const notWorkingAmong = async (
	roster: Pick<RosterStore, 'findByKeys'>,
	keys: readonly AgentKey[],
): Promise<readonly AgentKey[]> => {
	if (keys.length === 0) return []
	const records = await roster.findByKeys(keys)
	return keys.filter((key) => {
		const record = records.get(key)
		return record === undefined || !isWorking(record)
	})
}

/** Returns those of the agents who are off, away, retired or gone at `now`. */
export const absentAmong = async (
	roster: Pick<RosterStore, 'findByKeys'>,
	keys: readonly AgentKey[],
	now: Instant,
): Promise<readonly AgentKey[]> => {
	if (keys.length === 0) return []
	const records = await roster.findByKeys(keys)
	return keys.filter((key) => isAbsent(records.get(key), now))
}
