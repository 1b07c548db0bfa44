import { z } from 'zod'
import {
	deleteAsCompany,
	editAsCompany,
	hideAsCompany,
	postAsCompany,
} from '#infra/local/practice/world/act-as-company.ts'
import { isOwn, standingPostId } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import type { PracticeGraphCall } from './endpoint.ts'
import { pageOf } from './page.ts'
import { booleanSchema, parametersOf } from './parameters.ts'
import { invalidParameter, notPermitted, unknownObject } from './problem.ts'
import { commentsBelow, commentView } from './views.ts'

/** How long a comment may be: Facebook's and Instagram's limits. */
const messageSchema = {
	facebook: z.object({ message: z.string().min(1).max(8_000) }),
	instagram: z.object({ message: z.string().min(1).max(2_200) }),
} as const
const changeSchema = z.object({
	message: z.string().min(1).max(8_000).optional(),
	is_hidden: booleanSchema.optional(),
	/** Instagram's word for it. */
	hide: booleanSchema.optional(),
})
const orderSchema = z.object({
	order: z.enum(['chronological', 'reverse_chronological', 'ranked']).default('chronological'),
})

const commentOf = (world: World, { network, id }: PracticeGraphCall): Post => {
	const post = world.posts.find(network, id)
	if (post?.visibility !== 'public') throw unknownObject()
	return post
}

/** `POST /{comment-or-post}/comments`, on Instagram `/replies`. */
export const comment = (world: World, call: PracticeGraphCall) => {
	const { network, id, parameters } = call
	const { message } = parametersOf(parameters, messageSchema[network])
	if (id !== standingPostId[network]) commentOf(world, call)
	return { id: postAsCompany(world, { network, text: message, inReplyTo: id }).id }
}

/** `POST /{comment}`: another text for our own (Facebook), or hide what others wrote. */
export const changeComment = (world: World, call: PracticeGraphCall) => {
	const post = commentOf(world, call)
	const isOurs = isOwn(call.network, post.authorId)
	const change = parametersOf(call.parameters, changeSchema)
	const isHidden = call.network === 'instagram' ? change.hide : change.is_hidden
	if (isHidden !== undefined) {
		if (isOurs) throw notPermitted()
		hideAsCompany(world, post, isHidden)
	} else if (change.message !== undefined && call.network === 'facebook') {
		if (!isOurs) throw notPermitted()
		editAsCompany(world, post, change.message)
	} else throw invalidParameter('message')
	return { success: true }
}

/** `DELETE /{comment}`: our own. */
export const deleteComment = (world: World, call: PracticeGraphCall) => {
	const post = commentOf(world, call)
	if (!isOwn(call.network, post.authorId)) throw notPermitted()
	deleteAsCompany(world, post)
	return { success: true }
}

/** `GET /{comment-or-post}/comments`, on Instagram `/replies` too. */
export const listComments = (world: World, call: PracticeGraphCall) => {
	const { order } = parametersOf(call.parameters, orderSchema)
	if (call.id !== standingPostId[call.network]) commentOf(world, call)
	const comments = commentsBelow(world, call.network, call.id)
	if (order === 'reverse_chronological') comments.reverse()
	return pageOf(comments, call.parameters, (post) => commentView(world, post))
}
