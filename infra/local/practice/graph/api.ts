import { Hono } from 'hono'
import { z } from 'zod'
import {
	deleteAsCompany,
	editAsCompany,
	hideAsCompany,
	postAsCompany,
} from '#infra/local/practice/world/act-as-company.ts'
import { OTHERS_MEDIA_ID } from '#infra/local/practice/world/forms.ts'
import { isOwn, standingPostId } from '#infra/local/practice/world/network.ts'
import { ownPerson } from '#infra/local/practice/world/people.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import { isReadable } from '#infra/local/practice/world/readable.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { type GraphApp, graphEndpoint, type PracticeGraphCall } from './endpoint.ts'
import { checkAnswer, checkHide, type Edge, isShownById } from './form-rules.ts'
import { isPrivateReply, sendMessage } from './messages.ts'
import { booleanSchema, pageOf, parametersOf } from './parameters.ts'
import type { PracticeMetaNetwork } from './payloads.ts'
import {
	aliasesGone,
	invalidParameter,
	notPermitted,
	PracticeGraphProblem,
	unknownObject,
	unknownPath,
} from './problem.ts'
import { commentsBelow, commentView, conversationView, graphMessageView, messagesWith, postView } from './views.ts'

/** How long a comment may be: Facebook's and Instagram's limits. */
const messageSchema = {
	facebook: z.object({ message: z.string().min(1).max(8_000) }),
	instagram: z.object({ message: z.string().min(1).max(2_200) }),
} as const
const changeSchema = z.object({
	message: z.string().min(1).max(8_000).optional(),
	is_hidden: booleanSchema.optional(),
	/** The same on Instagram. */
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

/** Handles `POST /{comment-or-post}/comments`, on Instagram `/replies`. */
const comment = (world: World, call: PracticeGraphCall, edge: Edge) => {
	const { network, id, parameters } = call
	const { message } = parametersOf(parameters, messageSchema[network])
	if (id !== standingPostId[network]) checkAnswer(network, commentOf(world, call), edge)
	return { id: postAsCompany(world, { network, text: message, inReplyTo: id }).id }
}

const mentionSchema = messageSchema.instagram.extend({ media_id: z.string(), comment_id: z.string().optional() })

/** Handles `POST /{account}/mentions`: answers who named us in a caption, or in a comment below others' media (NETWORKS.md 3.5). */
const answerMention = (world: World, { network, accountId, id, parameters }: PracticeGraphCall) => {
	if (network !== 'instagram' || !['me', accountId].includes(id)) throw unknownObject()
	const { media_id: medium, comment_id: commentId, message } = parametersOf(parameters, mentionSchema)
	const mention = world.posts.find(network, commentId ?? medium)
	const isThere = commentId === undefined ? mention?.form === 'captionMention' : medium === OTHERS_MEDIA_ID
	if (mention?.visibility !== 'public' || !isThere) throw unknownObject()
	checkAnswer(network, mention, 'mentions')
	return { id: postAsCompany(world, { network, text: message, inReplyTo: mention.id }).id }
}

/** Handles `POST /{comment}`: changes the text of our own (Facebook), or hides others'. */
const changeComment = (world: World, call: PracticeGraphCall) => {
	const post = commentOf(world, call)
	const isOurs = isOwn(call.network, post.authorId)
	const change = parametersOf(call.parameters, changeSchema)
	const isHidden = call.network === 'instagram' ? change.hide : change.is_hidden
	if (isHidden !== undefined) {
		if (isOurs) throw notPermitted()
		checkHide(call.network, post)
		hideAsCompany(world, post, isHidden)
	} else if (change.message !== undefined && call.network === 'facebook') {
		if (!isOurs) throw notPermitted()
		editAsCompany(world, post, change.message)
	} else throw invalidParameter('message')
	return { success: true }
}

/** Handles `DELETE /{comment}`, for our own only. */
const deleteComment = (world: World, call: PracticeGraphCall) => {
	const post = commentOf(world, call)
	if (!isOwn(call.network, post.authorId)) throw notPermitted()
	deleteAsCompany(world, post)
	return { success: true }
}

/** Handles `GET /{comment-or-post}/comments`, on Instagram `/replies` too. */
const listComments = (world: World, call: PracticeGraphCall) => {
	const { order } = parametersOf(call.parameters, orderSchema)
	if (call.id !== standingPostId[call.network] && !isShownById(world, call.network, commentOf(world, call)))
		throw unknownObject()
	const comments = commentsBelow(world, call.network, call.id)
	if (order === 'reverse_chronological') comments.reverse()
	return pageOf(comments, call.parameters, (post) => commentView(world, post))
}

const conversationsSchema = z.object({
	user_id: z.string().optional(),
	platform: z.enum(['messenger', 'instagram']).optional(),
})

/** Handles `GET /{page}/conversations`: the one with a person, on the platform of the account. */
const conversations = (world: World, { network, accountId, id, parameters }: PracticeGraphCall) => {
	if (!['me', accountId].includes(id)) throw unknownObject()
	const own = network === 'instagram' ? 'instagram' : 'messenger'
	const { user_id: personId, platform = own } = parametersOf(parameters, conversationsSchema)
	if (personId === undefined || platform !== own) return { data: [] }
	const view = conversationView(world, network, personId)
	return { data: view.messages.data.length > 0 ? [view] : [] }
}

/** Returns what names us elsewhere on Instagram, which is read by way of our own account (NETWORKS.md 3.5). */
const mentionedIn = (world: World, network: PracticeMetaNetwork, fields: unknown): object => {
	const [, name, id] = /^(mentioned_comment\.comment_id|mentioned_media\.media_id)\((\d+)\)/.exec(String(fields)) ?? []
	if (name === undefined || id === undefined) return {}
	const mention = world.posts.find(network, id)
	const isComment = name.startsWith('mentioned_comment')
	if (mention?.form !== (isComment ? 'commentMention' : 'captionMention')) throw unknownObject()
	return isComment
		? { mentioned_comment: { id, text: mention.text, media: { id: OTHERS_MEDIA_ID } } }
		: { mentioned_media: { id, caption: mention.text } }
}

/** Handles `GET /{id}`: a post, a comment, a message, a conversation, a person, or the account itself. */
const object = (world: World, { network, accountId, id, parameters }: PracticeGraphCall): object => {
	if (id === standingPostId[network]) return postView(network)
	if (id.startsWith('t_')) return conversationView(world, network, id.slice(2))
	if (id === 'me' || id === accountId) {
		const { name, handle } = ownPerson(network)
		const username = network === 'instagram' ? handle : undefined
		return { id: accountId, name, username, ...mentionedIn(world, network, parameters.fields) }
	}
	const post = world.posts.find(network, id)
	if (post && isReadable(world, post) && isShownById(world, network, post))
		return post.visibility === 'public' ? commentView(world, post) : graphMessageView(world, post)
	const person = isOwn(network, id) ? undefined : world.people.find(network, id)
	if (!person) throw unknownObject()
	return { id: person.id, name: person.name }
}

const idsSchema = z.object({
	ids: z
		.string()
		.transform((text) => text.split(','))
		.pipe(z.array(z.string().min(1)).min(1).max(50)),
})

/** Handles `GET /?ids=`: several objects by id. One that is gone makes the whole call fail. */
const objects = (world: World, call: PracticeGraphCall): object => {
	const { ids } = parametersOf(call.parameters, idsSchema)
	const read = (id: string): [string, object] => {
		try {
			return [id, object(world, { ...call, id })]
		} catch (error) {
			throw ids.length > 1 && error instanceof PracticeGraphProblem ? aliasesGone() : error
		}
	}
	return Object.fromEntries(ids.map(read))
}

/**
 * Creates the part of the Graph API that hilft calls, for Facebook and Instagram by the account's token. Verifies token and
 * appsecret_proof; windows, limits and error codes are those of NETWORKS.md 3.2 to 3.5.
 */
export const createGraphApi = (world: World): GraphApp => {
	const app: GraphApp = new Hono()
	app.notFound((context) => context.json(unknownPath().body(), 400))
	const on = graphEndpoint(app, world)
	const publicly = { visibility: 'public' } as const
	const privately = { visibility: 'private' } as const

	const limit = (parameters: PracticeGraphCall['parameters']) =>
		isPrivateReply(parameters) ? 'privateReplies' : 'messages'
	on('POST', '/:id/messages', { ...privately, calls: 'writing', limit }, (call) => sendMessage(world, call))
	for (const edge of ['comments', 'replies'] as const) {
		on('POST', `/:id/${edge}`, { ...publicly, calls: 'writing' }, (call) => comment(world, call, edge))
		on('GET', `/:id/${edge}`, { ...publicly, calls: 'reading' }, (call) => listComments(world, call))
	}
	on('POST', '/:id/mentions', { ...publicly, calls: 'writing' }, (call) => answerMention(world, call))
	on('GET', '/:id/conversations', { ...privately, calls: 'reading', limit: 'conversations' }, (call) =>
		conversations(world, call),
	)
	on('GET', '/:id/messages', { ...privately, calls: 'reading' }, ({ network, id, parameters }) =>
		pageOf(messagesWith(world, network, id.replace(/^t_/, '')), parameters, (post) => graphMessageView(world, post)),
	)
	for (const path of ['', '/']) on('GET', path, { ...publicly, calls: 'reading' }, (call) => objects(world, call))
	on('POST', '/:id', { ...publicly, calls: 'writing' }, (call) => changeComment(world, call))
	on('DELETE', '/:id', { ...publicly, calls: 'writing' }, (call) => deleteComment(world, call))
	on('GET', '/:id', { ...publicly, calls: 'reading' }, (call) => object(world, call))
	return app
}
