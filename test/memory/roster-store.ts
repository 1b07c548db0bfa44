import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { type AgentRecord, type RosterStore, recordKeptUntil } from '#shared/agents/roster.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'

export type MemoryRoster = RosterStore & {
	readonly directory: AgentDirectory
	/** Writes somebody onto the roster as a test needs them, past all rules. Keeps what it does not name. */
	readonly seed: (sub: string, details?: Partial<AgentRecord>) => AgentRecord
}

/** In memory, for tests and the simulator. */
export const createMemoryRosterStore = ({
	clock,
	random,
}: {
	readonly clock: Clock
	readonly random: Random
}): MemoryRoster => {
	const records = new Map<string, AgentRecord>()
	const taken = new Set<string>()
	let revision = 0
	const kept = (sub: string): AgentRecord | undefined => {
		const record = records.get(sub)
		const until = record === undefined ? undefined : recordKeptUntil(record)
		return until !== undefined && until <= clock.now() ? undefined : record
	}
	const all = (): AgentRecord[] => [...records.keys()].flatMap((sub) => kept(sub) ?? [])
	const putOwn = (record: AgentRecord): boolean => {
		if ((kept(record.sub)?.revision ?? 0) !== record.revision - 1) return false
		records.set(record.sub, record)
		return true
	}
	return {
		find: async (sub) => kept(sub),
		findByKeys: async (keys) =>
			new Map(all().flatMap((record) => (keys.includes(record.key) ? [[record.key, record]] : []))),
		list: async () => ({ records: all(), revision }),
		put: async (record, rosterRevision) => {
			if (rosterRevision !== revision || !putOwn(record)) return false
			revision += 1
			return true
		},
		putOwn: async (record) => putOwn(record),
		putInitials: async (record) => {
			if ((kept(record.sub)?.revision ?? 0) !== record.revision - 1) return 'conflict'
			if (taken.has(record.initials)) return 'taken'
			taken.add(record.initials)
			records.set(record.sub, record)
			return 'stored'
		},
		directory: {
			find: async (keys) => new Map(all().flatMap(({ key, sub }) => (keys.includes(key) ? [[key, sub] as const] : []))),
		},
		seed: (sub, details = {}) => {
			const known = kept(sub)
			const before: AgentRecord = known ?? {
				sub,
				key: newId('agent', random),
				name: sub,
				role: 'agent',
				languages: ['de'],
				duty: { state: 'on' },
				dutySince: clock.now(),
				revision: 0,
			}
			const record = { ...before, ...details, revision: before.revision + 1 }
			records.set(sub, record)
			return record
		},
	}
}
