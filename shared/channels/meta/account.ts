import type { OwnAccount, RawEvent } from '../channel.ts'

type Maybe = string | null | undefined

const ofMeta = (own: readonly OwnAccount[]): readonly OwnAccount[] =>
	own.filter(({ network }) => network === 'facebook' || network === 'instagram')

/** Returns the ids of all our accounts at Meta; an Instagram conversation may name the page it belongs to. */
export const ownMetaIds = (own: readonly OwnAccount[]): ReadonlySet<string> => new Set(ofMeta(own).map(({ id }) => id))

/**
 * Returns our account that an event is for: the entry's id, else the first of `others` that is ours. Only the account says
 * which network it is, because `object` is not the same for all connections of Instagram (NETWORKS.md 3.1, 6).
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
