import * as z from 'zod'
import type { FormOf } from '#shared/cases/codes.ts'
import type { ChannelEvent, OwnAccount, Written } from '../channel.ts'
import { authorOf, externalIdSchema, flagSchema, sentAtOf, textSchema } from '../fields.ts'
import { ignored } from '../interpreter.ts'
import { whenSchema } from './change.ts'

const someoneSchema = z.object({ id: externalIdSchema.nullish(), username: textSchema.nullish() }).nullish()

/** The members common to all `messaging[]` (NETWORKS.md 3.3); some have no sender, some no time. */
export const privateEventSchema = z.object({
	sender: someoneSchema,
	recipient: someoneSchema,
	timestamp: whenSchema,
	is_self: flagSchema.nullish().catch(null),
})

/** The parts of a private event: its author, our account, and its time. */
export type PrivateParts = {
	readonly account: OwnAccount
	readonly senderId: string | undefined
	readonly handle: string | undefined
	readonly isOurs: boolean
	/** The recipient, unless that is us. */
	readonly recipientId: string | undefined
	/** Milliseconds: the event's own time, else the entry's. */
	readonly atMs: number | null | undefined
}

type Said = Pick<
	Written,
	'contentId' | 'text' | 'attached' | 'about' | 'media' | 'edition' | 'incomplete' | 'parentId'
> & {
	/** Default: a message of its own. */
	readonly form?: FormOf<'instagram' | 'facebook'> | undefined
}

/** Returns a private message of a customer. */
export const privateMessage = (
	parts: PrivateParts,
	{ form = 'dm', ...said }: Said,
): { readonly kind: 'message' } & Written => {
	const { account, senderId, handle, atMs } = parts
	const authorId = senderId ?? `anonymous:${said.contentId}`
	return {
		kind: 'message',
		form,
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

/** Returns a private message of ours: sent by us, or by an agent in Meta's inbox. It opens no window (NETWORKS.md 3.3). */
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
