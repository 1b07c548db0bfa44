import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DAY } from '#shared/kernel/clock.ts'
import { META_APP_SECRET, META_PAGE_TOKEN } from '../local-secrets.ts'
import { messageAsCompany, postAsCompany } from './act-as-company.ts'
import {
	alreadyReplied,
	GraphProblem,
	invalidParameter,
	outsideWindow,
	personUnavailable,
	proofRefused,
	replyTooLate,
	throttled,
	tokenRefused,
	unavailable,
	unknownObject,
} from './graph-problem.ts'
import { commentView, conversationView, hasPrivateReply, messageView, postView } from './graph-views.ts'
import { isOwn, ownAccountId, PAGE_POST_ID } from './network.ts'
import type { World } from './networks-world.ts'
import { ownPerson } from './people.ts'
import { createFaultGuard } from './under-fault.ts'

const VERSION = '/v26.0'

/** A form-encoded call carries objects as JSON text. */
const jsonText = z.string().transform((text, context) => {
	try {
		return JSON.parse(text)
	} catch {
		context.addIssue('not JSON')
		return z.NEVER
	}
})
const orText = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, jsonText.pipe(schema)])
const sendSchema = z.object({
	recipient: orText(z.union([z.object({ id: z.string() }), z.object({ comment_id: z.string() })])),
	messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']).default('RESPONSE'),
	tag: z.string().optional(),
	message: orText(z.object({ text: z.string().min(1).max(2_000) })),
})
type Send = z.output<typeof sendSchema>
const commentSchema = z.object({ message: z.string().min(1).max(8_000) })

const isSame = (given: string, expected: string): boolean =>
	given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))

/** Query and body in one, as the Graph API takes parameters from either. */
const readParameters = async (context: Context): Promise<Record<string, unknown>> => {
	const text = await context.req.text()
	const isJson = context.req.header('content-type')?.startsWith('application/json') ?? false
	const body = isJson
		? z.record(z.string(), z.unknown()).catch({}).parse(safeJson(text))
		: Object.fromEntries(new URLSearchParams(text))
	return { ...context.req.query(), ...body }
}
const safeJson = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		// An unreadable body is an empty one: the parameter that then lacks is named in the answer.
		return {}
	}
}

/** The private reply to a comment: once per comment, within 7 days (contracts.md 3.4). */
const sendPrivateReply = (world: World, commentId: string, text: string) => {
	const comment = world.posts.find('facebook', commentId)
	if (comment?.visibility !== 'public' || isOwn('facebook', comment.authorId)) throw unknownObject()
	if (hasPrivateReply(world, comment)) throw alreadyReplied()
	if (Date.parse(world.clock.now()) - Date.parse(comment.at) > 7 * DAY) throw replyTooLate()
	if (world.people.find('facebook', comment.authorId)?.acceptsMessages === false) throw personUnavailable()
	const { id } = messageAsCompany(world, 'facebook', comment.authorId, text, comment.id)
	return { recipient_id: comment.authorId, message_id: id }
}

/** A message within 24 hours of the person's last one, with HUMAN_AGENT within 7 days (contracts.md 3.4). */
const sendMessage = (world: World, personId: string, send: Send) => {
	const person = world.people.find('facebook', personId)
	if (!person || isOwn('facebook', personId))
		throw new GraphProblem(100, '(#100) No matching user found', { subcode: 2018001 })
	if (!person.acceptsMessages) throw personUnavailable()
	const last = world.posts.messagesWith('facebook', personId).find(({ authorId }) => authorId === personId)
	const window = send.messaging_type === 'MESSAGE_TAG' && send.tag === 'HUMAN_AGENT' ? 7 * DAY : DAY
	if (!last || Date.parse(world.clock.now()) - Date.parse(last.at) > window) throw outsideWindow()
	const { id } = messageAsCompany(world, 'facebook', personId, send.message.text)
	return { recipient_id: personId, message_id: id }
}

/** The part of the Graph API that hilft calls: token and appsecret_proof verified, windows and error codes as contracts.md 3.4. */
export const createGraphApi = (world: World): Hono => {
	const app = new Hono()
	app.onError((error, context) => {
		if (!(error instanceof GraphProblem)) throw error
		return context.json(error.body(), error.status)
	})
	app.notFound((context) => context.json(unknownObject().body(), 404))

	app.use(async (context, next) => {
		const parameters = await readParameters(context)
		const bearer = context.req.header('authorization')?.replace(/^Bearer /, '')
		const token = String(parameters.access_token ?? bearer ?? '')
		if (!isSame(token, META_PAGE_TOKEN)) throw tokenRefused()
		const proof = createHmac('sha256', META_APP_SECRET).update(token).digest('hex')
		if (!isSame(String(parameters.appsecret_proof ?? ''), proof)) throw proofRefused()
		await next()
	})

	const guard = createFaultGuard(world, 'facebook', {
		'429': throttled,
		'5xx': unavailable,
		revoked: tokenRefused,
		'dm-closed': personUnavailable,
	})

	app.post(`${VERSION}/:page/messages`, (context) =>
		guard(context.req.raw, true, async () => {
			if (!['me', ownAccountId.facebook].includes(context.req.param('page'))) throw unknownObject()
			const send = sendSchema.safeParse(await readParameters(context))
			if (!send.success) throw invalidParameter(send.error.issues[0]?.path.join('.') ?? 'message')
			const { recipient, message } = send.data
			return context.json(
				'comment_id' in recipient
					? sendPrivateReply(world, recipient.comment_id, message.text)
					: sendMessage(world, recipient.id, send.data),
			)
		}),
	)
	app.post(`${VERSION}/:comment/comments`, (context) =>
		guard(context.req.raw, false, async () => {
			const comment = commentSchema.safeParse(await readParameters(context))
			if (!comment.success) throw invalidParameter('message')
			const parent = context.req.param('comment')
			if (parent !== PAGE_POST_ID && world.posts.find('facebook', parent)?.visibility !== 'public')
				throw unknownObject()
			return context.json({ id: postAsCompany(world, 'facebook', comment.data.message, parent).id })
		}),
	)

	app.get(`${VERSION}/:comment/comments`, (context) =>
		context.json({
			data: world.posts
				.answersTo(context.req.param('comment'))
				.filter(({ visibility }) => visibility === 'public')
				.map((post) => commentView(world, post)),
		}),
	)
	app.get(`${VERSION}/:page/conversations`, (context) => {
		const personId = context.req.query('user_id')
		const hasTalked = personId !== undefined && world.posts.messagesWith('facebook', personId, 1).length > 0
		return context.json({ data: hasTalked ? [conversationView(world, personId)] : [] })
	})
	app.get(`${VERSION}/:conversation/messages`, (context) =>
		context.json(conversationView(world, context.req.param('conversation').replace(/^t_/, '')).messages),
	)
	app.get(`${VERSION}/:id`, (context) => context.json(findObject(world, context.req.param('id'))))
	return app
}

const findObject = (world: World, id: string): object => {
	if (id === PAGE_POST_ID) return postView()
	if (id.startsWith('t_')) return conversationView(world, id.slice(2))
	const post = world.posts.find('facebook', id)
	if (post) return post.visibility === 'public' ? commentView(world, post) : messageView(world, post)
	const person = id === 'me' ? ownPerson('facebook') : world.people.find('facebook', id)
	if (!person) throw unknownObject()
	return { id: person.id, name: person.name }
}
