import * as z from 'zod'
import type { Attached } from '#shared/cases/messages/pointed-at.ts'
import { postLink } from '../answer-link.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { attachmentOf, fileByKey } from './attached.ts'
import { userSchema } from './includes.ts'
import { maybe, maybeList } from './maybe.ts'
import { meantAccount } from './meant-account.ts'
import { mediaOf } from './media.ts'
import { privateMeaningOf } from './private-event.ts'
import type { XPrivateMessage } from './private-message.ts'
import { writtenAtOf, writtenTimeSchema } from './sent-at.ts'
import { isBareLink, linkedMediaSchema, linksSchema, sharedPostIn, withMeantLinks } from './wording.ts'

const id = maybe(externalIdSchema)
const text = maybe(textSchema)
const time = maybe(writtenTimeSchema)
const attachment = maybe(z.looseObject({ media: z.unknown().optional() }))
const entities = maybe(z.object({ urls: linksSchema }))

/** The older form (NETWORKS.md 2.4), which `dm.received` has as well. */
const classicSchema = z.object({
	type: z.literal('message_create').nullish(),
	id: externalIdSchema,
	created_timestamp: time,
	message_create: z.object({
		target: maybe(z.object({ recipient_id: id })),
		sender_id: id,
		message_data: maybe(z.object({ text, attachment, entities })),
	}),
})

/** The form of the v2 API. */
const newerSchema = z.object({
	id: externalIdSchema,
	event_type: maybe(z.string()),
	sender_id: id,
	recipient_id: id,
	dm_conversation_id: id,
	text,
	created_at: time,
	created_timestamp: time,
	entities,
	attachments: maybe(z.object({ media_keys: maybeList(z.string()) })),
	referenced_tweets: maybeList(z.object({ id: externalIdSchema })),
	message: maybe(z.object({ text, encrypted_content: maybe(z.string()) })),
})

const contextSchema = z.object({ users: z.record(z.string(), maybe(userSchema)) }).catch({ users: {} })

const classic = (payload: unknown): XPrivateMessage | undefined => {
	const parsed = classicSchema.safeParse(payload)
	if (!parsed.success) return undefined
	const { id: messageId, message_create: message, created_timestamp: sentAt } = parsed.data
	const attached = message.message_data?.attachment
	return {
		id: messageId,
		senderId: message.sender_id,
		recipientId: message.target?.recipient_id,
		handle: undefined,
		name: undefined,
		text: withMeantLinks(message.message_data?.text ?? '', {
			links: message.message_data?.entities?.urls,
			media: linkedMediaSchema.parse([attached?.media]),
		}),
		attached: attachmentOf(attached),
		media: attached?.media === undefined ? [] : mediaOf([attached.media]),
		sentAt: writtenAtOf(messageId, sentAt),
	}
}

type Newer = z.infer<typeof newerSchema>

/** A post that was shared is referred to, and linked in the text. */
const sharedPosts = ({ referenced_tweets: shared }: Newer): readonly Attached[] =>
	(shared ?? []).map(({ id: post }) => ({ kind: 'post', url: postLink(post) }))

const newerText = (sent: Newer): string | undefined => {
	const { text: plain, message, entities: known } = sent
	const said = plain ?? message?.text
	if (said === undefined) return message?.encrypted_content === undefined ? '' : undefined
	const words = withMeantLinks(said, { links: known?.urls })
	// Where the text only links the post that was shared, there are no words.
	return sharedPosts(sent).length > 0 && (isBareLink(words) || sharedPostIn(words) !== undefined) ? '' : words
}

/**
 * Returns the other party of a conversation of two, which is named by both ids, `1111-2222`; a group has no single
 * recipient.
 */
const otherOf = ({ dm_conversation_id: name, sender_id: sender }: Newer): string | undefined => {
	const people = (name ?? '').split('-')
	const others = people.filter((person) => person !== sender)
	return people.length === 2 && others.length === 1 ? others[0] : undefined
}

const newer = (message: Newer): XPrivateMessage => ({
	id: message.id,
	senderId: message.sender_id,
	recipientId: message.recipient_id ?? otherOf(message),
	handle: undefined,
	name: undefined,
	text: newerText(message),
	attached: [...(message.attachments?.media_keys ?? []).map(fileByKey), ...sharedPosts(message)],
	media: [],
	sentAt: writtenAtOf(message.id, message.created_at ?? message.created_timestamp),
})

/** Reads direct messages both ways; only the sender's id says which. */
export const readDirectMessage: Reader = (event, own) => {
	const other = newerSchema.safeParse(event.payload).data
	if (other?.event_type?.startsWith('Participants')) return ignored('membership')
	const isNewer = other?.text !== undefined || other?.event_type === 'MessageCreate'
	const message = classic(event.payload) ?? (other && isNewer ? newer(other) : undefined)
	if (message === undefined) return parked('unknownShape')
	const sender = contextSchema.parse(event.context).users[message.senderId ?? '']
	return privateMeaningOf(
		{
			...message,
			recipientId: message.recipientId ?? meantAccount(event.accountId, own),
			handle: sender?.username ?? sender?.screen_name,
			name: sender?.name,
		},
		own,
	)
}
