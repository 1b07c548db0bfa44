import * as z from 'zod'
import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from './channel.ts'
import { measureMeta } from './meta/length.ts'
import { measureX } from './x/length.ts'
import { hasLink } from './x/links.ts'

/** Returns the length of a text as its network counts it. */
export const measureText = (network: Network, visibility: Visibility, text: string): Measured =>
	network === 'x' ? measureX(text, visibility) : measureMeta(network, visibility, text)

const price = z.number().nonnegative()

/** X's prices per call, in US dollars (NETWORKS.md 2.8); configurable, because X changes them. */
export const pricesSchema = z.strictObject({
	post: price.default(0.015),
	/** A post with a link, summoned or not. */
	postWithLink: price.default(0.2),
	/** A reply to an author who summoned us by a mention or a quote. */
	summonedReply: price.default(0.01),
	privateMessage: price.default(0.015),
})
type XPrices = z.infer<typeof pricesSchema>

type XCost = { readonly amount: number; readonly currency: 'USD'; readonly hasLink: boolean }

/**
 * Returns what sending a text costs. `hasLink` by X's own rules: `telekom.de` and a forgotten space (`Ihr.Team`) are links.
 */
export const costOf = (
	text: string,
	prices: XPrices,
	{ visibility, isSummons }: { readonly visibility: Visibility; readonly isSummons: boolean },
): XCost => {
	const linked = hasLink(text)
	const reply = isSummons ? prices.summonedReply : prices.post
	const posted = linked ? prices.postWithLink : reply
	return { amount: visibility === 'private' ? prices.privateMessage : posted, currency: 'USD', hasLink: linked }
}
