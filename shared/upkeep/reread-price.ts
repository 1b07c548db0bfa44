import type { XPrices } from '#shared/channels/x/prices.ts'

/** Every month counts as its longest. */
const DAYS = 31
const MILLI = 1_000

type LookPrices = Pick<XPrices, 'ownedRead' | 'deletionEvent' | 'subscriptions' | 'looksPerMonth'>

/** Returns what looks may cost in one day, in thousandths of a US dollar. */
export const looksPerDay = ({ looksPerMonth }: Pick<XPrices, 'looksPerMonth'>): number =>
	Math.floor((looksPerMonth * MILLI) / DAYS)

/** What a month is like at X. */
export type CopyLoad = {
	readonly openCases: number
	/** Authors on X for each open case. */
	readonly authorsPerCase: number
	/** Public messages on X that are shown with a case. */
	readonly postsPerCase: number
	/** The part of the cases that somebody looks at on a later day than their messages came. */
	readonly openedLaterPerDay: number
	/** Posts that one person deletes, of whatever they ever wrote. */
	readonly deletionsPerAuthorAndDay: number
}

export type CopyPrice = {
	readonly watchedCases: number
	/** Looks of one day that are wanted, and those that the budget pays. */
	readonly looksWanted: number
	readonly looksPaid: number
	/** What X charges in a month, in US dollars. */
	readonly usd: number
}

/**
 * Returns what it costs in a month that our copies follow X: subscriptions to deletions as far as X gives any, and for all
 * other cases a look a day at most, when somebody opens them, as far as the budget goes. Pure.
 */
export const copyPrice = (load: CopyLoad, prices: LookPrices): CopyPrice => {
	const { openCases, authorsPerCase, postsPerCase, openedLaterPerDay, deletionsPerAuthorAndDay } = load
	const watchedCases = Math.min(openCases, Math.floor(prices.subscriptions / authorsPerCase))
	const looksWanted = Math.ceil((openCases - watchedCases) * postsPerCase * openedLaterPerDay)
	const looksPaid = Math.min(looksWanted, Math.floor(looksPerDay(prices) / (prices.ownedRead * MILLI)))
	const events = watchedCases * authorsPerCase * deletionsPerAuthorAndDay
	const usd = DAYS * (looksPaid * prices.ownedRead + events * prices.deletionEvent)
	return { watchedCases, looksWanted, looksPaid, usd }
}
