import * as z from 'zod'
import type { Network } from '#shared/cases/network.ts'
import type { ChannelEvent } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { ignored, parked } from '../interpreter.ts'
import { type PrivateParts, privateMessage } from './private-event.ts'

const postbackSchema = z.object({
	mid: externalIdSchema.nullish(),
	title: textSchema.nullish(),
	payload: textSchema.nullish().catch(null),
})

const GET_STARTED = /^(get|getting)[\s_-]?started|^los geht[’']s$|^erste schritte$/i

/**
 * Messenger shows everybody this button before they can write; what they want comes after it. Its title is in their
 * language, its payload ours. Instagram has no such button: there the title is a question that somebody chose to ask.
 */
const isGetStarted = (title: string, payload: string, network: Network): boolean =>
	GET_STARTED.test(title.trim()) || (GET_STARTED.test(payload.trim()) && (network === 'facebook' || title === ''))

/**
 * A tap on a button or a question we offered: the customer says its title (NETWORKS.md 3.3). In `standby` the payload is
 * missing. Older ones have no id; then person and time are it.
 */
export const readPostback = (value: unknown, parts: PrivateParts): ChannelEvent => {
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
