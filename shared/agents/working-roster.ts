import { MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { keptFor } from '#shared/kernel/kept-for.ts'
import { type AgentRecord, isWorking, type RosterStore } from './roster.ts'

/** Who works here, for pages: whom cases can be handed to, and what everybody on the roster is called. */
export type WorkingRoster = {
	readonly colleagues: readonly { readonly sub: string; readonly name: string }[]
	readonly teams: readonly string[]
	/** Names by subject, also of those who left. */
	readonly names: ReadonlyMap<string, string>
}

/** The roster is read again after this. */
const KNOWN_FOR = MINUTE

type Watched<Asked extends keyof RosterStore> = {
	readonly roster: Pick<RosterStore, Asked>
	readonly realClock: RealClock
}

/** Creates what tells whom cases can be handed to: a choice on pages, read at most once a minute. Whether it holds is decided by the act. */
export const createWorkingRoster = ({ roster, realClock }: Watched<'list'>): (() => Promise<WorkingRoster>) =>
	keptFor(KNOWN_FOR, realClock, async () => {
		const { records } = await roster.list()
		const working = records.filter(isWorking)
		const colleagues = working
			.map(({ sub, name }) => ({ sub, name }))
			.toSorted((one, other) => one.name.localeCompare(other.name, 'de'))
		const teams = [...new Set(working.flatMap(({ team }) => team ?? []))].toSorted()
		const names = new Map(records.map(({ sub, name }) => [sub, name]))
		return { colleagues, teams, names }
	})

/**
 * Creates two ways to ask the roster for somebody: `find` afresh, for what they do and for whole pages, and `glance`, which
 * answers by what it said at most a minute ago, for what a page asks by itself every few seconds. Whom it does not know it
 * asks for each time.
 */
export const createRosterWatch = ({ roster, realClock }: Watched<'find'>) => {
	const known = new Map<string, { readonly record: AgentRecord; readonly until: number }>()
	const find: RosterStore['find'] = async (sub) => {
		const asked = realClock.epochMilliseconds()
		const record = await roster.find(sub)
		if (record === undefined) known.delete(sub)
		else known.set(sub, { record, until: asked + KNOWN_FOR })
		return record
	}
	const glance: RosterStore['find'] = async (sub) => {
		const last = known.get(sub)
		return last !== undefined && realClock.epochMilliseconds() < last.until ? last.record : find(sub)
	}
	return { find, glance }
}
