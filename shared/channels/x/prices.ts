import * as z from 'zod'

const price = z.number().nonnegative()

/** X's prices per call, in US dollars (NETWORKS.md 2.8); configurable, because X changes them. */
export const pricesSchema = z.strictObject({
	post: price.default(0.015),
	/** A post with a link, summoned or not. */
	postWithLink: price.default(0.2),
	/** A reply to an author who summoned us by a mention or a quote. */
	summonedReply: price.default(0.01),
	privateMessage: price.default(0.015),
	/** A post that is read by its id: once a day of UTC, however often. */
	postRead: price.default(0.005),
})
export type XPrices = z.infer<typeof pricesSchema>
