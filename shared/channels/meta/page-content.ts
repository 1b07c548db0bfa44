import * as z from 'zod'
import type { Media, Written } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { personSchema, whenSchema } from './change.ts'
import { httpsUrl } from './https-url.ts'

const tagSchema = z.object({ id: externalIdSchema, offset: z.number().optional() })

/** The value of `feed` and `mention` (NETWORKS.md 3.2); the latter mixes old and new names of the author. */
export const pageContentSchema = z.object({
	item: z.string().nullish(),
	verb: z.string().nullish(),
	post_id: externalIdSchema.nullish(),
	comment_id: externalIdSchema.nullish(),
	parent_id: externalIdSchema.nullish(),
	photo_id: externalIdSchema.nullish(),
	video_id: externalIdSchema.nullish(),
	share_id: externalIdSchema.nullish(),
	from: personSchema.nullish(),
	sender_id: externalIdSchema.nullish(),
	sender_name: textSchema.nullish(),
	message: textSchema.nullish(),
	message_tags: z.array(tagSchema).nullish().catch(null),
	created_time: whenSchema,
	edited_time: whenSchema,
	post: z.object({ updated_time: whenSchema }).nullish().catch(null),
	photo: z.unknown().optional(),
	video: z.unknown().optional(),
	photos: z.array(z.unknown()).nullish().catch(null),
	link: z.unknown().optional(),
	published: z.unknown().optional(),
})
export type PageContent = z.infer<typeof pageContentSchema>

export const authorIn = ({ from, sender_id: senderId, sender_name: senderName }: PageContent) => ({
	id: from?.id ?? senderId,
	name: from?.name ?? senderName,
})

/** The times of a change; `sent` is the entry's, in milliseconds. */
export const timesOf = (content: PageContent, sent: number | null | undefined) => ({
	edited: content.edited_time ?? content.post?.updated_time,
	created: content.created_time,
	sent,
})

const mediaOf = (kind: Media['kind'], values: readonly unknown[]): Media[] =>
	values.flatMap((value) => {
		const url = httpsUrl(value)
		return url === undefined ? [] : [{ kind, url }]
	})

const distinct = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)].filter(Boolean)

/** Pictures and videos. A post that is one has it as its `link`; the link of any other is a page somewhere. */
const attachedTo = (content: PageContent): Pick<Written, 'attachments' | 'media'> => {
	const { item, photo, photos, video, link } = content
	const images = distinct([photo, ...(photos ?? []), item === 'photo' && !photo && !photos?.length ? link : undefined])
	const videos = distinct([video, item === 'video' && !video ? link : undefined])
	const media = [...mediaOf('image', images), ...mediaOf('video', videos)]
	const least = item === 'photo' || item === 'video' ? 1 : 0
	return {
		attachments: Math.max(images.length + videos.length, least),
		media: media.length > 0 ? media : undefined,
	}
}

/** Text and attachments. What has neither (a sticker, a bare mention, some old events) is to be read at the network. */
export const saidIn = (content: PageContent): Pick<Written, 'text' | 'attachments' | 'media' | 'incomplete'> => {
	const attached = attachedTo(content)
	const text = content.message ?? ''
	return { text, ...attached, incomplete: text === '' && attached.attachments === 0 ? true : undefined }
}

/**
 * An answer to a comment that begins with somebody else's name and does not name us: written to that person. Facebook puts
 * the name there itself when people answer each other.
 */
export const isToSomebodyElse = (content: PageContent, ours: ReadonlySet<string>): boolean => {
	const { parent_id: parent, post_id: post, message_tags: tags } = content
	if (!parent || parent === post || !tags) return false
	return tags.some(({ offset, id }) => offset === 0 && !ours.has(id)) && !tags.some(({ id }) => ours.has(id))
}
