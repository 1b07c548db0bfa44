import type { OwnAccount, RawEvent } from '../channel.ts'

type Maybe = string | null | undefined

const ofMeta = (own: readonly OwnAccount[]): readonly OwnAccount[] =>
	own.filter(({ network }) => network === 'facebook' || network === 'instagram')

/** The ids of all our accounts at Meta: an Instagram conversation may name the page that it hangs on. */
export const ownMetaIds = (own: readonly OwnAccount[]): ReadonlySet<string> => new Set(ofMeta(own).map(({ id }) => id))

/**
 * Our account that an event is for: the entry's id, else the first of `others` that is ours. The account tells the network,
 * not the delivery's `object`, which is not the same for all ways to connect Instagram (NETWORKS.md 3.1, 6).
 */
export const ownAccountOf = (
	{ accountId }: RawEvent,
	own: readonly OwnAccount[],
	...others: readonly Maybe[]
): OwnAccount | undefined => {
	const ours = ofMeta(own)
	const find = (id: Maybe) => ours.find((account) => account.id === id)
	return [accountId, ...others].map(find).find((account) => account !== undefined)
}
