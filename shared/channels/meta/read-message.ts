import * as z from 'zod'
import type { ChannelEvent } from '../channel.ts'
import { externalIdSchema, flagSchema, textSchema } from '../fields.ts'
import { ignored, parked } from '../interpreter.ts'
import { updateOf } from './change.ts'
import { readAttachments } from './message-attachments.ts'
import { echo, type PrivateParts, privateMessage } from './private-event.ts'

const flag = flagSchema.nullish().catch(null)

const messageSchema = z.object({
	mid: externalIdSchema,
	text: textSchema.nullish(),
	attachments: z.unknown().optional(),
	reply_to: z.object({ mid: externalIdSchema.nullish() }).nullish().catch(null),
	is_echo: flag,
	is_self: flag,
	is_deleted: flag,
	is_unsupported: flag,
})

/**
 * A message, or that its author took it back. An echo has our account as sender and the customer as recipient: told apart
 * before anything is filed under the wrong person.
 */
export const readMessage = (value: unknown, parts: PrivateParts): ChannelEvent => {
	const parsed = messageSchema.safeParse(value)
	if (!parsed.success) return parked('unknownShape')
	const message = parsed.data
	const isOurs = parts.isOurs || message.is_echo === true || message.is_self === true
	if (message.is_deleted === true) {
		if (isOurs) return ignored('ownDelete')
		const { network, id: accountId } = parts.account
		const content = { network, accountId, contentId: message.mid, form: 'dm', change: 'erased' } as const
		return updateOf(content, { created: parts.atMs })
	}
	const { link, ...attached } = readAttachments(message.attachments)
	const text = message.text || (link ?? '')
	// Written by our account to itself: nobody was answered.
	if (message.is_self === true) return ignored('echo')
	if (isOurs) return echo(parts, { contentId: message.mid, text })
	if (parts.senderId === undefined) return parked('unknownShape')
	const isEmpty = text === '' && attached.attachments === 0
	return privateMessage(parts, {
		contentId: message.mid,
		text,
		...attached,
		incomplete: message.is_unsupported === true || isEmpty ? true : undefined,
		parentId: message.reply_to?.mid || undefined,
	})
}

const editSchema = z.object({
	mid: externalIdSchema,
	text: textSchema.nullish(),
	num_edit: z
		.union([z.string(), z.number()])
		.transform(String)
		.pipe(z.string().regex(/^\d{1,9}$/))
		.nullish()
		.catch(null),
})

/**
 * A corrected message. Instagram may leave out text and sender, and sends number 0 for a new message that it does not
 * show: it is read by the API.
 */
export const readMessageEdit = (value: unknown, parts: PrivateParts): ChannelEvent => {
	const parsed = editSchema.safeParse(value)
	if (!parsed.success) return parked('unknownShape')
	if (parts.isOurs) return ignored('echo')
	const { mid, text, num_edit: number } = parsed.data
	const edition = BigInt(number ?? parts.atMs ?? 1)
	return privateMessage(parts, {
		contentId: mid,
		text: text ?? '',
		attachments: 0,
		edition: edition > 0n ? String(edition) : undefined,
		incomplete: text ? undefined : true,
	})
}
