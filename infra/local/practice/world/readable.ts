import { SECOND } from '#shared/kernel/clock.ts'
import { isOwn } from './network.ts'
import type { Post } from './posts.ts'
import type { World } from './world.ts'

/** Tests whether the API shows a post yet: our own only after the read delay, as on the real networks. */
export const isReadable = (world: World, { network, authorId, at }: Post): boolean =>
	!isOwn(network, authorId) ||
	Date.parse(world.clock.now()) - Date.parse(at) >= world.settings.all().readDelaySeconds * SECOND

/** Tests whether people other than followers see what the author writes (X). */
export const isVisible = (world: World, { network, authorId }: Post): boolean => {
	const author = world.people.find(network, authorId)
	return author?.isProtected !== true && author?.isSuspended !== true
}
