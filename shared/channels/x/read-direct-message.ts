import { z } from 'zod'
import { authorOf, epochSchema, idSchema, ownIds, textSchema, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { unescapeHtml } from './text.ts'

const eventSchema = z.object({
	type: z.literal('message_create'),
	id: idSchema,
	created_timestamp: epochSchema.nullish(),
	message_create: z.object({
		target: z.object({ recipient_id: idSchema }),
		sender_id: idSchema,
		message_data: z.object({ text: textSchema.nullish(), attachment: z.unknown().optional() }),
	}),
})

const userSchema = z.object({ screen_name: textSchema.nullish(), name: textSchema.nullish() })
const contextSchema = z.object({ users: z.record(z.string(), userSchema.catch({})) }).catch({ users: {} })

/** `direct_message_events`: sent and received (contracts.md 2.4). No conversation id: the other party is the thread. */
export const readDirectMessage: Reader = (event, own) => {
	const ours = ownIds(own, 'x')
	if (!ours.has(event.accountId)) return parked('unknownAccount')
	const parsed = eventSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const { id, created_timestamp: sentAt, message_create: message } = parsed.data
	if (ours.has(message.sender_id)) return ignored('echo')
	if (!ours.has(message.target.recipient_id)) return parked('unknownAccount')
	const author = contextSchema.parse(event.context).users[message.sender_id]
	return {
		kind: 'message',
		form: 'dm',
		network: 'x',
		accountId: message.target.recipient_id,
		contentId: id,
		visibility: 'private',
		author: authorOf(message.sender_id, author?.screen_name, author?.name),
		text: unescapeHtml(message.message_data.text ?? ''),
		attachments: message.message_data.attachment ? 1 : 0,
		threadId: message.sender_id,
		...timeOf(sentAt),
		order: /^\d+$/.test(id) ? id : String(sentAt ?? 0),
	}
}
