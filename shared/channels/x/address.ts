import type { MessageForm } from '#shared/cases/codes.ts'
import type { OwnAccount } from '../channel.ts'
import { ownIds } from '../fields.ts'
import type { Mention } from './mentions.ts'
import type { XPost } from './post.ts'

/** What the event itself says of a post: for which of our accounts X sent it, and as what. */
export type AddresseeHint = {
	readonly accountId: string
	readonly form?: 'mention' | 'reply' | 'quote' | undefined
	/** X says that this account is named in the author's own words (NETWORKS.md 2.5, `post.mention.create`). */
	readonly isNamed?: true | undefined
}

export type Address = { readonly kind: 'message' | 'aside'; readonly form: MessageForm; readonly accountId: string }

/** Returns a function that finds our account in a mention, by id or else by handle, whatever its case. */
export const accountsNamed = (own: readonly OwnAccount[]) => {
	const ours = ownIds(own, 'x')
	const byHandle = new Map(
		own.filter(({ network }) => network === 'x').map(({ handle, id }) => [handle.toLowerCase(), id]),
	)
	return (mention: Mention): string | undefined => {
		if (mention.id !== undefined) return ours.has(mention.id) ? mention.id : undefined
		return byHandle.get(mention.handle?.toLowerCase() ?? '')
	}
}

/** Returns the author of the quoted post, if the post or the event says so. */
export const quotedAccountOf = (post: XPost, hint: AddresseeHint | undefined): string | undefined => {
	const said = hint?.form === 'quote' ? hint.accountId : undefined
	return post.isQuote || said !== undefined ? (post.quotedAuthorId ?? said) : undefined
}

/**
 * Returns to whom a post is addressed (NETWORKS.md 2.4, in its order); undefined when to none of our accounts. Decides by
 * the post, so that every event of it agrees; the event only fills what the post leaves out. The first of our accounts in
 * the text counts, whichever the delivery was for. `in_reply_to_user_id` alone is no reply: every post that begins with a
 * handle has it. A reply to another person that names us only among the handles X puts before it is an aside.
 */
export const addressOf = (post: XPost, hint: AddresseeHint, own: readonly OwnAccount[]): Address | undefined => {
	const ours = ownIds(own, 'x')
	const said = ours.has(hint.accountId) ? hint.form : undefined
	const isReply = post.parentId !== undefined || said === 'reply'
	const parentAuthor = post.parentAuthorId ?? (said === 'reply' ? hint.accountId : undefined)
	if (isReply && parentAuthor !== undefined && ours.has(parentAuthor))
		return { kind: 'message', form: 'reply', accountId: parentAuthor }
	const quoted = quotedAccountOf(post, said === undefined ? undefined : hint)
	if (quoted !== undefined && ours.has(quoted)) return { kind: 'message', form: 'quote', accountId: quoted }

	// An author who goes on in their own thread still addresses the accounts named at its beginning.
	const isToSomebodyElse = isReply && parentAuthor !== undefined && parentAuthor !== post.authorId
	const account = accountsNamed(own)
	const first = (mentions: readonly Mention[]) => mentions.map(account).find((id) => id !== undefined)
	const named = first(post.mentions.filter(({ isLeading }) => !(isLeading && isToSomebodyElse)))
	if (named !== undefined) return { kind: 'message', form: 'mention', accountId: named }
	// X sends a mention only if it is in the customer's own words (NETWORKS.md 2.5).
	if (said === 'mention') return { kind: 'message', form: 'mention', accountId: hint.accountId }
	const implicit = first(post.mentions)
	if (implicit !== undefined) return { kind: 'aside', form: 'reply', accountId: implicit }
	return said === undefined ? undefined : { kind: 'message', form: said, accountId: hint.accountId }
}
