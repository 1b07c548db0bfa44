import type { AgentKey } from '#shared/cases/keys.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import type { AgentDirectory, AgentNames } from './agent-directory.ts'
import type { RosterStore } from './roster.ts'

/** Names are asked for again after this. */
const KNOWN_FOR = 60_000

/**
 * Creates the directory of whoever shows many cases: it reads the roster as a whole and at most once a minute, and again where somebody is not
 * in it, instead of an entry for each of a page's owners.
 */
export const createRosterNames = ({
	roster,
	realClock,
}: {
	readonly roster: Pick<RosterStore, 'list'>
	readonly realClock: RealClock
}): AgentDirectory => {
	let known: { readonly names: AgentNames; readonly at: number; readonly strangers: ReadonlySet<AgentKey> } | undefined
	return {
		find: async (keys) => {
			if (keys.length === 0) return new Map()
			const at = realClock.epochMilliseconds()
			const isKnown = (key: AgentKey): boolean => known?.names.has(key) === true || known?.strangers.has(key) === true
			if (known === undefined || at - known.at >= KNOWN_FOR || !keys.every(isKnown)) {
				const { records } = await roster.list()
				const names = new Map(records.map(({ key, sub }) => [key, sub]))
				known = { names, at, strangers: new Set(keys.filter((key) => !names.has(key))) }
			}
			return known.names
		},
	}
}
