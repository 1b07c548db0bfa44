import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { createXClients, isXId, openXApp, type XClient } from './api-client.ts'
import type { XApiSecret } from './api-secret.ts'
import { maybe, maybeList } from './maybe.ts'
import { type WatchRefusal, watchRefusalOfXError } from './send-problem.ts'

/** A subscription to the deletions of one person. `tag` is ours, and comes back with the list. */
export type AuthorWatch = {
	readonly id: string
	readonly userId: string
	readonly tag: string | undefined
	readonly since: Instant
}

/** What X has of ours: its webhook, the subscriptions to deletions by it, and how many of any kind the app has. */
export type WatchList = {
	/** False where X had switched the webhook off and told us nothing since. */
	readonly wasSound: boolean
	readonly watches: readonly AuthorWatch[]
	readonly total: number
	readonly begin: (userId: string, tag: string) => Promise<AuthorWatch | WatchRefusal>
	readonly retag: (id: string, tag: string) => Promise<void>
	/** Ends subscriptions; those that ended before count as ended. */
	readonly end: (ids: readonly string[]) => Promise<void>
}

/** The subscriptions by which X tells us of what people delete (NETWORKS.md 2.5). */
export type DeletionWatch = {
	/**
	 * Returns the list, and has X switch our webhook on again where it was off; `off` where X does not, undefined where it
	 * knows no webhook of ours.
	 */
	readonly open: () => Promise<WatchList | 'off' | undefined>
	/** Subscribes to one person without reading the list. Never throws for X's answers. */
	readonly begin: WatchList['begin']
}

/** X's side of our webhook (infra/stateless-stack.ts). */
const WEBHOOK_PATH = '/webhooks/x'
const EVENT = 'post.delete'
const PAGE = 100
/** The most ids of one call that ends subscriptions. */
const ENDED_AT_ONCE = 100

type App = Pick<XClient, 'api' | 'timeout'>

const webhookSchema = z.object({ id: z.string(), url: z.string(), valid: z.boolean().catch(false) })
const webhooksSchema = z.object({ data: maybeList(webhookSchema) })
const healedSchema = z.object({ data: z.object({ valid: z.literal(true) }) })
const watchSchema = z.object({
	subscription_id: z.string().min(1),
	event_type: z.string(),
	filter: z.object({ user_id: maybe(z.string()) }),
	tag: maybe(z.string()),
	webhook_id: maybe(z.string()),
	created_at: maybe(z.iso.datetime()),
})
const pageSchema = z.object({
	data: maybeList(watchSchema),
	meta: maybe(z.object({ next_token: maybe(z.string()), total_subscriptions: maybe(z.int()) })),
})
/** The specification gives one, the guide a list of one (!). */
const begunSchema = z.object({ data: z.union([watchSchema, z.array(watchSchema).min(1)]) })

const findWebhook = async ({ api, timeout }: App): Promise<z.output<typeof webhookSchema> | undefined> => {
	const { data = [] } = webhooksSchema.parse(await api.get('webhooks', {}, { timeout }))
	return data.find(({ url }) => URL.parse(url)?.pathname === WEBHOOK_PATH)
}

/** Has X challenge the webhook and switch it on. Returns whether it did. */
const heal = async ({ api, timeout }: App, id: string): Promise<boolean> => {
	try {
		return healedSchema.safeParse(await api.put('webhooks/:id', {}, { params: { id }, timeout })).success
	} catch (error) {
		// X refuses where the challenge failed.
		if (watchRefusalOfXError(error) === 'refused') return false
		throw error
	}
}

const readAll = async ({ api, timeout }: App) => {
	const all: z.output<typeof watchSchema>[] = []
	let token: string | undefined
	let total = 0
	do {
		const query = { max_results: PAGE, pagination_token: token }
		const { data, meta } = pageSchema.parse(await api.get('activity/subscriptions', query, { timeout }))
		all.push(...(data ?? []))
		total = meta?.total_subscriptions ?? all.length
		token = meta?.next_token
	} while (token !== undefined)
	return { all, total: Math.max(total, all.length) }
}

const changesBy = ({ api, timeout }: App): Pick<WatchList, 'retag' | 'end'> => ({
	retag: async (id, tag) => {
		await api.put('activity/subscriptions/:id', { tag }, { params: { id }, timeout })
	},
	end: async (ids) => {
		for (let from = 0; from < ids.length; from += ENDED_AT_ONCE) {
			const some = ids.slice(from, from + ENDED_AT_ONCE).join(',')
			await api.delete('activity/subscriptions', { ids: some }, { timeout })
		}
	},
})

export type DeletionWatchOptions = {
	readonly secret: () => Promise<XApiSecret>
	readonly clock: { readonly now: () => Instant }
	/** How long X may be silent. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number | undefined
}

/**
 * Creates the subscriptions by X's API v2: the app's bearer token lists and ends them, and they are made in the name of an
 * account of ours (NETWORKS.md 2.5).
 */
export const createXDeletionWatch = ({
	secret,
	clock,
	timeoutMilliseconds = 8_000,
}: DeletionWatchOptions): DeletionWatch => {
	const openAccount = createXClients(secret, timeoutMilliseconds)

	const beginAt =
		(webhook: string): WatchList['begin'] =>
		async (userId, tag) => {
			const [accountId = ''] = Object.keys((await secret()).accounts)
			const client = await openAccount(accountId)
			if (client === undefined || !isXId(userId)) return 'refused'
			const body = { event_type: EVENT, filter: { user_id: userId }, tag, webhook_id: webhook }
			try {
				const answer = await client.api.post('activity/subscriptions', body, { timeout: client.timeout })
				const { data } = begunSchema.parse(answer)
				const [begun] = Array.isArray(data) ? data : [data]
				return { id: begun?.subscription_id ?? '', userId, tag, since: clock.now() }
			} catch (error) {
				return watchRefusalOfXError(error)
			}
		}

	return {
		open: async () => {
			const app = await openXApp(await secret(), timeoutMilliseconds)
			const webhook = await findWebhook(app)
			if (webhook === undefined) return undefined
			if (!webhook.valid && !(await heal(app, webhook.id))) return 'off'
			const { all, total } = await readAll(app)
			const watches = all
				.filter((one) => one.event_type.replaceAll('_', '.') === EVENT && one.webhook_id === webhook.id)
				.map(({ subscription_id, filter, tag, created_at }) => ({
					id: subscription_id,
					userId: filter.user_id ?? '',
					tag,
					since: created_at ?? clock.now(),
				}))
			return { wasSound: webhook.valid, watches, total, begin: beginAt(webhook.id), ...changesBy(app) }
		},
		begin: async (userId, tag) => {
			const keys = await secret()
			try {
				const webhook = await findWebhook(await openXApp(keys, timeoutMilliseconds))
				return webhook?.valid === true ? beginAt(webhook.id)(userId, tag) : 'refused'
			} catch (error) {
				return watchRefusalOfXError(error)
			}
		},
	}
}
