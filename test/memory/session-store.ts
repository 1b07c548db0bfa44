import { isOver, type Session, type SessionStore, wallTime } from '#shared/agents/session.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

/** In memory, for tests and the simulator. `calls` counts what would be calls of AWS. */
export const createMemorySessionStore = ({
	realClock,
}: {
	readonly realClock: RealClock
}): SessionStore & { readonly calls: () => number } => {
	const kept = new Map<string, Session>()
	let calls = 0
	return {
		calls: () => calls,
		find: async (hash) => {
			calls += 1
			const session = kept.get(hash)
			return session === undefined || isOver(session, wallTime(realClock)) ? undefined : session
		},
		create: async (session) => {
			calls += 1
			if (kept.has(session.hash)) throw new Error('There is such a session')
			kept.set(session.hash, session)
		},
		noteAct: async ({ hash, lastActAt }) => {
			calls += 1
			const session = kept.get(hash)
			if (session !== undefined) kept.set(hash, { ...session, lastActAt })
		},
		ofPerson: async (sub) => {
			calls += 1
			return [...kept.values()]
				.filter((session) => session.sub === sub && !isOver(session, wallTime(realClock)))
				.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1))
				.map(({ hash, createdAt, lastActAt }) => ({ hash, createdAt, lastActAt }))
		},
		end: async (hash) => {
			calls += 1
			kept.delete(hash)
		},
	}
}
