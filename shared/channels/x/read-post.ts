import { z } from 'zod'
import type { MessageForm } from '#shared/cases/facts.ts'
import type { ChannelEvent, IgnoredReason, OwnAccount, ParkedReason } from '../channel.ts'
import { authorOf, flagSchema, ownIds, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { type Post, postSchema } from './post.ts'
import { type EffectiveText, effectiveText } from './text.ts'

const contextSchema = z.object({ userHasBlocked: flagSchema.nullish() }).catch({})

type Address =
	| { readonly kind: 'message' | 'aside'; readonly form: MessageForm; readonly accountId: string }
	| { readonly kind: 'ignored'; readonly reason: IgnoredReason }
	| { readonly kind: 'parked'; readonly reason: ParkedReason }

/** The account of ours that is meant: the one the delivery is for where it can be chosen, so that repeats agree. */
const meant = (ids: readonly string[], ours: ReadonlySet<string>, preferred: string): string | undefined =>
	ids.includes(preferred) ? preferred : ids.find((id) => ours.has(id))

/** Without any word on mentions the text itself must say it. */
const mentionedInText = (text: string, own: readonly OwnAccount[]): string[] => {
	const handles = new Set(Array.from(text.matchAll(/(?<![\w@])@(\w{1,30})/g), (match) => match[1]?.toLowerCase()))
	return own.filter(({ network, handle }) => network === 'x' && handles.has(handle.toLowerCase())).map(({ id }) => id)
}

/**
 * To whom a post is addressed (contracts.md 2.4, in its order). `in_reply_to_user_id` alone is no reply: every post that
 * begins with a handle has it. A reply to somebody else that names us only among the handles X prepends is an aside.
 */
const addressOf = (post: Post, written: EffectiveText, accountId: string, own: readonly OwnAccount[]): Address => {
	const ours = ownIds(own, 'x')
	if (post.parentId && post.parentAuthorId && ours.has(post.parentAuthorId))
		return { kind: 'message', form: 'reply', accountId: post.parentAuthorId }
	if (post.isQuote && post.quotedAuthorId && ours.has(post.quotedAuthorId))
		return { kind: 'message', form: 'quote', accountId: post.quotedAuthorId }
	const mentions = written.mentions ?? mentionedInText(written.text, own).map((id) => ({ id, isLeading: false }))
	// Who goes on in his own thread is still talking to whom he named at its beginning.
	const isToSomebodyElse = post.parentId !== undefined && post.parentAuthorId !== post.authorId
	const isImplicit = (mention: { isLeading: boolean }) => mention.isLeading && isToSomebodyElse
	const explicit = mentions.filter((mention) => !isImplicit(mention)).map(({ id }) => id)
	const named = meant(explicit, ours, accountId)
	if (named) return { kind: 'message', form: 'mention', accountId: named }
	const implicit = meant(
		mentions.filter(isImplicit).map(({ id }) => id),
		ours,
		accountId,
	)
	if (implicit) return { kind: 'aside', form: 'reply', accountId: implicit }
	if (written.isCut) return { kind: 'parked', reason: 'missingText' }
	// X sends us a quote only because it is one of ours, also when the quoted post cannot be shown any more.
	if (post.isQuote && !post.quotedAuthorId && !post.parentId) return { kind: 'message', form: 'quote', accountId }
	return { kind: 'ignored', reason: 'notAddressed' }
}

/** `tweet_create_events` of the Account Activity API: mentions, replies, quotes; own posts and reposts by name. */
export const readPost: Reader = (event, own): ChannelEvent => {
	const ours = ownIds(own, 'x')
	if (!ours.has(event.accountId)) return parked('unknownAccount')
	const parsed = postSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const post = parsed.data
	if (post.isRepost) return ignored('repost')
	if (ours.has(post.authorId)) return ignored('ownPost')
	const written = effectiveText(post)
	const address = addressOf(post, written, event.accountId, own)
	if (address.kind === 'ignored' || address.kind === 'parked') return address
	const isBlocked = contextSchema.parse(event.context).userHasBlocked === true
	return {
		...address,
		network: 'x',
		contentId: post.id,
		visibility: 'public',
		author: authorOf(post.authorId, post.user.screen_name, post.user.name),
		text: written.text,
		attachments: written.attachments,
		threadId: post.conversation_id_str ?? post.parentId ?? post.id,
		...(post.parentId ? { parentId: post.parentId } : {}),
		...timeOf(post.sentAtMs),
		order: post.id,
		...(isBlocked ? { blocked: true } : {}),
	}
}
