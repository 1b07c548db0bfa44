import type { RealClock } from '#shared/kernel/clock.ts'
import { isWorking, type RosterStore } from './roster.ts'

/** Who works here, for pages: whom cases can be handed to, and what everybody on the roster is called. */
export type WorkingRoster = {
	readonly colleagues: readonly { readonly sub: string; readonly name: string }[]
	readonly teams: readonly string[]
	/** Names by subject, also of those who left. */
	readonly names: ReadonlyMap<string, string>
}

/** The roster is read again after this. */
const KNOWN_FOR = 60_000

/** Creates what tells whom cases can be handed to: a choice on pages, read at most once a minute. Whether it holds is decided by the act. */
export const createWorkingRoster = ({
	roster,
	realClock,
}: {
	readonly roster: Pick<RosterStore, 'list'>
	readonly realClock: RealClock
}): (() => Promise<WorkingRoster>) => {
	let known: { readonly value: WorkingRoster; readonly at: number } | undefined
	return async () => {
		const at = realClock.epochMilliseconds()
		if (known !== undefined && at - known.at < KNOWN_FOR) return known.value
		const { records } = await roster.list()
		const working = records.filter(isWorking)
		const colleagues = working
			.map(({ sub, name }) => ({ sub, name }))
			.toSorted((one, other) => one.name.localeCompare(other.name, 'de'))
		const teams = [...new Set(working.flatMap(({ team }) => team ?? []))].toSorted()
		const names = new Map(records.map(({ sub, name }) => [sub, name]))
		known = { value: { colleagues, teams, names }, at }
		return known.value
	}
}
