import { OWN_NAME } from '../networks/network.ts'
import type { World } from '../networks/networks-world.ts'
import type { Post } from '../networks/posts.ts'

/** A post as `GET /practice/posts` shows it; the company's name is `hilft`. */
export const postItem = (world: World, post: Post) => ({
	id: post.id,
	network: post.network,
	visibility: post.visibility,
	author: nameOf(world, post, post.authorId),
	...(post.toId === undefined ? {} : { to: nameOf(world, post, post.toId) }),
	text: post.text,
	...(post.inReplyTo === undefined ? {} : { inReplyTo: post.inReplyTo }),
	...(post.quotes === undefined ? {} : { quotes: post.quotes }),
	...(post.pictures === 0 ? {} : { pictures: post.pictures }),
	...(post.edits === 0 ? {} : { edited: true }),
	...(post.firstId === undefined ? {} : { history: world.posts.history(post) }),
	...(post.isHidden ? { hidden: true } : {}),
	...(post.deletedAt === undefined ? {} : { deleted: true }),
	at: post.at,
})

const nameOf = (world: World, { network }: Post, id: string): string => world.people.find(network, id)?.name ?? OWN_NAME
