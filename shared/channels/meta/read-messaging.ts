import * as z from 'zod'
import type { FormOf } from '#shared/cases/codes.ts'
import type { Network } from '#shared/cases/network.ts'
import type { ChannelEvent, Media, Written } from '../channel.ts'
import { externalIdSchema, flagSchema, textSchema } from '../fields.ts'
import { control, ignored, parked, type Reader } from '../interpreter.ts'
import { isRecord } from '../lossless-json.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { sentMsOf, updateOf } from './change.ts'
import { httpsUrl } from './https-url.ts'
import { echo, type PrivateParts, privateEventSchema, privateMessage } from './private-event.ts'

const attachmentSchema = z.object({
	type: z.string().catch('unknown'),
	url: z.unknown().optional(),
	payload: z.record(z.string(), z.unknown()).nullish().catch(null),
})
type Attachment = z.infer<typeof attachmentSchema>

/**
 * Media of the sender's own. All else is counted and not fetched: shared posts and reels are other people's, stories must
 * not outlive themselves (NETWORKS.md 3.5), places and templates have nothing to fetch.
 */
const MEDIA_KINDS: ReadonlyMap<string, Media['kind']> = new Map([
	['image', 'image'],
	['animated_image', 'image'],
	['video', 'video'],
	['audio', 'audio'],
	['file', 'file'],
	['sticker', 'sticker'],
])

const urlOf = ({ payload, url }: Attachment): string | undefined => httpsUrl(payload?.url ?? url)

const mediumOf = (attachment: Attachment): Media | undefined => {
	const kind = attachment.payload?.sticker_id ? 'sticker' : MEDIA_KINDS.get(attachment.type)
	const url = urlOf(attachment)
	return kind === undefined || url === undefined ? undefined : { kind, url }
}

/** Removes the copy of a sticker that until August 2026 came as an image of the same address (NETWORKS.md 3.3). */
const withoutTwins = (attachments: readonly Attachment[]): readonly Attachment[] => {
	const stickers = new Set(attachments.filter(({ type }) => type === 'sticker').map(urlOf))
	return attachments.filter((one) => one.type !== 'image' || urlOf(one) === undefined || !stickers.has(urlOf(one)))
}

/** Returns the address of a shared page, which is the text where nothing else was sent. */
const linkIn = (attachments: readonly Attachment[]): string | undefined => {
	const pages = attachments.map((one) => {
		const url = urlOf(one)
		if (url === undefined || MEDIA_KINDS.has(one.type)) return undefined
		const isPost = /^https:\/\/([\w-]+\.)*(facebook|instagram)\.com\//.test(url)
		return one.type === 'fallback' || (isPost && !one.type.includes('story')) ? url : undefined
	})
	return pages.find((url) => url !== undefined)
}

/** Reads `attachments` of a private message; Meta or a test may send one instead of a list. */
const readAttachments = (
	value: unknown,
): Pick<Written, 'attachments' | 'media'> & { readonly link?: string | undefined } => {
	const listed: readonly unknown[] = Array.isArray(value) ? value : isRecord(value) ? [value] : []
	const attachments = withoutTwins(listed.map((one) => attachmentSchema.catch({ type: 'unknown' }).parse(one)))
	const media = attachments.flatMap((one) => mediumOf(one) ?? [])
	const link = linkIn(attachments)
	return {
		attachments: attachments.length,
		media: media.length > 0 ? media : undefined,
		link,
	}
}

const flag = flagSchema.nullish().catch(null)

const messageSchema = z.object({
	mid: externalIdSchema,
	text: textSchema.nullish(),
	attachments: z.unknown().optional(),
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
	const { link, ...attached } = readAttachments(message.attachments)
	const text = message.text || (link ?? '')
	// A message of our account to itself answers nobody.
	if (message.is_self === true) return ignored('echo')
	if (isOurs) return echo(parts, { contentId: message.mid, text })
	if (parts.senderId === undefined) return parked('unknownShape')
	const isEmpty = text === '' && attached.attachments === 0
	return privateMessage(parts, {
		contentId: message.mid,
		form: storyForm(message),
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
		text: text ?? '',
		attachments: 0,
		edition: edition > 0n ? String(edition) : undefined,
		incomplete: text ? undefined : true,
	})
}

const postbackSchema = z.object({
	mid: externalIdSchema.nullish(),
	title: textSchema.nullish(),
	payload: textSchema.nullish().catch(null),
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
	const { mid, title, payload } = parsed.data
	if (parts.isOurs) return ignored('echo')
	if (isGetStarted(title ?? '', payload ?? '', parts.account.network)) return ignored('getStarted')
	const text = title || payload
	const { senderId, atMs } = parts
	const contentId = mid ?? (senderId && atMs ? `postback:${senderId}:${atMs}` : undefined)
	if (!senderId || !contentId || !text) return parked('unknownShape')
	return privateMessage(parts, { contentId, text, attachments: 0 })
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
