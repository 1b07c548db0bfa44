import * as z from 'zod'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import { addMilliseconds, type Clock, DAY, MINUTE } from '#shared/kernel/clock.ts'
import type { PrivateMessage, PublicMessage, Sender, SendOutcome, SoughtMessage } from '../channel.ts'
import { asked, type RefusedOperation } from '../refusals/refusal.ts'
import { createXClients, isXId, type OpenXClient, type XClient } from './api-client.ts'
import type { XApiSecret } from './api-secret.ts'
import { findSent } from './find-sent.ts'
import { lookUpPosts } from './look-up.ts'
import { readingOfXError, remoteStateOfXError } from './send-problem.ts'

export type XSenderOptions = {
	readonly secret: () => Promise<XApiSecret>
	readonly clock: Clock
	/** How long X may be silent. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number | undefined
}

type Call = (client: XClient) => Promise<unknown>

const postedSchema = z.object({ data: z.object({ id: z.string().min(1) }) }).transform(({ data }) => data.id)
const messagedSchema = z
	.object({ data: z.object({ dm_event_id: z.string().min(1) }) })
	.transform(({ data }) => data.dm_event_id)
const deletedSchema = z.object({ data: z.object({ deleted: z.literal(true) }) })
const hiddenSchema = z.object({ data: z.object({ hidden: z.boolean() }) })
const meSchema = z.object({ data: z.object({ id: z.string() }) })

const UNKNOWN: SendOutcome = { outcome: 'unknown' }
const noTarget = (reason: 'unknownTarget' | 'recipientGone'): SendOutcome => ({ outcome: 'failed', reason })

/**
 * Returns a function that makes one call for an account; `read` returns the outcome of an answer, undefined where it does
 * not understand it.
 */
const createRun =
	(open: OpenXClient, clock: Clock) =>
	async (
		accountId: string,
		operation: RefusedOperation,
		call: Call,
		read: (answer: unknown) => SendOutcome | undefined,
	) => {
		const client = await open(accountId)
		if (client === undefined) return { outcome: 'stopped', reason: 'tokenDead' } as const
		try {
			return read(await call(client)) ?? UNKNOWN
		} catch (error) {
			const reading = readingOfXError(error, clock.now(), operation)
			return asked(reading, () => probe(open, accountId, clock), clock.now)
		}
	}
type RunOperation = ReturnType<typeof createRun>

const idBy =
	(schema: z.ZodType<string>) =>
	(answer: unknown): SendOutcome | undefined => {
		const externalId = schema.safeParse(answer).data
		return externalId === undefined ? undefined : { outcome: 'sent', externalId }
	}

const post = (run: RunOperation, { accountId, inReplyTo, text, invite }: PublicMessage) => {
	const link = `https://twitter.com/messages/compose?recipient_id=${accountId}`
	const reply = { in_reply_to_tweet_id: inReplyTo }
	const body = { text, reply, direct_message_deep_link: invite === true ? link : undefined }
	return run(accountId, 'public', ({ api, timeout }) => api.post('tweets', body, { timeout }), idBy(postedSchema))
}

const message = (run: RunOperation, { accountId, recipientId, text }: PrivateMessage) => {
	const params = { recipient: recipientId }
	const path = 'dm_conversations/with/:recipient/messages'
	const call: Call = ({ api, timeout }) => api.post(path, { text }, { params, timeout })
	return run(accountId, 'private', call, idBy(messagedSchema))
}

const remove = async (run: RunOperation, accountId: string, id: string): Promise<SendOutcome> => {
	const done = { outcome: 'sent', externalId: id } as const
	const call: Call = ({ api, timeout }) => api.delete('tweets/:id', {}, { params: { id }, timeout })
	const outcome = await run(accountId, 'remove', call, (answer) => {
		return deletedSchema.safeParse(answer).success ? done : undefined
	})
	return outcome.outcome === 'failed' && outcome.reason === 'unknownTarget' ? done : outcome
}

const hide = (run: RunOperation, accountId: string, id: string, isHidden: boolean): Promise<SendOutcome> => {
	const call: Call = ({ api, timeout }) =>
		api.put('tweets/:id/hidden', { hidden: isHidden }, { params: { id }, timeout })
	return run(accountId, 'hide', call, (answer) => {
		const hidden = hiddenSchema.safeParse(answer).data?.data.hidden
		return hidden === isHidden ? { outcome: 'sent', externalId: id } : undefined
	})
}

/** Asks whether an account can send. Also stopped: tokens of another account, in whose name nothing may be said. */
const probe = async (
	open: OpenXClient,
	accountId: string,
	clock: Clock,
): Promise<'working' | 'stopped' | 'unknown'> => {
	const client = await open(accountId)
	if (client === undefined) return 'stopped'
	try {
		const answer = await client.api.get('users/me', {}, { timeout: client.timeout, fullResponse: true })
		const me = meSchema.safeParse(answer.data).data?.data.id
		if (me === undefined) return 'unknown'
		return me === accountId && answer.headers['x-access-level'] !== 'read' ? 'working' : 'stopped'
	} catch (error) {
		return remoteStateOfXError(error, clock.now())
	}
}

/** Returns the sender for X by API v2 with OAuth 1.0a (NETWORKS.md 2.8, 2.9). X offers no edits of replies. */
export const createXSender = ({ secret, clock, timeoutMilliseconds = 8_000 }: XSenderOptions): Sender => {
	const open = createXClients(secret, timeoutMilliseconds)
	const run = createRun(open, clock)

	const find: Sender['find'] = async (sought, since) => {
		const client = await open(sought.accountId)
		if (client !== undefined) return findSent(client, clock, sought, since)
		return { found: 'later', until: addMilliseconds(clock.now(), 15 * MINUTE) }
	}

	/**
	 * Looks after "duplicate", which means that an earlier try succeeded, or that the same text just went to another person
	 * (NETWORKS.md 2.8). Found below this post or with this person it is `sent`; not there, it stays failed, so that a person
	 * finds other words.
	 */
	const unlessOurs = async (sought: SoughtMessage, outcome: SendOutcome): Promise<SendOutcome> => {
		if (outcome.outcome !== 'failed' || outcome.reason !== 'duplicate') return outcome
		const found = await find(sought, addMilliseconds(clock.now(), -DAY))
		if (found.found === 'yes') return { outcome: 'sent', externalId: found.externalId }
		return found.found === 'no' ? outcome : UNKNOWN
	}

	return {
		sendPrivate: async (sought) =>
			isXId(sought.recipientId) ? unlessOurs(sought, await message(run, sought)) : noTarget('recipientGone'),
		sendPublic: async (sought) => {
			if (wayOfForm('x', sought.form).public.by === 'none') return { outcome: 'failed', reason: 'neverOpen' }
			return isXId(sought.inReplyTo) ? unlessOurs(sought, await post(run, sought)) : noTarget('unknownTarget')
		},
		correct: async () => ({ outcome: 'failed', reason: 'forbidden' }),
		remove: async ({ accountId, contentId }) =>
			isXId(contentId) ? remove(run, accountId, contentId) : noTarget('unknownTarget'),
		hide: async ({ accountId, contentId }, isHidden) =>
			isXId(contentId) ? hide(run, accountId, contentId, isHidden) : noTarget('unknownTarget'),
		find,
		probe: (accountId) => probe(open, accountId, clock),
		lookUp: async (accountId, contentIds) => {
			const client = await open(accountId)
			if (client !== undefined) return lookUpPosts(client, contentIds)
			return contentIds.map((contentId) => ({ contentId, remoteState: 'unknown' }))
		},
	}
}
