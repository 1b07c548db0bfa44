import { OWN_NAME } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'

/** A post as `GET /practice/posts` shows it; the company's name is `hilft`. */
export const postItem = (world: World, post: Post) => ({
	id: post.id,
	network: post.network,
	visibility: post.visibility,
	author: nameOf(world, post, post.authorId),
	to: post.toId === undefined ? undefined : nameOf(world, post, post.toId),
	text: post.text,
	inReplyTo: post.inReplyTo,
	quotes: post.quotes,
	pictures: post.pictures === 0 ? undefined : post.pictures,
	edited: post.edits === 0 ? undefined : true,
	history: post.firstId === undefined ? undefined : world.posts.history(post),
	hidden: post.isHidden ? true : undefined,
	deleted: post.deletedAt === undefined ? undefined : true,
	at: post.at,
})

const nameOf = (world: World, { network }: Post, id: string): string => world.people.find(network, id)?.name ?? OWN_NAME
