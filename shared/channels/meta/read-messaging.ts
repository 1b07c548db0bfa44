import type { ChannelEvent } from '../channel.ts'
import { control, ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { sentMsOf } from './change.ts'
import { type PrivateParts, privateEventSchema } from './private-event.ts'
import { readMessage, readMessageEdit } from './read-message.ts'
import { readPostback } from './read-postback.ts'

type Read = (value: unknown, parts: PrivateParts) => ChannelEvent

const always =
	(event: ChannelEvent): Read =>
	() =>
		event

/** The kinds are told apart by the key that is there (NETWORKS.md 3.3); the first of this list that is there counts. */
const KINDS: readonly (readonly [string, Read])[] = [
	['message', readMessage],
	['message_edit', readMessageEdit],
	['postback', readPostback],
	['reaction', always(ignored('reaction'))],
	['read', always(ignored('read'))],
	['delivery', always(ignored('delivered'))],
	['policy-enforcement', always(control('policyEnforcement'))],
	['policy_enforcement', always(control('policyEnforcement'))],
	['pass_thread_control', always(ignored('handover'))],
	['take_thread_control', always(ignored('handover'))],
	['request_thread_control', always(ignored('handover'))],
	['app_roles', always(ignored('handover'))],
	['referral', always(ignored('referral'))],
	['optin', always(ignored('optin'))],
	['account_linking', always(ignored('accountLink'))],
]

/**
 * `messaging[]` and `standby[]` of a page or an Instagram account. In `standby` another app owns the conversation: it is
 * not ours to answer there, but what the customer wrote still counts (NETWORKS.md 3.3).
 */
export const readMessaging: Reader = (event, own) => {
	const { payload } = event
	if (!isRecord(payload)) return parked('unknownShape')
	const parsed = privateEventSchema.safeParse(payload)
	const { sender, recipient, timestamp, is_self: isSelf } = parsed.data ?? {}
	const account = ownAccountOf(event, own, recipient?.id, sender?.id)
	if (account === undefined) return parked('unknownAccount')
	const kind = KINDS.find(([key]) => Object.hasOwn(payload, key))
	if (kind === undefined) return parked('unknownEvent')
	if (!parsed.success) return parked('unknownShape')
	const [key, read] = kind
	const senderId = sender?.id ?? undefined
	const ours = ownMetaIds(own)
	const to = recipient?.id ?? undefined
	return read(payload[key], {
		account,
		senderId,
		handle: sender?.username ?? undefined,
		isOurs: isSelf === true || (senderId !== undefined && ours.has(senderId)),
		recipientId: isSelf === true || ours.has(to ?? '') ? undefined : to,
		atMs: timestamp ?? sentMsOf(event),
	})
}
