import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'
import {
	isOwn,
	OWN_MEDIA_ID,
	ownAccountId,
	PAGE_POST_TEXT,
	standingPostId,
} from '#infra/local/practice/world/network.ts'
import { ownPerson } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { isReadable } from '#infra/local/practice/world/readable.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import type { PracticeMetaNetwork } from './payloads.ts'

const graphTime = (at: string): string => at.replace(/\.\d{3}Z$/, '+0000')

const nameOf = (world: World, network: PracticeNetwork, id: string) => {
	const person = world.people.find(network, id) ?? ownPerson(network)
	return network === 'instagram' ? { id: person.id, username: person.handle } : { id: person.id, name: person.name }
}

/** Renders a comment as the Graph API shows it, always with all fields. */
export const commentView = (world: World, post: Post) => {
	const from = nameOf(world, post.network, post.authorId)
	if (post.network === 'instagram')
		return {
			id: post.id,
			text: post.text,
			from,
			username: 'username' in from ? from.username : undefined,
			timestamp: graphTime(post.at),
			hidden: post.isHidden,
			media: { id: OWN_MEDIA_ID },
			parent_id: post.inReplyTo,
		}
	const isOurs = isOwn(post.network, post.authorId)
	return {
		id: post.id,
		message: post.text,
		from,
		created_time: graphTime(post.at),
		parent: post.inReplyTo === undefined ? undefined : { id: post.inReplyTo },
		is_hidden: post.isHidden,
		can_hide: !isOurs,
		can_reply_privately: !isOurs && !hasPrivateReply(world, post),
	}
}

/** Returns the readable comments below an object, oldest first. */
export const commentsBelow = (world: World, network: PracticeMetaNetwork, id: string): Post[] => {
	const below =
		id === standingPostId[network]
			? world.posts
					.list({ network, visibility: 'public' })
					.filter(({ inReplyTo }) => inReplyTo === undefined)
					.reverse()
			: world.posts.answersTo(id)
	return below.filter((post) => post.visibility === 'public' && isReadable(world, post))
}

/** Renders a private message as the Graph API shows it. */
export const graphMessageView = (world: World, post: Post) => ({
	id: post.id,
	message: post.text,
	from: nameOf(world, post.network, post.authorId),
	to: { data: [nameOf(world, post.network, post.toId ?? '')] },
	created_time: graphTime(post.at),
})

/** Returns the readable messages with one person, newest first. */
export const messagesWith = (world: World, network: PracticeMetaNetwork, personId: string): Post[] =>
	world.posts.messagesWith(network, personId).filter((post) => isReadable(world, post))

/** Renders the conversation with one person, with its newest 100 messages. */
export const conversationView = (world: World, network: PracticeMetaNetwork, personId: string) => {
	const messages = messagesWith(world, network, personId).slice(0, 100)
	return {
		id: `t_${personId}`,
		updated_time: messages[0] ? graphTime(messages[0].at) : undefined,
		messages: { data: messages.map((post) => graphMessageView(world, post)) },
	}
}

/** Tests whether the one private reply to a comment was already sent, even if it was deleted since (NETWORKS.md 3.4). */
export const hasPrivateReply = (world: World, { id, network, authorId }: Post): boolean =>
	world.posts
		.everMessagesWith(network, authorId)
		.some((message) => message.inReplyTo === id && message.authorId === ownAccountId[network])

export const postView = (network: PracticeMetaNetwork) => ({
	id: standingPostId[network],
	[network === 'instagram' ? 'caption' : 'message']: PAGE_POST_TEXT,
	from: { id: ownAccountId[network], name: 'hilft' },
})
