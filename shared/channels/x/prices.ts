import * as z from 'zod'

const price = z.number().nonnegative()

/** What X charges and sells, in US dollars (NETWORKS.md 2.8, 2.9); configurable, because X changes it. */
export const pricesSchema = z.strictObject({
	post: price.default(0.015),
	/** A post with a link, summoned or not. */
	postWithLink: price.default(0.2),
	/** A reply to an author who summoned us by a mention or a quote. */
	summonedReply: price.default(0.01),
	privateMessage: price.default(0.015),
	/** A post that is read by its id: once a day of UTC, however often. */
	postRead: price.default(0.005),
	/** A post that is read by the list of those that mention us. */
	ownedRead: price.default(0.001),
	/** A deletion of which X tells us, of any post by somebody we watch. */
	deletionEvent: price.default(0),
	/** The most subscriptions that the app may have. 0: nobody is watched. */
	subscriptions: z.int().nonnegative().default(1_500),
	/** The most that looks at older copies may cost in a month: a tenth of what AWS costs the smallest team. */
	looksPerMonth: price.default(1.7),
})
export type XPrices = z.infer<typeof pricesSchema>
