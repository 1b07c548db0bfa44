/**
 * The two or three letters that stand under what an agent writes (`^on`), an alias instead of a name. Taken for good: nobody
 * ever gets those of somebody who left, so that an old answer never names the wrong person.
 */
export type InitialsStore = {
	/** Those of an agent; `retired` once they left. */
	readonly find: (sub: string) => Promise<AgentInitials | undefined>
	/** Gives an agent these initials; false where somebody has or had them, or the agent has some or left. */
	readonly take: (sub: string, initials: string) => Promise<boolean>
	/** The same for an agent who has some and wants others: the old ones stay taken. */
	readonly change: (sub: string, initials: string) => Promise<boolean>
	/** The agent leaves: the initials stay taken, and nothing names whose they were. */
	readonly retire: (sub: string) => Promise<void>
}

export type AgentInitials = { readonly initials: string } | { readonly retired: true }

/** In lower case, as they are written under an answer. */
export const INITIALS = /^[a-z]{2}[a-z0-9]?$/

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Initials to try for an agent, the likeliest first: of `anna.berg` an, ab, ae, …; in the end any two letters. */
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
 * The initials of an agent, given at the first need. Undefined for an agent who was retired. Throws when all are taken.
 */
export const initialsFor = async (store: InitialsStore, sub: string): Promise<string | undefined> => {
	for (const initials of initialsToTry(sub)) {
		const known = await store.find(sub)
		if (known !== undefined) return 'retired' in known ? undefined : known.initials
		if (await store.take(sub, initials)) return initials
	}
	throw new Error('No initials are left')
}
