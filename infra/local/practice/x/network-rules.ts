import { createHmac } from 'node:crypto'
import { X_CONSUMER_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import { isOwn } from '#infra/local/practice/world/network.ts'
import type { Directory, NetworkRules, PostChange } from '#infra/local/practice/world/network-rules.ts'
import { partiesOf } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { directMessageBody, tweetCreateBody, tweetDeleteBody } from './payloads.ts'
import { concernsUs, mentioning } from './text.ts'

/** X allows so many edits of a post (NETWORKS.md 2.5). */
const MOST_EDITS = 5

const bodyOfPost = (post: Post, directory: Directory): string | undefined => {
	const [author, to] = partiesOf(directory.people, post)
	if (post.visibility === 'private') return directMessageBody(post, author, to)
	return concernsUs(post, directory) && !author.isProtected && !author.isSuspended
		? tweetCreateBody(post, author, directory)
		: undefined
}

/** Builds the webhook body for a change. X reports only our own deletes, and an edit as a new post (NETWORKS.md 2.4). */
const bodyOfChange = (post: Post, change: PostChange, at: string, directory: Directory): string | undefined => {
	if (change === 'edited') return bodyOfPost(post, directory)
	return change === 'remove' && isOwn('x', post.authorId) && post.visibility === 'public'
		? tweetDeleteBody(post.id, at)
		: undefined
}

export const xRules: NetworkRules = {
	// It repeats 3 times over about 5 minutes, then the event is lost (NETWORKS.md 2.7).
	retryAfter: [5 * SECOND, 55 * SECOND, 240 * SECOND],
	answerWithin: 10 * SECOND,
	// Signed in base64 (NETWORKS.md 2.3).
	signDelivery: (body) => {
		const digest = createHmac('sha256', X_CONSUMER_SECRET).update(body).digest('base64')
		return {
			path: '/webhooks/x',
			headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': `sha256=${digest}` },
		}
	},
	bodyOfPost,
	bodyOfChange,
	addressed: mentioning,
	isEditable: ({ visibility, edits }) => visibility === 'public' && edits < MOST_EDITS,
	hasVersions: true,
}
