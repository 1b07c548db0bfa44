import { isOwn, ownAccountId, PAGE_POST_ID } from './network.ts'
import type { World } from './networks-world.ts'
import { ownPerson } from './people.ts'
import type { Post } from './posts.ts'

const graphTime = (at: string): string => at.replace(/\.\d{3}Z$/, '+0000')

const nameOf = (world: World, id: string) => {
	const person = world.people.find('facebook', id) ?? ownPerson('facebook')
	return { id: person.id, name: person.name }
}

/** A comment as the Graph API shows it; all fields always. */
export const commentView = (world: World, post: Post) => ({
	id: post.id,
	message: post.text,
	from: nameOf(world, post.authorId),
	created_time: graphTime(post.at),
	parent: { id: post.inReplyTo ?? PAGE_POST_ID },
	can_reply_privately: !isOwn('facebook', post.authorId) && !hasPrivateReply(world, post),
})

/** A Messenger message as the Graph API shows it. */
export const messageView = (world: World, post: Post) => ({
	id: post.id,
	message: post.text,
	from: nameOf(world, post.authorId),
	to: { data: [nameOf(world, post.toId ?? '')] },
	created_time: graphTime(post.at),
})

/** The conversation with one person; its messages newest first. */
export const conversationView = (world: World, personId: string) => {
	const messages = world.posts.messagesWith('facebook', personId, 100)
	return {
		id: `t_${personId}`,
		...(messages[0] ? { updated_time: graphTime(messages[0].at) } : {}),
		messages: { data: messages.map((post) => messageView(world, post)) },
	}
}

/** Whether the one private reply to a comment was already sent (contracts.md 3.4). */
export const hasPrivateReply = (world: World, comment: Post): boolean =>
	world.posts
		.messagesWith('facebook', comment.authorId)
		.some((message) => message.inReplyTo === comment.id && message.authorId === ownAccountId.facebook)

export const postView = () => ({
	id: PAGE_POST_ID,
	message: PAGE_POST_TEXT,
	from: { id: ownAccountId.facebook, name: 'hilft' },
})

/** What the page's standing post says. */
export const PAGE_POST_TEXT =
	'Willkommen auf der Seite von hilft! Schreiben Sie uns hier Ihr Anliegen, wir melden uns. Bitte keine persönlichen Daten in die Kommentare.'
