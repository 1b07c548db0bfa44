import type { OwnAccount } from '../channel.ts'
import { accountsNamed, type Hint, quotedAccountOf } from './address.ts'
import type { Post } from './post.ts'

/**
 * Whether a post calls one of our accounts, so that the self-serve tiers may answer it from there (NETWORKS.md 2.8): by a
 * mention in its author's own words, or by quoting a post of that account. The handles X puts before a reply do not count.
 * X's own word that there is such a mention counts where the post, cut or without its list, does not show us at all.
 */
export const isSummoned = (post: Post, accountId: string, hint: Hint, own: readonly OwnAccount[]): boolean => {
	const named = accountsNamed(own)
	const isReply = post.parentId !== undefined || hint.form === 'reply'
	const mentions = post.mentions.filter((mention) => named(mention) === accountId)
	if (mentions.some(({ isOpening }) => !(isReply && isOpening))) return true
	if (quotedAccountOf(post, hint) === accountId) return true
	return hint.isNamed === true && hint.accountId === accountId && mentions.length === 0
}
