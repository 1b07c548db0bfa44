import * as z from 'zod'
import type { FormOf } from '#shared/cases/codes.ts'
import type { Network } from '#shared/cases/network.ts'
import type { ChannelEvent, Written } from '../channel.ts'
import { externalIdSchema, flagSchema, textSchema } from '../fields.ts'
import { control, ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { sentMsOf, updateOf } from './change.ts'
import { echo, type PrivateParts, privateEventSchema, privateMessage } from './private-event.ts'
import { readAttachments, readReferral, readStory } from './read-attachments.ts'
import { coordinatesIn, withoutDetours } from './shown-address.ts'

const flag = flagSchema.nullish().catch(null)

const messageSchema = z.object({
	mid: externalIdSchema,
	text: textSchema.nullish(),
	attachments: z.unknown().optional(),
	referral: z.unknown().optional(),
	reply_to: z.object({ mid: externalIdSchema.nullish(), story: z.unknown().optional() }).nullish().catch(null),
	is_echo: flag,
	is_self: flag,
	is_deleted: flag,
	is_unsupported: flag,
})

/** Returns how a private message is about a story, ours that it answers or their own that names us (NETWORKS.md 3.5). */
const storyForm = ({ reply_to, attachments }: z.infer<typeof messageSchema>): FormOf<'instagram'> | undefined => {
	if (isRecord(reply_to?.story)) return 'storyReply'
	const listed = Array.isArray(attachments) ? attachments : [attachments]
	return listed.some((one) => isRecord(one) && one.type === 'story_mention') ? 'storyMention' : undefined
}

/**
 * Returns what somebody typed, with links as they meant them, and what came along. A text that is nothing but the address of
 * that says nothing of its own, nor does one that is a place on a map.
 */
const saidIn = (text: string, attached: Written['attached'] = []): Pick<Written, 'text' | 'attached'> => {
	const typed = withoutDetours(text)
	const bare = /^\s*(https?:\/\/\S+)\s*$/.exec(typed)?.[1]
	const known = attached.length > 0 ? attached : undefined
	if (bare === undefined) return { text: typed, attached: known }
	if (attached.some((one) => 'url' in one && one.url === bare)) return { text: '', attached: known }
	const place = coordinatesIn(bare)
	if (place === undefined) return { text: typed, attached: known }
	const isKnown = attached.some(({ kind }) => kind === 'location')
	return { text: '', attached: isKnown ? known : [...attached, { kind: 'location', ...place }] }
}

/**
 * Reads a message or its deletion. An echo has our account as sender and the customer as recipient, so it is recognised
 * before anything is filed under the wrong person.
 */
const readMessage = (value: unknown, parts: PrivateParts): ChannelEvent => {
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
	const { attached: listed, media } = readAttachments(message.attachments)
	const { text, attached } = saidIn(message.text ?? '', listed)
	// A message of our account to itself answers nobody.
	if (message.is_self === true) return ignored('echo')
	if (isOurs) return echo(parts, { contentId: message.mid, text })
	if (parts.senderId === undefined) return parked('unknownShape')
	const isEmpty = text === '' && attached === undefined
	return privateMessage(parts, {
		contentId: message.mid,
		form: storyForm(message),
		text,
		attached,
		media,
		about: readStory(message.reply_to?.story) ?? readReferral(message.referral),
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
 * Reads a corrected message. Instagram may leave out text and sender, and sends number 0 for a new message that it does not
 * show: the API reads it.
 */
const readMessageEdit = (value: unknown, parts: PrivateParts): ChannelEvent => {
	const parsed = editSchema.safeParse(value)
	if (!parsed.success) return parked('unknownShape')
	if (parts.isOurs) return ignored('echo')
	const { mid, text, num_edit: number } = parsed.data
	const edition = BigInt(number ?? parts.atMs ?? 1)
	return privateMessage(parts, {
		contentId: mid,
		text: withoutDetours(text ?? ''),
		edition: edition > 0n ? String(edition) : undefined,
		incomplete: text ? undefined : true,
	})
}

const postbackSchema = z.object({
	mid: externalIdSchema.nullish(),
	title: textSchema.nullish(),
	payload: textSchema.nullish().catch(null),
	referral: z.unknown().optional(),
})

const GET_STARTED = /^(get|getting)[\s_-]?started|^los geht[’']s$|^erste schritte$/i

/**
 * Says whether a postback is Messenger's button before the first message; what the customer wants comes after it. Its title
 * is in their language, its payload ours. Instagram has no such button: there the title is a question that a customer
 * chose.
 */
const isGetStarted = (title: string, payload: string, network: Network): boolean =>
	GET_STARTED.test(title.trim()) || (GET_STARTED.test(payload.trim()) && (network === 'facebook' || title === ''))

/**
 * Reads a tap on a button or question that we offered, whose title is the customer's text (NETWORKS.md 3.3). In `standby`
 * the payload is missing. Older ones have no id; then person and time make it.
 */
const readPostback = (value: unknown, parts: PrivateParts): ChannelEvent => {
	const parsed = postbackSchema.safeParse(value)
	if (!parsed.success) return parked('unknownShape')
	const { mid, title, payload, referral } = parsed.data
	if (parts.isOurs) return ignored('echo')
	if (isGetStarted(title ?? '', payload ?? '', parts.account.network)) return ignored('getStarted')
	const text = title || payload
	const { senderId, atMs } = parts
	const contentId = mid ?? (senderId && atMs ? `postback:${senderId}:${atMs}` : undefined)
	if (!senderId || !contentId || !text) return parked('unknownShape')
	return privateMessage(parts, { contentId, text, about: readReferral(referral) })
}

const answerSchema = z.object({ type: z.string().nullish().catch(null), payload: textSchema.nullish().catch(null) })
const questionSchema = answerSchema.extend({ follow_up: answerSchema.nullish().catch(null) })
const feedbackSchema = z.object({
	feedback_screens: z.array(
		z.object({ questions: z.record(z.string(), questionSchema.catch({ type: null, payload: null })).catch({}) }),
	),
})

const FREE_FORM = 'free_form'

/**
 * Reads what somebody wrote into a form of ours that asks how satisfied they are: their own words are a message, a score alone
 * is none (NETWORKS.md 3.3). It has no id; person and time make it.
 */
const readFeedback = (value: unknown, parts: PrivateParts): ChannelEvent => {
	const parsed = feedbackSchema.safeParse(value)
	if (!parsed.success) return parked('unknownShape')
	if (parts.isOurs) return ignored('echo')
	const answers = parsed.data.feedback_screens
		.flatMap(({ questions }) => Object.values(questions))
		.flatMap(({ follow_up: more, ...answer }) => [answer, ...(more ? [more] : [])])
	const words = answers.flatMap(({ type, payload }) => (type === FREE_FORM && payload?.trim() ? [payload.trim()] : []))
	if (words.length === 0) return ignored('feedback')
	const { senderId, atMs, account } = parts
	if (!senderId || !atMs) return parked('unknownShape')
	const form = account.network === 'facebook' ? 'feedback' : 'dm'
	return privateMessage(parts, { contentId: `feedback:${senderId}:${atMs}`, form, text: words.join('\n') })
}

type Read = (value: unknown, parts: PrivateParts) => ChannelEvent

const always =
	(event: ChannelEvent): Read =>
	() =>
		event

/** The kinds by the key that is there (NETWORKS.md 3.3); the first in this list counts. */
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
	['messaging_feedback', readFeedback],
	['response_feedback', always(ignored('feedback'))],
	['messaging_customer_information', always(ignored('customerInformation'))],
	['call', always(ignored('call'))],
	['calls', always(ignored('call'))],
	['call_permission_reply', always(ignored('call'))],
	['order', always(ignored('commerce'))],
	['payment', always(ignored('commerce'))],
	['pre_checkout', always(ignored('commerce'))],
	['checkout_update', always(ignored('commerce'))],
	['send_cart', always(ignored('commerce'))],
	['game_play', always(ignored('game'))],
	['inbox_labels', always(ignored('label'))],
	['message_context', always(ignored('context'))],
	['seen', always(ignored('read'))],
	['typing', always(ignored('typing'))],
]

/**
 * Reads `messaging[]` and `standby[]` of a page or an Instagram account. In `standby` another app owns the conversation: we
 * do not answer there, but the customer's message counts (NETWORKS.md 3.3).
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
