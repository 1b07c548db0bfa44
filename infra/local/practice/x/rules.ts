import twitterText from 'twitter-text'
import { isOwn, OWN_NAME, ownAccountId } from '#infra/local/practice/world/network.ts'
import type { NewPost, Post } from '#infra/local/practice/world/posts.ts'
import { isVisible } from '#infra/local/practice/world/readable.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import { duplicateContent, invalidRequest, notSummoned, parentGone, quotedGone, tooLong } from './problem.ts'
import { handlesIn, threadText } from './text.ts'

/** What a program wants to post; the thread's handles are not part of the text. */
export type XDraft = {
	readonly text: string
	readonly inReplyTo: string | undefined
	readonly quotes: string | undefined
}

const seen = (world: World, id: string): Post | undefined => {
	const post = world.posts.find('x', id)
	return post?.visibility === 'public' && isVisible(world, post) ? post : undefined
}

/** By an explicit mention in the parent's own words, or by quoting a post of ours (NETWORKS.md 2.8). */
const isSummonedBy = (world: World, parent: Post): boolean => {
	const quoted = parent.quotes === undefined ? undefined : world.posts.find('x', parent.quotes)
	return (
		isOwn('x', parent.authorId) ||
		handlesIn(parent.text).includes(OWN_NAME) ||
		(quoted !== undefined && isOwn('x', quoted.authorId))
	)
}

/** The same text within the time, in the same thread or anywhere, as the setting says. */
const isRepetition = (world: World, { text, inReplyTo }: XDraft): boolean => {
	const { duplicates, duplicateHours } = world.settings.all().x
	const since = Date.parse(world.clock.now()) - duplicateHours * HOUR
	const asRead = (post: Pick<NewPost, 'authorId' | 'inReplyTo' | 'text'>): string =>
		(duplicates === 'account' ? post.text : threadText(post, world).text).normalize('NFC').trim()
	const wanted = asRead({ authorId: ownAccountId.x, inReplyTo, text })
	return world.posts.own('x', 1_000).some((post) => Date.parse(post.at) > since && asRead(post) === wanted)
}

/** Throws X's refusal of a post that may not be, in the order in which X checks. */
export const checkDraft = (world: World, draft: XDraft): void => {
	const { weightedLength, valid } = twitterText.parseTweet(draft.text)
	if (weightedLength > 280) throw tooLong()
	if (!valid) throw invalidRequest('The parameter text is not valid.')
	const parent = draft.inReplyTo === undefined ? undefined : seen(world, draft.inReplyTo)
	if (draft.inReplyTo !== undefined && !parent) throw parentGone()
	if (draft.quotes !== undefined && !seen(world, draft.quotes)) throw quotedGone()
	if (parent && world.settings.all().x.selfServe && !isSummonedBy(world, parent)) throw notSummoned()
	if (isRepetition(world, draft)) throw duplicateContent()
}

/** Whether we may hide a post: a reply of somebody else in a conversation that we began. */
export const isOursToHide = (world: World, post: Post): boolean => {
	const rootOf = (one: Post): Post => {
		const parent = one.inReplyTo === undefined ? undefined : world.posts.everFind(one.inReplyTo)
		return parent ? rootOf(parent) : one
	}
	const isReply = post.inReplyTo !== undefined && post.visibility === 'public'
	return isReply && !isOwn('x', post.authorId) && isOwn('x', rootOf(post).authorId)
}
