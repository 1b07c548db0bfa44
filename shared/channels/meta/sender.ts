import { z } from 'zod'
import { type Clock, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Found, PrivateMessage, PublicMessage, Sender, SendOutcome } from '../channel.ts'
import { isSameText } from '../same-text.ts'
import type { MetaApiSecret } from './api-secret.ts'
import { callGraph, type GraphCall } from './graph-call.ts'
import { graphProblemIn, outcomeOfGraphProblem } from './send-problem.ts'

export type MetaSenderOptions = {
	readonly secret: () => Promise<MetaApiSecret>
	readonly clock: Clock
	/** How long a whole call may take. Default: 8 seconds. */
	readonly timeoutMilliseconds?: number
}

/** The one private reply that a comment may ever get has been sent (contracts.md 3.4). */
const ALREADY_REPLIED = 10_900
const CLOCK_SKEW = MINUTE
const PAGE = 100

const messagedSchema = z.object({ message_id: z.string().min(1) })
const commentedSchema = z.object({ id: z.string().min(1) })
const itemSchema = z.object({
	id: z.string(),
	message: z.string().catch(''),
	from: z.object({ id: z.string() }).optional().catch(undefined),
	created_time: z.string().optional(),
})
type Item = z.infer<typeof itemSchema>
const commentsSchema = z.object({ data: z.array(itemSchema) })
const conversationsSchema = z.object({
	data: z.array(z.object({ messages: z.object({ data: z.array(itemSchema) }).optional() })),
})

const foundIn = (items: readonly Item[], accountId: string, text: string, since: Instant): Found => {
	const earliest = Date.parse(since) - CLOCK_SKEW
	const isRecent = ({ created_time: at }: Item) => at === undefined || Date.parse(at) >= earliest
	const match = items.find((item) => item.from?.id === accountId && isRecent(item) && isSameText(item.message, text))
	if (match) return { found: 'yes', externalId: match.id }
	return { found: items.length < PAGE || !items.every(isRecent) ? 'no' : 'unknown' }
}

/** A public act of the customer is answered in private by a private reply to it, all else by Messenger. */
const recipientOf = ({ recipientId, inReplyTo }: PrivateMessage): Record<string, string> => {
	if (inReplyTo?.form === 'comment') return { comment_id: inReplyTo.contentId }
	return inReplyTo?.form === 'post' ? { post_id: inReplyTo.contentId } : { id: recipientId }
}

/** The text as it is posted: an invitation into a private message carries the way there (design.md, step 1). */
const publicText = ({ accountId, text, invite }: PublicMessage): string =>
	invite === true ? `${text}\nhttps://m.me/${encodeURIComponent(accountId)}` : text

/** Writes to Facebook by the Graph API (contracts.md 3.2, 3.4). */
export const createMetaSender = ({ secret, clock, timeoutMilliseconds = 8_000 }: MetaSenderOptions): Sender => {
	type Request = Pick<GraphCall, 'method' | 'path' | 'query' | 'body'>
	const call = async (accountId: string, request: Request) => {
		const { appSecret, pages } = await secret()
		const accessToken = pages[accountId]?.accessToken
		return accessToken === undefined
			? undefined
			: callGraph({ ...request, accessToken, appSecret, timeoutMilliseconds })
	}

	const send = async (
		accountId: string,
		request: Request,
		idIn: (body: unknown) => string | undefined,
	): Promise<SendOutcome & { readonly problem?: number | undefined }> => {
		const answer = await call(accountId, request)
		if (answer === undefined) return { outcome: 'failed', reason: 'tokenDead' }
		if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300 && !graphProblemIn(answer)) {
			const externalId = idIn(answer.body)
			return externalId === undefined ? { outcome: 'unknown' } : { outcome: 'sent', externalId }
		}
		return { ...outcomeOfGraphProblem(answer, clock.now()), problem: graphProblemIn(answer)?.code }
	}

	const sendPrivate = async (message: PrivateMessage): Promise<SendOutcome> => {
		const { problem, ...outcome } = await send(
			message.accountId,
			{
				method: 'POST',
				path: `${encodeURIComponent(message.accountId)}/messages`,
				body: { recipient: recipientOf(message), messaging_type: 'RESPONSE', message: { text: message.text } },
			},
			(body) => messagedSchema.safeParse(body).data?.message_id,
		)
		// A lost answer to our first try: the reply is there, only its id is not known.
		const target = message.inReplyTo?.contentId ?? message.recipientId
		return problem === ALREADY_REPLIED ? { outcome: 'sent', externalId: `private-reply:${target}` } : outcome
	}

	const sendPublic = async (message: PublicMessage): Promise<SendOutcome> => {
		const path = `${encodeURIComponent(message.inReplyTo)}/comments`
		const { problem: _, ...outcome } = await send(
			message.accountId,
			{ method: 'POST', path, body: { message: publicText(message) } },
			(body) => commentedSchema.safeParse(body).data?.id,
		)
		return outcome
	}

	const findPrivate = async (message: PrivateMessage, since: Instant): Promise<Found> => {
		// Nobody to look up; a private reply may be sent again safely, as Meta takes only one.
		if (message.recipientId.startsWith('anonymous:')) return { found: 'no' }
		const answer = await call(message.accountId, {
			method: 'GET',
			path: `${encodeURIComponent(message.accountId)}/conversations`,
			query: {
				platform: 'messenger',
				user_id: message.recipientId,
				fields: `messages.limit(${PAGE}){id,message,from,created_time}`,
			},
		})
		const body = answer?.kind === 'answered' ? conversationsSchema.safeParse(answer.body).data : undefined
		if (body === undefined) return { found: 'unknown' }
		const items = body.data.flatMap(({ messages }) => messages?.data ?? [])
		return foundIn(items, message.accountId, message.text, since)
	}

	const findPublic = async (message: PublicMessage, since: Instant): Promise<Found> => {
		const answer = await call(message.accountId, {
			method: 'GET',
			path: `${encodeURIComponent(message.inReplyTo)}/comments`,
			query: { order: 'reverse_chronological', limit: `${PAGE}`, fields: 'id,message,from,created_time' },
		})
		const body = answer?.kind === 'answered' ? commentsSchema.safeParse(answer.body).data : undefined
		return body === undefined ? { found: 'unknown' } : foundIn(body.data, message.accountId, publicText(message), since)
	}

	return {
		sendPrivate,
		sendPublic,
		find: (message, since) => ('recipientId' in message ? findPrivate(message, since) : findPublic(message, since)),
	}
}
