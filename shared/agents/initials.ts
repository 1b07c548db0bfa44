/**
 * The two or three letters under an agent's answers (`^on`), an alias instead of a name. Taken for good: those of an
 * agent who left are never given again, so an old answer never names the wrong person.
 */
export type InitialsStore = {
	/** Returns an agent's initials; `retired` after the agent left. */
	readonly find: (sub: string) => Promise<AgentInitials | undefined>
	/** Gives an agent these initials. Returns false where they were ever taken, or the agent has some or left. */
	readonly take: (sub: string, initials: string) => Promise<boolean>
	/** Replaces an agent's initials; the old ones stay taken. */
	readonly change: (sub: string, initials: string) => Promise<boolean>
	/** Retires an agent: the initials stay taken, without a name. */
	readonly retire: (sub: string) => Promise<void>
}

export type AgentInitials = { readonly initials: string } | { readonly retired: true }

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

/**
 * Returns an agent's initials and assigns them at first use; undefined for a retired agent. Throws where all are taken.
 */
export const initialsFor = async (store: InitialsStore, sub: string): Promise<string | undefined> => {
	for (const initials of initialsToTry(sub)) {
		const known = await store.find(sub)
		if (known !== undefined) return 'retired' in known ? undefined : known.initials
		if (await store.take(sub, initials)) return initials
	}
	throw new Error('No initials are left')
}
