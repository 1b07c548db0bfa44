import { createHmac } from 'node:crypto'
import { X_CONSUMER_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import { isOwn } from '#infra/local/practice/world/network.ts'
import type { Directory, NetworkRules, PostChange } from '#infra/local/practice/world/network-rules.ts'
import { partiesOf } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { mentionCreateBody } from './activity-payloads.ts'
import { directMessageBody, postDeleteBody, tweetCreateBody, tweetDeleteBody } from './payloads.ts'
import { concernsUs, mentioning } from './text.ts'

/** X allows so many edits of a post (NETWORKS.md 2.5). */
const MOST_EDITS = 5

/** Tests whether X calls us at all: with its webhook off it does not, nor later (NETWORKS.md 2.2). */
const isTold = ({ settings }: Directory): boolean => settings.all().x.isWebhookValid

const bodyOfPost = (post: Post, directory: Directory): string | undefined => {
	if (!isTold(directory)) return undefined
	const [author, to] = partiesOf(directory.people, post)
	if (post.visibility === 'private') return directMessageBody(post, author, to)
	return concernsUs(post, directory) && !author.isProtected && !author.isSuspended
		? post.form === undefined
			? tweetCreateBody(post, author, directory)
			: mentionCreateBody(post, author, directory)
		: undefined
}

/** Builds the body of a deletion: our own by the older API, another's where we subscribed to it (NETWORKS.md 2.4, 2.5). */
const bodyOfDeletion = (post: Post, at: string, directory: Directory): string | undefined => {
	if (post.visibility !== 'public') return undefined
	if (isOwn('x', post.authorId)) return tweetDeleteBody(post.id, at)
	const author = directory.people.find('x', post.authorId)
	const subscription = directory.subscriptions.find('post.delete', post.authorId)
	if (subscription?.webhookId === undefined || author?.isProtected === true) return undefined
	return postDeleteBody(post, subscription)
}

/** Builds the webhook body for a change. X reports an edit as a new post (NETWORKS.md 2.4). */
const bodyOfChange = (post: Post, change: PostChange, at: string, directory: Directory): string | undefined => {
	if (change === 'edited') return bodyOfPost(post, directory)
	return change === 'remove' && isTold(directory) ? bodyOfDeletion(post, at, directory) : undefined
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
