import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { X_API_KEYS, X_CONSUMER_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import type { Subscription } from '#infra/local/practice/world/subscriptions.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { type XApp, xEndpoint } from './endpoint.ts'
import {
	duplicateSubscription,
	invalidRequest,
	noEndpoint,
	noSubscriptionLeft,
	privateEvent,
	unauthorized,
} from './problem.ts'
import { readJson } from './read-json.ts'

/** The only webhook of our app: self-serve apps have one (NETWORKS.md 2.5). */
const WEBHOOK_ID = '1900000000000000001'
const WEBHOOK_PATH = '/webhooks/x'
/** The kinds of events that need nobody's consent; of them only deletions are played. */
const PUBLIC_EVENTS: ReadonlySet<string> = new Set(['post.create', 'post.delete', 'profile.update.bio'])
const MOST_AT_ONCE = 100

const id = z.string().regex(/^\d{1,19}$/)
const tag = z.string().min(1).max(200)
const newSchema = z.strictObject({
	event_type: z.string().min(1).max(100),
	filter: z.strictObject({ user_id: id }),
	tag: tag.optional(),
	webhook_id: z.literal(WEBHOOK_ID).optional(),
})
const changeSchema = z.strictObject({ tag: tag.optional(), webhook_id: z.literal(WEBHOOK_ID).optional() })
const pageSchema = z.object({
	max_results: z.coerce.number().int().min(1).max(1_000).default(100),
	/** Ours: how many came before. */
	pagination_token: z
		.string()
		.regex(/^n\d+$/)
		.optional(),
})
const idsSchema = z
	.string()
	.transform((text) => text.split(','))
	.pipe(z.array(id).min(1).max(MOST_AT_ONCE))
const answerSchema = z.object({ response_token: z.string() })

const view = ({
	id: subscription_id,
	eventType,
	userId,
	tag: tagged,
	webhookId,
	createdAt,
	updatedAt,
}: Subscription) => ({
	subscription_id,
	event_type: eventType,
	filter: { user_id: userId },
	tag: tagged,
	webhook_id: webhookId,
	created_at: createdAt,
	updated_at: updatedAt,
})

/** Challenges our webhook as X does (NETWORKS.md 2.2). */
const isAnswered = async (hooksOrigin: string): Promise<boolean> => {
	const token = randomBytes(32).toString('base64url')
	const address = `${hooksOrigin}${WEBHOOK_PATH}?crc_token=${token}`
	const expected = `sha256=${createHmac('sha256', X_CONSUMER_SECRET).update(token).digest('base64')}`
	try {
		const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(3 * SECOND) })
		return answer.status === 200 && answerSchema.parse(await answer.json()).response_token === expected
	} catch {
		// No answer, or one that is not understood: X takes both for a failure.
		return false
	}
}

/** Adds the bearer token of our app, which lists and ends subscriptions and looks after the webhook. */
const addToken = (app: XApp): void => {
	app.post('/oauth2/token', async (context) => {
		const given = context.req.header('authorization') ?? ''
		const keys = Buffer.from(`${X_API_KEYS.appKey}:${X_API_KEYS.appSecret}`).toString('base64')
		const { grant_type: grant } = await context.req.parseBody()
		if (given !== `Basic ${keys}`) return context.json(unauthorized().body, 403)
		if (grant !== 'client_credentials') return context.json(invalidRequest('grant_type').body, 400)
		return context.json({ token_type: 'bearer', access_token: X_API_KEYS.bearer })
	})
}

/** Adds the app's webhook: how it stands, and the challenge that switches it on again. */
const addWebhook = (app: XApp, world: World): void => {
	const on = xEndpoint(app, world)
	const traits = { visibility: 'public', limit: 'webhooks', by: 'app' } as const
	const url = `${world.hooksOrigin}${WEBHOOK_PATH}`
	on('GET', '/2/webhooks', { ...traits, calls: 'reading' }, (context) =>
		context.json({
			data: [
				{ id: WEBHOOK_ID, url, valid: world.settings.all().x.isWebhookValid, created_at: '2026-11-01T00:00:00.000Z' },
			],
			meta: { result_count: 1 },
		}),
	)
	on('PUT', '/2/webhooks/:id', { ...traits, calls: 'writing' }, async (context) => {
		if (context.req.param('id') !== WEBHOOK_ID) throw noEndpoint()
		const isWebhookValid = await isAnswered(world.hooksOrigin)
		world.settings.change({ x: { isWebhookValid } })
		if (!isWebhookValid) throw invalidRequest('CrcValidationFailed: the webhook did not answer the challenge.')
		return context.json({ data: { valid: true } })
	})
}

/**
 * Adds the subscriptions of the X Activity API (NETWORKS.md 2.5): one per kind and person, so many as the setting says, made
 * in an account's name, listed and ended by the app.
 */
const addSubscriptions = (app: XApp, world: World): void => {
	const on = xEndpoint(app, world)
	const { subscriptions } = world
	const total = () => ({ total_subscriptions: subscriptions.list().length })
	const path = '/2/activity/subscriptions'
	const writing = { visibility: 'public', calls: 'writing', limit: 'subscriptions' } as const

	on('POST', path, writing, async (context) => {
		const { event_type: eventType, filter, tag: tagged, webhook_id: webhookId } = await readJson(context, newSchema)
		if (!PUBLIC_EVENTS.has(eventType)) throw privateEvent()
		if (subscriptions.find(eventType, filter.user_id)) throw duplicateSubscription()
		if (subscriptions.list().length >= world.settings.all().x.mostSubscriptions) throw noSubscriptionLeft()
		const added = subscriptions.add({ eventType, userId: filter.user_id, tag: tagged, webhookId })
		if (added === undefined) throw duplicateSubscription()
		return context.json({ data: view(added), meta: total() }, 201)
	})
	on('GET', path, { ...writing, calls: 'reading', by: 'app' }, (context) => {
		const page = pageSchema.safeParse(context.req.query())
		if (!page.success) throw invalidRequest('The query parameters are not valid.')
		const { max_results, pagination_token } = page.data
		const start = Number(pagination_token?.slice(1) ?? 0)
		const all = subscriptions.list()
		const data = all.slice(start, start + max_results).map(view)
		const next_token = start + max_results < all.length ? `n${start + max_results}` : undefined
		return context.json({ data, meta: { ...total(), result_count: data.length, next_token } })
	})
	on('PUT', `${path}/:id`, { ...writing, by: 'app' }, async (context) => {
		const { tag: tagged, webhook_id: webhookId } = await readJson(context, changeSchema)
		const changed = subscriptions.change(context.req.param('id') ?? '', { tag: tagged, webhookId })
		if (changed === undefined) throw noEndpoint()
		return context.json({ data: view(changed), meta: total() })
	})
	on('DELETE', path, { ...writing, by: 'app' }, (context) => {
		const ids = idsSchema.safeParse(context.req.query('ids'))
		if (!ids.success) throw invalidRequest('The query parameter ids is not valid: 1 to 100 ids.')
		const data = ids.data.map((one) => ({ subscription_id: one, deleted: subscriptions.remove(one) }))
		const missing = data.filter(({ deleted }) => !deleted)
		return context.json({
			data: data.filter(({ deleted }) => deleted),
			errors: missing.length === 0 ? undefined : missing.map((one) => ({ ...noEndpoint().body, ...one })),
			meta: total(),
		})
	})
	on('DELETE', `${path}/:id`, { ...writing, by: 'app' }, (context) => {
		if (!subscriptions.remove(context.req.param('id') ?? '')) throw noEndpoint()
		return context.json({ data: { deleted: true }, meta: total() })
	})
}

/** Adds what our app has X tell it of people, and by which webhook. */
export const addXSubscriptions = (app: XApp, world: World): void => {
	addToken(app)
	addWebhook(app, world)
	addSubscriptions(app, world)
}
