import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { externalIdSchema, ownIds } from '../fields.ts'
import { parked } from '../interpreter.ts'
import { maybe } from './maybe.ts'
import { privateMeaningOf } from './private-event.ts'
import { writtenTimeSchema } from './sent-at.ts'

const id = maybe(externalIdSchema)
const time = maybe(writtenTimeSchema)

const chatSchema = z.object({
	id,
	message_id: id,
	sender_id: id,
	conversation_id: id,
	created_at_msec: time,
	created_at: time,
	encoded_event: maybe(z.string()),
})

/**
 * `chat.received` and `chat.sent` (NETWORKS.md 2.5): end-to-end encrypted, so there is a sender and a time but no text.
 * A conversation of two is named by both ids, `2222:1111`.
 */
export const readChat = (payload: unknown, accountId: string, own: readonly OwnAccount[]): ChannelEvent => {
	const chat = chatSchema.safeParse(payload).data
	const encoded = chat?.encoded_event
	const digest = encoded === undefined ? undefined : createHash('sha256').update(encoded).digest('hex')
	const chatId = chat?.id ?? chat?.message_id ?? digest
	if (chat === undefined || chatId === undefined) return parked('unknownShape')
	const ours = ownIds(own, 'x')
	const people = (chat.conversation_id ?? '').split(/[:-]/).filter((person) => /^\d+$/.test(person))
	const others = people.filter((person) => !ours.has(person))
	const other = others.length === 1 ? others[0] : undefined
	const senderId = chat.sender_id ?? other
	const isOwn = senderId !== undefined && ours.has(senderId)
	return privateMeaningOf(
		{
			id: chatId,
			senderId,
			recipientId: isOwn ? other : ours.has(accountId) ? accountId : people.find((person) => ours.has(person)),
			handle: undefined,
			name: undefined,
			text: undefined,
			attachments: 0,
			media: [],
			sentAt: chat.created_at_msec ?? chat.created_at,
		},
		own,
	)
}
