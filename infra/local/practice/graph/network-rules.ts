import { createHmac } from 'node:crypto'
import { META_APP_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import type { Directory, NetworkRules, PostChange } from '#infra/local/practice/world/network-rules.ts'
import { partiesOf } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { PracticeMetaNetwork } from './payloads.ts'
import { messageBody, messageEditBody, unsendBody } from './payloads.ts'
import { facebookBody, instagramBody } from './public-payloads.ts'

/**
 * Builds the webhook body for a change of a private message (NETWORKS.md 3.3). There is no hiding of messages, so Meta
 * reports none.
 */
const bodyOfMessageChange = (
	network: PracticeMetaNetwork,
	post: Post,
	change: PostChange,
	at: string,
	directory: Directory,
) => {
	const people = partiesOf(directory.people, post)
	if (change === 'edited') return messageEditBody(network, post, people, at)
	return change === 'remove' ? unsendBody(network, post, people, at) : undefined
}

/** The rules that Facebook and Instagram share, which call one webhook of ours. */
const metaRules = {
	// Again at once, then ever more slowly for 36 hours (NETWORKS.md 3.1).
	retryAfter: [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 10 * HOUR, 21 * HOUR],
	answerWithin: 5 * SECOND,
	// Signed in hex (NETWORKS.md 3.1).
	signDelivery: (body: string) => {
		const digest = createHmac('sha256', META_APP_SECRET).update(body).digest('hex')
		return {
			path: '/webhooks/meta',
			headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` },
		}
	},
	// Comments are below our own post, so each is reported to us.
	addressed: (text: string) => text,
	hasVersions: false,
}

export const facebookRules: NetworkRules = {
	...metaRules,
	bodyOfPost: (post, directory) => {
		const [author, to] = partiesOf(directory.people, post)
		if (post.visibility === 'private') return messageBody('facebook', post, author, to)
		return facebookBody(post, author, directory)
	},
	bodyOfChange: (post, change, at, directory) =>
		post.visibility === 'private'
			? bodyOfMessageChange('facebook', post, change, at, directory)
			: facebookBody(post, partiesOf(directory.people, post)[0], directory, change, at),
	isEditable: () => true,
}

export const instagramRules: NetworkRules = {
	...metaRules,
	bodyOfPost: (post, directory) => {
		const [author, to] = partiesOf(directory.people, post)
		return post.visibility === 'private'
			? messageBody('instagram', post, author, to)
			: instagramBody(post, author, directory)
	},
	// It reports no changes of comments (NETWORKS.md 3.5).
	bodyOfChange: (post, change, at, directory) =>
		post.visibility === 'private' ? bodyOfMessageChange('instagram', post, change, at, directory) : undefined,
	isEditable: ({ visibility }) => visibility === 'private',
}
