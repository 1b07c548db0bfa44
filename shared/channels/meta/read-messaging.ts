import { z } from 'zod'
import type { ChannelEvent } from '../channel.ts'
import { authorOf, epochSchema, flagSchema, idSchema, ownIds, textSchema, timeOf } from '../fields.ts'
import { control, ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import { contextSchema } from './read-feed.ts'

const messageSchema = z.object({
	sender: z.object({ id: idSchema }),
	recipient: z.object({ id: idSchema }),
	timestamp: epochSchema.nullish().catch(null),
	message: z.object({
		mid: idSchema,
		text: textSchema.nullish(),
		attachments: z.array(z.unknown()).nullish(),
		is_echo: flagSchema.nullish(),
		is_deleted: flagSchema.nullish(),
	}),
})

/** The other kinds are told apart by the key that is there (contracts.md 3.3). */
const OTHER_KINDS: Readonly<Record<string, ChannelEvent>> = {
	message_edit: parked('notYetUnderstood'),
	read: ignored('read'),
	delivery: ignored('delivered'),
	reaction: ignored('reaction'),
	postback: ignored('postback'),
	referral: ignored('referral'),
	optin: ignored('referral'),
	'policy-enforcement': control('policyEnforcement'),
	policy_enforcement: control('policyEnforcement'),
	pass_thread_control: ignored('handover'),
	take_thread_control: ignored('handover'),
	request_thread_control: ignored('handover'),
	app_roles: ignored('handover'),
}

/**
 * `messaging[]` of a page: a private message to us. An echo has the page as sender and the customer as recipient; it is
 * ignored before anything is filed under the wrong person.
 */
export const readMessaging: Reader = (event, own) => {
	const ours = ownIds(own, 'facebook')
	if (!ours.has(event.accountId)) return parked('unknownAccount')
	if (!isRecord(event.payload)) return parked('unknownShape')
	if (!('message' in event.payload)) {
		const kind = Object.keys(OTHER_KINDS).find((key) => isRecord(event.payload) && key in event.payload)
		return (kind === undefined ? undefined : OTHER_KINDS[kind]) ?? parked('unknownEvent')
	}
	const parsed = messageSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const { sender, timestamp, message } = parsed.data
	if (message.is_echo === true || ours.has(sender.id)) return ignored('echo')
	if (message.is_deleted === true) return parked('notYetUnderstood')
	const sentAtMs = timestamp ?? contextSchema.parse(event.context).time
	return {
		kind: 'message',
		form: 'dm',
		network: 'facebook',
		accountId: event.accountId,
		contentId: message.mid,
		visibility: 'private',
		author: authorOf(sender.id, undefined, undefined),
		text: message.text ?? '',
		attachments: message.attachments?.length ?? 0,
		threadId: sender.id,
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
	}
}
