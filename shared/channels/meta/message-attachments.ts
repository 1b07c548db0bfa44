import * as z from 'zod'
import type { Media, Written } from '../channel.ts'
import { isRecord } from '../lossless-json.ts'
import { httpsUrl } from './https-url.ts'

const attachmentSchema = z.object({
	type: z.string().catch('unknown'),
	url: z.unknown().optional(),
	payload: z.record(z.string(), z.unknown()).nullish().catch(null),
})
type Attachment = z.infer<typeof attachmentSchema>

/**
 * What people send of their own. All else is counted and not fetched: shared posts and reels are somebody else's, stories
 * must not outlive themselves (NETWORKS.md 3.5), places and templates have nothing to fetch.
 */
const KINDS: ReadonlyMap<string, Media['kind']> = new Map([
	['image', 'image'],
	['animated_image', 'image'],
	['video', 'video'],
	['audio', 'audio'],
	['file', 'file'],
	['sticker', 'sticker'],
])

const urlOf = ({ payload, url }: Attachment): string | undefined => httpsUrl(payload?.url ?? url)

const mediumOf = (attachment: Attachment): Media | undefined => {
	const kind = attachment.payload?.sticker_id ? 'sticker' : KINDS.get(attachment.type)
	const url = urlOf(attachment)
	return kind === undefined || url === undefined ? undefined : { kind, url }
}

/** Until August 2026 a sticker came twice, as itself and as the image of the same address (NETWORKS.md 3.3). */
const withoutTwins = (attachments: readonly Attachment[]): readonly Attachment[] => {
	const stickers = new Set(attachments.filter(({ type }) => type === 'sticker').map(urlOf))
	return attachments.filter((one) => one.type !== 'image' || urlOf(one) === undefined || !stickers.has(urlOf(one)))
}

/** A page that was shared. Where somebody sent nothing else, its address is what they said. */
const linkIn = (attachments: readonly Attachment[]): string | undefined => {
	const pages = attachments.map((one) => {
		const url = urlOf(one)
		if (url === undefined || KINDS.has(one.type)) return undefined
		const isPost = /^https:\/\/([\w-]+\.)*(facebook|instagram)\.com\//.test(url)
		return one.type === 'fallback' || (isPost && !one.type.includes('story')) ? url : undefined
	})
	return pages.find((url) => url !== undefined)
}

/** `attachments` of a private message, also where Meta or a test sends one instead of a list. */
export const readAttachments = (
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
