import * as z from 'zod'
import type { ChannelEvent, OwnAccount, Written } from '../channel.ts'
import { authorOf, externalIdSchema, flagSchema, sentAtOf, textSchema } from '../fields.ts'
import { ignored } from '../interpreter.ts'
import { whenSchema } from './change.ts'

const someoneSchema = z.object({ id: externalIdSchema.nullish(), username: textSchema.nullish() }).nullish()

/** What all kinds of `messaging[]` have in common (NETWORKS.md 3.3); some have no sender, some no time. */
export const privateEventSchema = z.object({
	sender: someoneSchema,
	recipient: someoneSchema,
	timestamp: whenSchema,
	is_self: flagSchema.nullish().catch(null),
})

/** A reading of one private event: whose it is, for which account of ours, and when. */
export type PrivateParts = {
	readonly account: OwnAccount
	readonly senderId: string | undefined
	readonly handle: string | undefined
	readonly isOurs: boolean
	/** Whom it went to, unless that is us. */
	readonly recipientId: string | undefined
	/** Milliseconds: the event's own time, else the entry's. */
	readonly atMs: number | null | undefined
}

type Said = Pick<Written, 'contentId' | 'text' | 'attachments' | 'media' | 'edition' | 'incomplete' | 'parentId'>

/** A private message with all that its reader did not have to find out. */
export const privateMessage = (parts: PrivateParts, said: Said): { readonly kind: 'message' } & Written => {
	const { account, senderId, handle, atMs } = parts
	const authorId = senderId ?? `anonymous:${said.contentId}`
	return {
		kind: 'message',
		form: 'dm',
		network: account.network,
		accountId: account.id,
		visibility: 'private',
		author: authorOf(authorId, handle, undefined),
		threadId: authorId,
		...sentAtOf(atMs),
		order: String(atMs ?? 0),
		...said,
	}
}

/** A message of ours: sent by us, or by a person in Meta's inbox. It opens no window (NETWORKS.md 3.3). */
export const echo = (parts: PrivateParts, { contentId, text }: Pick<Said, 'contentId' | 'text'>): ChannelEvent => {
	const { account, recipientId, atMs } = parts
	if (recipientId === undefined) return ignored('echo')
	return {
		kind: 'own',
		reason: 'echo',
		form: 'dm',
		network: account.network,
		accountId: account.id,
		contentId,
		visibility: 'private',
		text,
		recipientId,
		...sentAtOf(atMs),
	}
}
