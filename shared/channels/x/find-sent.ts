import * as z from 'zod'
import { addMilliseconds, type Clock, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { PrivateMessage, PublicMessage, SendLookup, SoughtMessage } from '../channel.ts'
import { isSameText } from '../same-text.ts'
import { isXId, type XClient } from './api-client.ts'
import { foundOfXError } from './send-problem.ts'

const text = z.string().catch('')

/** A page of posts or of direct messages, newest first. An empty page says so: a body without a list means nothing. */
const pageSchema = z
	.object({
		data: z
			.array(
				z.object({
					id: z.string(),
					text,
					created_at: z.string().optional(),
					sender_id: z.string().optional(),
					referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).catch([]),
					note_tweet: z.object({ text }).optional().catch(undefined),
				}),
			)
			.optional(),
		meta: z.object({ result_count: z.number().optional(), next_token: z.string().optional() }).optional(),
	})
	.transform(({ data, meta }, context) => {
		if (data === undefined && meta?.result_count !== 0) {
			context.addIssue({ code: 'custom', message: 'neither a list nor a word that it is empty' })
			return z.NEVER
		}
		return { items: data ?? [], next: meta?.next_token }
	})
type Item = z.infer<typeof pageSchema>['items'][number]

/** X's clock and ours may differ. */
const CLOCK_SKEW = MINUTE
const PAGE = 100
/** 500 posts or messages of one account since a send: more than its limits allow until a look. */
const MOST_PAGES = 5

type Search = {
	readonly path: string
	readonly id: string
	readonly query: Readonly<Record<string, string | number>>
	readonly isOurs: (item: Item) => boolean
}

const privateSearch = ({ recipientId, accountId }: PrivateMessage): Search => ({
	path: 'dm_conversations/with/:id/dm_events',
	id: recipientId,
	query: { 'dm_event.fields': 'text,created_at,sender_id,event_type' },
	isOurs: ({ sender_id }) => sender_id === accountId,
})

/** Returns the search in our own timeline with replies, from the answered post on. */
const publicSearch = ({ inReplyTo, accountId }: PublicMessage): Search => ({
	path: 'users/:id/tweets',
	id: accountId,
	query: { since_id: inReplyTo, 'tweet.fields': 'created_at,referenced_tweets,note_tweet' },
	isOurs: ({ referenced_tweets }) =>
		referenced_tweets.some(({ type, id }) => type === 'replied_to' && id === inReplyTo),
})

const searchFor = (message: SoughtMessage): Search =>
	'recipientId' in message ? privateSearch(message) : publicSearch(message)

/**
 * Reads back until the message is found, until `since`, or until the list ends; `unknown` beyond `MOST_PAGES`. All pages
 * together take no longer than one call, because the send must end within its function's time.
 */
const search = async (
	client: XClient,
	clock: Clock,
	{ path, id, query, isOurs }: Search,
	wanted: string,
	since: Instant,
): Promise<SendLookup> => {
	const deadline = Date.parse(clock.now()) + client.timeout
	const earliest = Date.parse(since) - CLOCK_SKEW
	const isRecent = ({ created_at }: Item) => created_at === undefined || !(Date.parse(created_at) < earliest)
	let asked: Search['query'] = { ...query, max_results: PAGE }
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const timeout = deadline - Date.parse(clock.now())
		if (timeout <= 0) return { found: 'later', until: addMilliseconds(clock.now(), MINUTE) }
		const answer = await client.api.get(path, asked, { params: { id }, timeout })
		const { items, next } = pageSchema.parse(answer)
		const match = items.find(
			(item) => isOurs(item) && isRecent(item) && isSameText(item.note_tweet?.text ?? item.text, wanted),
		)
		if (match) return { found: 'yes', externalId: match.id }
		if (!items.every(isRecent)) return { found: 'no' }
		// A full page that claims to be the last and does not reach back to `since` is not believed.
		if (next === undefined) return { found: items.length < PAGE ? 'no' : 'unknown' }
		asked = { ...asked, pagination_token: next }
	}
	return { found: 'unknown' }
}

/** Looks for a message of ours sent at or after `since`, in the own timeline or the conversation (NETWORKS.md 2.8). */
export const findSent = async (
	client: XClient,
	clock: Clock,
	message: SoughtMessage,
	since: Instant,
): Promise<SendLookup> => {
	const target = 'recipientId' in message ? message.recipientId : message.inReplyTo
	// Nothing can have been sent to such an address.
	if (!isXId(target)) return { found: 'no' }
	try {
		return await search(client, clock, searchFor(message), message.text, since)
	} catch (error) {
		if (error instanceof z.ZodError) return { found: 'later', until: addMilliseconds(clock.now(), MINUTE) }
		return foundOfXError(error, clock.now())
	}
}
