import type { RealClock } from '#shared/kernel/clock.ts'
import { isWorking, type RosterStore } from './roster.ts'

/** Whom cases can be handed to. */
export type WorkingRoster = {
	readonly colleagues: readonly { readonly sub: string; readonly name: string }[]
	readonly teams: readonly string[]
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
		const working = (await roster.list()).records.filter(isWorking)
		const colleagues = working
			.map(({ sub, name }) => ({ sub, name }))
			.toSorted((one, other) => one.name.localeCompare(other.name, 'de'))
		const teams = [...new Set(working.flatMap(({ team }) => team ?? []))].toSorted()
		known = { value: { colleagues, teams }, at }
		return known.value
	}
}
