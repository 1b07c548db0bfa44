import * as z from 'zod'
import type { Clock } from '#shared/kernel/clock.ts'
import type { OwnAccount, PrivateMessage, PublicMessage, SendLookup, SendOutcome } from '../channel.ts'
import { externalIdSchema } from '../fields.ts'
import { type AskAs, pathOf } from './account-calls.ts'
import { isRepliedAlready, problemIn } from './graph-problem.ts'
import { measureMeta, metaNetworkOf } from './length.ts'
import { type PrivateMessageMode, privateMessageMode } from './private-message-mode.ts'
import { outcomeOf } from './send-problem.ts'

export type CallDependencies = { readonly ask: AskAs; readonly clock: Clock; readonly own: readonly OwnAccount[] }

const messagedSchema = z.object({ message_id: externalIdSchema })
const commentedSchema = z.object({ id: externalIdSchema })

/** Whose conversations: a page's by its id; Instagram's by whatever account the token is of (a page or the account). */
export const inboxOf = ({ network, accountId }: Pick<PrivateMessage, 'network' | 'accountId'>): string =>
	network === 'instagram' ? 'me' : accountId

/** The link into a private message to us (shared/requests/README.md, "Rules"). */
const invitationOf = ({ network, accountId }: PublicMessage, own: readonly OwnAccount[]): string | undefined => {
	if (network !== 'instagram') return `https://m.me/${encodeURIComponent(accountId)}`
	const handle = own.find((account) => account.network === 'instagram' && account.id === accountId)?.handle
	return handle === undefined ? undefined : `https://ig.me/m/${encodeURIComponent(handle)}`
}

/** The text as it is posted: an invitation carries its link; on Instagram only where our handle is known. */
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
 * A comment has its one private reply: a lost answer to our first try, or somebody of ours was faster in the network's own
 * app, with other words. It is ours if our words are there, and is taken for ours where nobody can ever look; what a look
 * does not show now, the next one may.
 */
const repliedAlready = (found: SendLookup, commentId: string): SendOutcome => {
	if (found.found === 'yes') return { outcome: 'sent', externalId: found.externalId }
	return found.found === 'unknown'
		? { outcome: 'sent', externalId: `private-reply:${commentId}` }
		: { outcome: 'unknown' }
}

/** Somebody anonymous has no conversation that could be looked through. */
const lookAfterReply = async (find: FindPrivate, message: PrivateMessage, since: string): Promise<SendLookup> =>
	message.recipientId.startsWith('anonymous:') ? { found: 'unknown' } : find(message, since)

export type FindPrivate = (message: PrivateMessage, since: string) => Promise<SendLookup>

/** Sends in the mode that is open at this moment; where none is, it fails without a call. */
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
		return outcomeOf(answer, accountId, clock.now(), (body) => messagedSchema.safeParse(body).data?.message_id)
	}

/** Below a comment or post; Instagram files an answer to an answer below the first comment (NETWORKS.md 3.5). */
export const sendPublic =
	({ ask, clock, own }: CallDependencies) =>
	async (message: PublicMessage): Promise<SendOutcome> => {
		const { network, accountId, inReplyTo } = message
		const text = publicText(message, own)
		const { length, limit } = measureMeta(metaNetworkOf(network), 'public', text)
		if (length > limit) return TOO_LONG
		const answer = await ask(accountId, {
			method: 'POST',
			path: pathOf(inReplyTo, network === 'instagram' ? 'replies' : 'comments'),
			body: { message: text },
		})
		return outcomeOf(answer, accountId, clock.now(), (body) => commentedSchema.safeParse(body).data?.id)
	}
