import { type Network, ownAccountId, PAGE_POST_ID } from './network.ts'
import type { World } from './networks-world.ts'
import type { Post } from './posts.ts'
import { webhookBody } from './webhook-body.ts'
import { tweetDeleteBody } from './x-payloads.ts'

const echo = (world: World, post: Post): void => {
	const body = webhookBody(post, world)
	if (body !== undefined && world.settings.echo()) world.deliveries.enqueue(post.network, post.id, body)
}

/** A public post or answer of the company through a network's API; the network tells us of it too. */
export const postAsCompany = (world: World, network: Network, text: string, inReplyTo?: string): Post => {
	const post = world.posts.add({
		id: network === 'x' ? world.ids.x() : world.ids.comment(),
		network,
		visibility: 'public',
		authorId: ownAccountId[network],
		toId: undefined,
		text,
		inReplyTo: inReplyTo === PAGE_POST_ID ? undefined : inReplyTo,
		at: world.clock.now(),
	})
	echo(world, post)
	return post
}

/** A private message of the company; `inReplyTo` names the comment that a private reply answers. */
export const messageAsCompany = (
	world: World,
	network: Network,
	toId: string,
	text: string,
	inReplyTo?: string,
): Post => {
	const post = world.posts.add({
		id: network === 'x' ? world.ids.x() : world.ids.mid(),
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

/** Deletes a post of our own on X. False if there is none. */
export const deleteAsCompany = (world: World, id: string): boolean => {
	const post = world.posts.find('x', id)
	if (!post || post.authorId !== ownAccountId.x) return false
	const at = world.clock.now()
	world.posts.remove('x', id, at)
	if (world.settings.echo()) world.deliveries.enqueue('x', undefined, tweetDeleteBody(id, at))
	return true
}
