import { Agent } from 'node:https'
import { TwitterApi } from 'twitter-api-v2'
import { z } from 'zod'
import { type Clock, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Found, PrivateMessage, PublicMessage, Sender, SendOutcome } from '../channel.ts'
import { isSameText } from '../same-text.ts'
import type { XApiSecret } from './api-secret.ts'
import { outcomeOfXError } from './send-problem.ts'

export type XSenderOptions = {
	readonly secret: () => Promise<XApiSecret>
	readonly clock: Clock
	/** How long X may be silent. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number
}

/** Without keep-alive: a connection kept over a frozen environment is dead, and a post lost on it looks as if it may exist. */
const agent = new Agent({ keepAlive: false })

const postedSchema = z.object({ data: z.object({ id: z.string().min(1) }) })
const messagedSchema = z.object({ data: z.object({ dm_event_id: z.string().min(1) }) })
const listSchema = z.object({
	data: z
		.array(
			z.object({
				id: z.string(),
				text: z.string().default(''),
				created_at: z.string().optional(),
				sender_id: z.string().optional(),
				referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).default([]),
				note_tweet: z.object({ text: z.string() }).optional(),
			}),
		)
		.default([]),
})
type Item = z.infer<typeof listSchema>['data'][number]

/** X and we need not agree to the second. */
const CLOCK_SKEW = MINUTE
const PAGE = 100

const foundIn = (items: readonly Item[], text: string, since: Instant, isOurs: (item: Item) => boolean): Found => {
	const earliest = Date.parse(since) - CLOCK_SKEW
	const isRecent = (item: Item) => item.created_at === undefined || Date.parse(item.created_at) >= earliest
	const match = items.find(
		(item) => isOurs(item) && isRecent(item) && isSameText(item.note_tweet?.text ?? item.text, text),
	)
	if (match) return { found: 'yes', externalId: match.id }
	// A full page that does not reach back to `since` has not shown everything.
	return { found: items.length < PAGE || !items.every(isRecent) ? 'no' : 'unknown' }
}

/** Writes to X by API v2 with OAuth 1.0a (contracts.md 2.8, 2.9). */
export const createXSender = ({ secret, clock, timeoutMilliseconds = 8_000 }: XSenderOptions): Sender => {
	const timeout = timeoutMilliseconds
	const clientOf = async (accountId: string) => {
		const { appKey, appSecret, accounts } = await secret()
		const tokens = accounts[accountId]
		return tokens === undefined ? undefined : new TwitterApi({ appKey, appSecret, ...tokens }, { httpAgent: agent }).v2
	}
	type Client = NonNullable<Awaited<ReturnType<typeof clientOf>>>

	const send = async (
		accountId: string,
		isPrivate: boolean,
		call: (client: Client) => Promise<unknown>,
		idIn: (answer: unknown) => string | undefined,
	): Promise<SendOutcome> => {
		const client = await clientOf(accountId)
		if (client === undefined) return { outcome: 'failed', reason: 'tokenDead' }
		try {
			const externalId = idIn(await call(client))
			return externalId === undefined ? { outcome: 'unknown' } : { outcome: 'sent', externalId }
		} catch (error) {
			return outcomeOfXError(error, clock.now(), isPrivate)
		}
	}

	const sendPrivate = ({ accountId, recipientId, text }: PrivateMessage) =>
		send(
			accountId,
			true,
			(client) =>
				client.post(
					'dm_conversations/with/:recipient/messages',
					{ text },
					{ params: { recipient: recipientId }, timeout },
				),
			(answer) => messagedSchema.safeParse(answer).data?.data.dm_event_id,
		)

	const sendPublic = ({ accountId, inReplyTo, text, invite }: PublicMessage) => {
		const link = `https://twitter.com/messages/compose?recipient_id=${accountId}`
		const reply = { in_reply_to_tweet_id: inReplyTo }
		const body = { text, reply, ...(invite === true ? { direct_message_deep_link: link } : {}) }
		return send(
			accountId,
			false,
			(client) => client.post('tweets', body, { timeout }),
			(answer) => postedSchema.safeParse(answer).data?.data.id,
		)
	}

	const list = async (client: Client, path: string, id: string, query: Record<string, string | number>) =>
		listSchema.parse(await client.get(path, query, { params: { id }, timeout })).data

	const find: Sender['find'] = async (message, since) => {
		const client = await clientOf(message.accountId)
		if (client === undefined) return { found: 'unknown' }
		try {
			if ('recipientId' in message) {
				const fields = { max_results: PAGE, 'dm_event.fields': 'text,created_at,sender_id,event_type' }
				const items = await list(client, 'dm_conversations/with/:id/dm_events', message.recipientId, fields)
				return foundIn(items, message.text, since, (item) => item.sender_id === message.accountId)
			}
			const items = await list(client, 'users/:id/tweets', message.accountId, {
				max_results: PAGE,
				since_id: message.inReplyTo,
				'tweet.fields': 'created_at,referenced_tweets,note_tweet',
			})
			return foundIn(items, message.text, since, ({ referenced_tweets }) =>
				referenced_tweets.some(({ type, id }) => type === 'replied_to' && id === message.inReplyTo),
			)
		} catch {
			// Whatever kept us from looking: we do not know, and the caller may look again.
			return { found: 'unknown' }
		}
	}

	return { sendPrivate, sendPublic, find }
}
