import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { AgentRecord, RosterStore } from './roster.ts'

/**
 * The two or three letters under an agent's answers (`^on`), an alias instead of a name. Taken for good: those of an
 * agent who left are never given to anybody else, so an old answer never names the wrong person.
 */

/** The form of initials: lower case, as under an answer. */
export const INITIALS = /^[a-z]{2}[a-z0-9]?$/

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Returns initials to try for an agent, the likeliest first: of `anna.berg` an, ab, ae, …; in the end any two letters.
 */
export const initialsToTry = (sub: string): readonly string[] => {
	const letters = Array.from(
		sub
			.toLowerCase()
			.normalize('NFD')
			.replace(/[^a-z]/g, ''),
	)
	const [first = 'x', ...rest] = letters
	const own = rest.map((letter) => `${first}${letter}`)
	const near = Array.from(LETTERS, (letter) => `${first}${letter}`)
	const any = Array.from(LETTERS, (one) => Array.from(LETTERS, (two) => `${one}${two}`)).flat()
	const longer = any.flatMap((pair) => Array.from(LETTERS, (letter) => `${pair}${letter}`))
	return [...new Set([...own, ...near, ...any, ...longer])]
}

type Store = Pick<RosterStore, 'find' | 'putInitials'>

/** Why an agent gets no initials, or not these. */
type Ungiven = 'unknown' | 'retired' | 'taken'

/** Gives an agent the initials they chose; those they had stay taken. Returns the record with them, or why not. */
export const chooseInitials = (store: Store, sub: string, initials: string): Promise<AgentRecord | Ungiven> =>
	retryOnConflict('rosterContended', async () => {
		const record = await store.find(sub)
		if (record === undefined) return 'unknown'
		if (record.retiredAt !== undefined) return 'retired'
		if (record.initials === initials) return record
		const next = { ...record, initials, revision: record.revision + 1 }
		const put = await store.putInitials(next)
		if (put === 'conflict') return undefined
		return put === 'taken' ? 'taken' : next
	})

/**
 * Returns an agent's initials and gives them some at first use; undefined for one who is retired or not on the roster.
 * Throws where all are taken.
 */
export const initialsFor = async (store: Store, sub: string): Promise<string | undefined> => {
	const record = await store.find(sub)
	if (record === undefined || record.retiredAt !== undefined) return undefined
	if (record.initials !== undefined) return record.initials
	for (const initials of initialsToTry(sub)) {
		const given = await chooseInitials(store, sub, initials)
		if (given !== 'taken') return typeof given === 'string' ? undefined : given.initials
	}
	throw new Error('No initials are left')
}
