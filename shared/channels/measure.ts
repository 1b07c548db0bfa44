import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from './channel.ts'
import { measureMeta } from './meta/length.ts'
import { measureX } from './x/length.ts'
import { hasLink } from './x/links.ts'
import type { XPrices } from './x/prices.ts'

/** Returns the length of a text as its network counts it. */
export const measureText = (network: Network, visibility: Visibility, text: string): Measured =>
	network === 'x' ? measureX(text, visibility) : measureMeta(network, visibility, text)

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
