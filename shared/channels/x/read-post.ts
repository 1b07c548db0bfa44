import * as z from 'zod'
import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { flagSchema, ownIds, sentAtOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import { type Address, type AddresseeHint, accountsNamed, addressOf, quotedAccountOf } from './address.ts'
import { readClassicPost } from './classic-post.ts'
import { readIncludes } from './includes.ts'
import { meantAccount } from './meant-account.ts'
import { readNewerPost } from './newer-post.ts'
import { ownPostOf } from './own-content.ts'
import { contentIdOf, orderOf, writerOf, type XPost } from './post.ts'
import { isBareLink } from './wording.ts'

/**
 * Says whether a post summons one of our accounts, so that the self-serve tiers may answer it from there (NETWORKS.md 2.8):
 * by a mention in its author's own words, or by quoting a post of that account. The handles X puts before a reply do not
 * count. X's own word for such a mention counts where the post, cut or without its list, does not show us at all.
 */
const isSummoned = (post: XPost, accountId: string, hint: AddresseeHint, own: readonly OwnAccount[]): boolean => {
	const named = accountsNamed(own)
	const isReply = post.parentId !== undefined || hint.form === 'reply'
	const mentions = post.mentions.filter((mention) => named(mention) === accountId)
	if (mentions.some(({ isOpening }) => !(isReply && isOpening))) return true
	if (quotedAccountOf(post, hint) === accountId) return true
	return hint.isNamed === true && hint.accountId === accountId && mentions.length === 0
}

const contextSchema = z
	.object({ userHasBlocked: flagSchema.nullish(), includes: z.unknown().optional() })
	.catch({ includes: {} })

type Marks = { readonly isBlocked: boolean; readonly isSummoned: boolean }

const messageOf = (post: XPost, address: Address, marks: Marks): ChannelEvent => {
	const contentId = contentIdOf(post)
	const edition = post.id === contentId ? undefined : post.id
	return {
		...address,
		form: post.place ?? address.form,
		network: 'x',
		contentId,
		visibility: 'public',
		author: writerOf(post),
		text: post.text,
		attached: post.attached.length > 0 ? post.attached : undefined,
		about: post.about,
		media: post.media.length > 0 ? post.media : undefined,
		edition,
		editionId: edition,
		incomplete: post.isIncomplete || isBareLink(post.text) ? true : undefined,
		threadId: post.conversationId ?? post.parentId ?? contentId,
		parentId: post.parentId,
		...sentAtOf(post.sentAt),
		order: orderOf(contentId, post.sentAt),
		blocked: marks.isBlocked ? true : undefined,
		summons: marks.isSummoned ? true : undefined,
	}
}

/** Says whether X cut the text; customers end short texts with `…` themselves, and X cuts only long ones. */
const mayNameUsFurtherOn = (post: XPost): boolean =>
	post.isIncomplete && (post.text === '' || Array.from(post.text).length >= 140)

/** Returns the meaning of a post of any API: reposts and our own posts first, then the addressee (NETWORKS.md 2.4). */
const meaningOf = (post: XPost, hint: AddresseeHint, own: readonly OwnAccount[], isBlocked = false): ChannelEvent => {
	if (post.isRepost) return ignored('repost')
	if (post.authorId !== undefined && ownIds(own, 'x').has(post.authorId)) return ownPostOf(post, post.authorId)
	const address = addressOf(post, hint, own)
	if (address)
		return messageOf(post, address, { isBlocked, isSummoned: isSummoned(post, address.accountId, hint, own) })
	if (hint.form !== undefined) return parked('unknownAccount')
	return mayNameUsFurtherOn(post) ? parked('missingText') : ignored('notAddressed')
}

/** Says whether a payload is v1.1: with its author as `user`, or its id as text beside the number. */
const isClassic = (payload: unknown): boolean =>
	isRecord(payload) && ('id_str' in payload || (isRecord(payload.user) && !('author_id' in payload)))

/** Reads a post of the X Activity API or the filtered stream: v2, but X writes some payloads in the older form. */
export const readPostFor = (
	payload: unknown,
	context: unknown,
	hint: AddresseeHint & { readonly authorId?: string | undefined },
	own: readonly OwnAccount[],
): ChannelEvent => {
	const { includes } = contextSchema.parse(context)
	const post = isClassic(payload) ? readClassicPost(payload) : readNewerPost(payload, readIncludes(includes))
	if (post === undefined) return parked('unknownShape')
	return meaningOf({ ...post, authorId: post.authorId ?? hint.authorId }, hint, own)
}

/**
 * Returns the hint of a post that X sent because it is by or to us: a cut text may name us in the rest, and a quote is of
 * ours also when the quoted post is not shown any more.
 */
const hintOf = (post: XPost, accountId: string): AddresseeHint => {
	if (post.isIncomplete) return { accountId, form: 'mention' }
	const isOfOurs = post.isQuote && post.quotedAuthorId === undefined && post.parentId === undefined
	return isOfOurs ? { accountId, form: 'quote' } : { accountId }
}

/** Reads `tweet_create_events` of the Account Activity API: mentions, replies, quotes; own posts, and reposts by name. */
export const readPost: Reader = (event, own): ChannelEvent => {
	const accountId = meantAccount(event.accountId, own)
	if (accountId !== '' && !ownIds(own, 'x').has(accountId)) return parked('unknownAccount')
	const post = readClassicPost(event.payload)
	if (post === undefined) return parked('unknownShape')
	const isBlocked = contextSchema.parse(event.context).userHasBlocked === true
	const meaning = meaningOf(post, hintOf(post, accountId), own, isBlocked)
	const isForNobody = meaning.kind === 'ignored' && meaning.reason === 'notAddressed' && accountId === ''
	return isForNobody ? parked('unknownAccount') : meaning
}

/** Reads a post of the filtered stream (NETWORKS.md 2.6), which names no account and no reason but our own rules. */
export const readStreamPost: Reader = ({ payload, context }, own) =>
	readPostFor(payload, context, { accountId: '' }, own)
