import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { ChannelEvent, OwnAccount, RawEvent } from '../channel.ts'
import { externalIdSchema, ownIds } from '../fields.ts'
import { control, ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import type { AddresseeHint } from './address.ts'
import { unwrapped } from './includes.ts'
import { maybe } from './maybe.ts'
import { meantAccount } from './meant-account.ts'
import { privateMeaningOf } from './private-event.ts'
import { readNewerDeletion } from './read-deletion.ts'
import { readDirectMessage } from './read-direct-message.ts'
import { readPostFor } from './read-post.ts'
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
 * Reads `chat.received` and `chat.sent` (NETWORKS.md 2.5): end-to-end encrypted, with a sender and a time but no text. A
 * conversation of two is named by both ids, `2222:1111`.
 */
const readChat = (payload: unknown, accountId: string, own: readonly OwnAccount[]): ChannelEvent => {
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
			attached: [],
			media: [],
			sentAt: chat.created_at_msec ?? chat.created_at,
		},
		own,
	)
}

/** `payload` is unwrapped; `filteredId` is the filtered user, `accountId` ours where that is known. */
type Activity = Pick<RawEvent, 'payload' | 'context' | 'accountId'> & { readonly filteredId: string }
type ActivityReader = (activity: Activity, own: readonly OwnAccount[]) => ChannelEvent

const post =
	(said: Pick<AddresseeHint, 'form' | 'isNamed'>): ActivityReader =>
	({ payload, context, accountId }, own) =>
		readPostFor(payload, context, { accountId, ...said }, own)

/** Reads a post that the filtered user wrote. */
const writtenPost: ActivityReader = ({ payload, context, accountId, filteredId }, own) =>
	readPostFor(payload, context, { accountId, authorId: filteredId === '' ? undefined : filteredId }, own)

const deletion: ActivityReader = ({ payload, filteredId }, own) => readNewerDeletion(payload, filteredId, own)

const chat: ActivityReader = ({ payload, accountId }, own) => readChat(payload, accountId, own)

/** Reads a direct message: the older form in a list, in which `splitDelivery` leaves one message, or the message itself. */
const directMessage: ActivityReader = ({ payload, context, accountId }, own) => {
	if (!isRecord(payload)) return parked('unknownShape')
	const list = payload.direct_message_events
	if (Array.isArray(list) && list.length === 0) return ignored('emptyEntry')
	if (Array.isArray(list) && list.length > 1) return parked('unknownShape')
	const message: unknown = Array.isArray(list) ? list[0] : (list ?? payload)
	const users = isRecord(payload.users) ? payload.users : isRecord(context) ? context.users : undefined
	return readDirectMessage({ source: 'xaa', accountId, payload: message, context: { users } }, own)
}

const always =
	(event: ChannelEvent): ActivityReader =>
	() =>
		event

/** Event types with `_` for `.`, because X writes some of them both ways (NETWORKS.md 2.5). All others are parked. */
const READERS: Readonly<Record<string, ActivityReader>> = {
	post_mention_create: post({ form: 'mention', isNamed: true }),
	post_reply_create: post({ form: 'reply' }),
	post_quote_create: post({ form: 'quote' }),
	post_create: writtenPost,
	post_delete: deletion,
	post_repost_create: always(ignored('repost')),
	dm_received: directMessage,
	dm_sent: directMessage,
	dm_read: always(ignored('read')),
	dm_indicate_typing: always(ignored('typing')),
	chat_received: chat,
	chat_sent: chat,
	chat_conversation_join: always(ignored('membership')),
	chat_conversation_member_added: always(ignored('membership')),
	chat_conversation_member_removed: always(ignored('membership')),
	chat_conversation_admin_added: always(ignored('membership')),
	chat_conversation_admin_removed: always(ignored('membership')),
	chat_update_group_name: always(ignored('membership')),
	chat_update_restrictions: always(ignored('membership')),
	oauth_revoke: always(control('accessRevoked')),
	like_create: always(ignored('like')),
	follow_follow: always(ignored('follow')),
	follow_unfollow: always(ignored('follow')),
	mute_mute: always(ignored('mute')),
	mute_unmute: always(ignored('mute')),
	block_block: always(ignored('block')),
	block_unblock: always(ignored('block')),
	news_new: always(ignored('news')),
	spaces_start: always(ignored('broadcast')),
	spaces_end: always(ignored('broadcast')),
	broadcast_start: always(ignored('broadcast')),
	broadcast_end: always(ignored('broadcast')),
	broadcast_chat: always(ignored('broadcast')),
}

const envelopeSchema = z.object({ event_type: z.string().max(100), payload: z.unknown().optional() })

/**
 * Returns one name for `chat.conversation.join`, `chat.conversation_join` and the `ChatConversationJoin` of before March
 * 2026.
 */
const nameOf = (type: string): string =>
	type
		.replaceAll(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replaceAll('.', '_')
		.replace(/^tweet_/, 'post_')

/**
 * Reads an event of the X Activity API (NETWORKS.md 2.5). Its payload is one envelope; `event_uuid` is no key of anything.
 */
export const readActivity: Reader = ({ accountId: filteredId, payload: envelope, context }, own) => {
	const parsed = envelopeSchema.safeParse(envelope)
	if (!parsed.success) return parked('unknownEvent')
	const name = nameOf(parsed.data.event_type)
	if (name.startsWith('profile_')) return ignored('profile')
	const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined
	const payload = unwrapped(parsed.data.payload)
	const accountId = meantAccount(filteredId, own)
	return reader ? reader({ payload, context, accountId, filteredId }, own) : parked('unknownEvent')
}
