import * as z from 'zod'
import { isPrivateForm } from '#shared/cases/codes.ts'
import { type MessagingFacts, messagingWindow, SENDING_MARGIN } from '#shared/cases/replies/messaging-window.ts'
import { type PublicCall, wayOfForm } from '#shared/cases/replies/ways.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type {
	OwnAccount,
	PrivateMessage,
	PublicMessage,
	SendFailureReason,
	SendLookup,
	SendOutcome,
} from '../channel.ts'
import { externalIdSchema } from '../fields.ts'
import { type AskAs, pathOf } from './account-calls.ts'
import { isRepliedAlready, problemIn } from './graph-problem.ts'
import { measureMeta, metaNetworkOf } from './length.ts'
import { believed } from './probe.ts'
import { outcomeOf } from './send-problem.ts'

/** The recipient of a private reply: a public content. */
type PublicRecipient = Readonly<Partial<Record<'comment_id' | 'post_id', string>>>

/** How a private message may be sent now, if at all. */
type PrivateMessageMode =
	| { readonly mode: 'standard' | 'humanAgent' }
	| { readonly mode: 'privateReply'; readonly recipient: PublicRecipient }
	| { readonly mode: 'closed'; readonly reason: SendFailureReason }

/**
 * Returns the facts of the windows. An author without a name has no conversation with us: only their content can be
 * answered.
 */
const factsOf = ({ network, recipientId, inReplyTo, lastHeardAt, ...rest }: PrivateMessage): MessagingFacts => {
	const isKnown = !recipientId.startsWith('anonymous:')
	return {
		...rest,
		network: metaNetworkOf(network),
		answered: isKnown || inReplyTo === undefined || !isPrivateForm(inReplyTo.form) ? inReplyTo : undefined,
		lastHeardAt: isKnown ? lastHeardAt : undefined,
	}
}

/** Returns the content that a private reply answers, under the name that its form has there. */
const recipientOf = ({ network, inReplyTo }: PrivateMessage): PublicRecipient | undefined => {
	const way = inReplyTo === undefined ? undefined : wayOfForm(network, inReplyTo.form).private
	return way?.by === 'privateReply' ? { [way.names]: inReplyTo?.contentId } : undefined
}

const REASON_OF = { never: 'neverOpen', used: 'privateReplyUsed', over: 'windowClosed' } as const

/**
 * Returns how a private message may leave at `now`, the moment of sending. Where it may not: `neverOpen` if the
 * customer never opened a window (a review, a mention elsewhere), `privateReplyUsed` if another send was the one private
 * reply, else `windowClosed`.
 */
export const privateMessageMode = (message: PrivateMessage, now: Instant): PrivateMessageMode => {
	const found = messagingWindow(factsOf(message), now, SENDING_MARGIN)
	if (found.outcome === 'open') {
		if (found.window.kind !== 'privateReply') return { mode: found.window.kind }
		const recipient = recipientOf(message)
		if (recipient !== undefined) return { mode: 'privateReply', recipient }
	}
	return { mode: 'closed', reason: found.outcome === 'closed' ? REASON_OF[found.reason] : 'neverOpen' }
}

export type CallDependencies = { readonly ask: AskAs; readonly clock: Clock; readonly own: readonly OwnAccount[] }

const messagedSchema = z.object({ message_id: externalIdSchema })
const commentedSchema = z.object({ id: externalIdSchema })

/** Returns the owner of conversations: a page by its id; for Instagram `me`, the account of the token. */
export const inboxOf = ({ network, accountId }: Pick<PrivateMessage, 'network' | 'accountId'>): string =>
	network === 'instagram' ? 'me' : accountId

/** Returns the link into a private message to us (shared/requests/README.md, "Rules"). */
const invitationOf = ({ network, accountId }: PublicMessage, own: readonly OwnAccount[]): string | undefined => {
	if (network !== 'instagram') return `https://m.me/${encodeURIComponent(accountId)}`
	const handle = own.find((account) => account.network === 'instagram' && account.id === accountId)?.handle
	return handle === undefined ? undefined : `https://ig.me/m/${encodeURIComponent(handle)}`
}

/** Returns the text as it is posted: an invitation gets its link; on Instagram only where our handle is known. */
export const publicText = (message: PublicMessage, own: readonly OwnAccount[]): string => {
	const link = message.invite === true ? invitationOf(message, own) : undefined
	return link === undefined ? message.text : `${message.text}\n${link}`
}

const TOO_LONG: SendOutcome = { outcome: 'failed', reason: 'tooLong' }

const bodyOf = (mode: Exclude<PrivateMessageMode, { mode: 'closed' }>, { recipientId, text }: PrivateMessage) => {
	const message = { text }
	if (mode.mode === 'privateReply') return { recipient: mode.recipient, message }
	const recipient = { id: recipientId }
	return mode.mode === 'standard'
		? { recipient, messaging_type: 'RESPONSE', message }
		: { recipient, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message }
}

/**
 * Handles a comment that already has its private reply: from a first try of ours whose answer was lost, or from an agent in
 * the network's own app. It is `sent` if our text is found, or where looking can never work; otherwise the next look
 * decides.
 */
const repliedAlready = (found: SendLookup, commentId: string): SendOutcome => {
	if (found.found === 'yes') return { outcome: 'sent', externalId: found.externalId }
	return found.found === 'unknown'
		? { outcome: 'sent', externalId: `private-reply:${commentId}` }
		: { outcome: 'unknown' }
}

/** Looks for a private reply; an anonymous author has no conversation to look through. */
const lookAfterReply = async (find: FindPrivate, message: PrivateMessage, since: string): Promise<SendLookup> =>
	message.recipientId.startsWith('anonymous:') ? { found: 'unknown' } : find(message, since)

type FindPrivate = (message: PrivateMessage, since: string) => Promise<SendLookup>

/** Sends a private message in the mode that is open at this moment. Fails without a call where none is. */
export const sendPrivate =
	({ ask, clock }: CallDependencies, find: FindPrivate) =>
	async (message: PrivateMessage): Promise<SendOutcome> => {
		const { length, limit } = measureMeta(metaNetworkOf(message.network), 'private', message.text)
		if (length > limit) return TOO_LONG
		const mode = privateMessageMode(message, clock.now())
		if (mode.mode === 'closed') return { outcome: 'failed', reason: mode.reason }
		const { accountId } = message
		const answer = await ask(accountId, {
			method: 'POST',
			path: pathOf(inboxOf(message), 'messages'),
			body: bodyOf(mode, message),
		})
		const comment = message.inReplyTo
		if (mode.mode === 'privateReply' && comment !== undefined && isRepliedAlready(problemIn(answer)))
			return repliedAlready(await lookAfterReply(find, message, comment.sentAt), comment.contentId)
		const reading = outcomeOf(answer, accountId, clock.now(), 'private', (body) => {
			return messagedSchema.safeParse(body).data?.message_id
		})
		return believed({ ask, clock }, accountId, reading)
	}

type PublicRequest = { readonly path: string; readonly body: Readonly<Record<string, string | undefined>> }
type AnswerRequest = (message: PublicMessage, text: string) => PublicRequest | undefined

/** Who names us elsewhere is answered by way of our own account, which must be told the medium (NETWORKS.md 3.5). */
const answerToMention: AnswerRequest = ({ accountId, inReplyTo, form, threadId }, message) => {
	const isInCaption = form === 'captionMention'
	if (threadId === undefined || (threadId === inReplyTo && !isInCaption)) return undefined
	const comment_id = isInCaption ? undefined : inReplyTo
	return { path: pathOf(accountId, 'mentions'), body: { media_id: threadId, comment_id, message } }
}

/** The calls that answer in public; Instagram files an answer to an answer below the first comment. */
const REQUESTS: Readonly<Record<PublicCall, AnswerRequest>> = {
	comments: ({ inReplyTo }, message) => ({ path: pathOf(inReplyTo, 'comments'), body: { message } }),
	replies: ({ inReplyTo }, message) => ({ path: pathOf(inReplyTo, 'replies'), body: { message } }),
	mentions: answerToMention,
	reply: () => undefined,
}

/** Posts the answer in the way of the form that it answers. Fails without a call where there is none. */
export const sendPublic =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PublicMessage): Promise<SendOutcome> => {
		const { network, accountId, form } = message
		const way = wayOfForm(network, form).public
		if (way.by === 'none') return { outcome: 'failed', reason: 'neverOpen' }
		const text = publicText(message, own)
		const { length, limit } = measureMeta(metaNetworkOf(network), 'public', text)
		if (length > limit) return TOO_LONG
		const request = REQUESTS[way.by](message, text)
		if (request === undefined) return { outcome: 'failed', reason: 'forbidden' }
		const answer = await ask(accountId, { method: 'POST', ...request })
		const reading = outcomeOf(answer, accountId, clock.now(), 'public', (body) => {
			return commentedSchema.safeParse(body).data?.id
		})
		return believed({ ask, clock }, accountId, reading)
	}
