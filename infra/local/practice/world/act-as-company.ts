import type { PracticeNetwork } from './network.ts'
import { isOwn, ownAccountId, standingPostId } from './network.ts'
import type { Post } from './posts.ts'
import type { World } from './world.ts'

/** Queues the network's webhook call about an action of ours, unless the echo is off. */
const echo = (world: World, post: Post, body = world.rules[post.network].bodyOfPost(post, world)): void => {
	if (body !== undefined && world.settings.all().echo) world.deliveries.enqueue(post.network, post.id, body)
}

type PublicPost = {
	network: PracticeNetwork
	text: string
	inReplyTo?: string | undefined
	quotes?: string | undefined
}

/** Adds a public post or answer of the company through a network's API; the network reports it to us too. */
export const postAsCompany = (world: World, { network, text, inReplyTo, quotes }: PublicPost): Post => {
	const post = world.posts.add({
		id: world.ids.next(network, 'public'),
		network,
		visibility: 'public',
		authorId: ownAccountId[network],
		toId: undefined,
		text,
		inReplyTo: inReplyTo === standingPostId[network] ? undefined : inReplyTo,
		at: world.clock.now(),
		quotes,
	})
	echo(world, post)
	return post
}

type PrivateMessage = { network: PracticeNetwork; toId: string; text: string; inReplyTo?: string | undefined }

/** Adds a private message of the company; `inReplyTo` names the comment that a private reply answers. */
export const messageAsCompany = (world: World, { network, toId, text, inReplyTo }: PrivateMessage): Post => {
	const post = world.posts.add({
		id: world.ids.next(network, 'private'),
		network,
		visibility: 'private',
		authorId: ownAccountId[network],
		toId,
		text,
		inReplyTo,
		at: world.clock.now(),
	})
	echo(world, post)
	return post
}

/** Deletes a post of our own. */
export const deleteAsCompany = (world: World, post: Post): void => {
	const at = world.clock.now()
	const body = world.rules[post.network].bodyOfChange(post, 'remove', at, world)
	world.posts.remove(post, at)
	if (body !== undefined) echo(world, post, body)
}

/** Changes the text of a comment of our own (Facebook). */
export const editAsCompany = (world: World, { network, id }: Post, text: string): void => {
	world.posts.reword(network, id, text)
	const post = world.posts.find(network, id)
	const body = post && world.rules[post.network].bodyOfChange(post, 'edited', world.clock.now(), world)
	if (post && body !== undefined) echo(world, post, body)
}

/** Hides what somebody else wrote below a post of ours, or shows it again; Facebook reports that by webhook. */
export const hideAsCompany = (world: World, post: Post, isHidden: boolean): void => {
	if (post.isHidden === isHidden || isOwn(post.network, post.authorId)) return
	world.posts.setHidden(post.network, post.id, isHidden)
	const body = world.rules[post.network].bodyOfChange(post, isHidden ? 'hide' : 'unhide', world.clock.now(), world)
	if (body !== undefined) world.deliveries.enqueue(post.network, post.id, body)
}
