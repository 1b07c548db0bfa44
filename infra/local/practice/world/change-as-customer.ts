import { z } from 'zod'
import { PracticeRefusal } from '#infra/local/practice/kernel/refusal.ts'
import { isOwn } from './network.ts'
import type { Post } from './posts.ts'
import type { World } from './world.ts'
import { postTextSchema } from './write-as-customer.ts'

export const editSchema = z.strictObject({ text: postTextSchema.refine((text) => text.trim() !== '') })

const find = (world: World, id: string): Post => {
	const post = world.posts.everFind(id)
	if (!post || post.deletedAt !== undefined) throw new PracticeRefusal('unknown-post', { field: 'id' })
	return post
}

const announce = (world: World, post: Post, verb: 'edited' | 'remove'): void => {
	const body = world.rules[post.network].bodyOfChange(post, verb, world.clock.now(), world)
	const isSilenced = isOwn(post.network, post.authorId) && !world.settings.all().echo
	if (body !== undefined && !isSilenced) world.deliveries.enqueue(post.network, post.id, body)
}

/**
 * Edits a post as its author does in the network's own app. On X this makes a new post in the same edit history, which is
 * returned. Refuses with 409 what the network does not let anybody edit.
 */
export const editInApp = (world: World, id: string, text: string): Post => {
	const post = find(world, id)
	const { isEditable, hasVersions } = world.rules[post.network]
	if (!isEditable(post)) throw new PracticeRefusal('not-editable', { field: 'id' })
	if (hasVersions) {
		const edited = world.posts.replace(post, {
			id: world.ids.next(post.network, post.visibility),
			text,
			at: world.clock.now(),
		})
		announce(world, edited, 'edited')
		return edited
	}
	world.posts.reword(post.network, id, text)
	const edited = find(world, id)
	announce(world, edited, 'edited')
	return edited
}

/** Deletes a post as its author does in the network's own app. */
export const deleteInApp = (world: World, id: string): Post => {
	const post = find(world, id)
	announce(world, post, 'remove')
	world.posts.remove(post, world.clock.now())
	return post
}
