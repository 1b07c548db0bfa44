import * as z from 'zod'
import type { Media } from '../channel.ts'
import { textSchema } from '../fields.ts'
import { maybe, maybeList } from './maybe.ts'

/** More than X allows on anything; the count of attachments is not cut. */
const MOST = 16
const LONGEST_URL = 2_048
/** About 720p, which is enough for a picture of a router's lamps. */
const BEST_BITRATE = 2_200_000

const httpsOf = (address: string | undefined): string | undefined => {
	const https = address?.replace(/^http:/, 'https:')
	return https !== undefined && https.length <= LONGEST_URL && /^https:\/\/[\x21-\x7e]+$/.test(https)
		? https
		: undefined
}

const variantSchema = z.object({
	url: textSchema,
	content_type: maybe(z.string()),
	bitrate: maybe(z.number()),
	bit_rate: maybe(z.number()),
})
const variants = maybeList(variantSchema)

/** v1.1 (`media_url_https`, `video_info`) and v2 (`url`, `variants`, `preview_image_url`) in one. */
const mediaSchema = z.object({
	type: maybe(z.string()),
	media_url_https: maybe(textSchema),
	media_url: maybe(textSchema),
	preview_image_url: maybe(textSchema),
	url: maybe(textSchema),
	video_info: maybe(z.object({ variants })),
	variants,
})
type AnyMedia = z.infer<typeof mediaSchema>

/** Returns the best file of a film that is not larger than needed, else the smallest. */
const filmOf = (media: AnyMedia): string | undefined => {
	const files = (media.video_info?.variants ?? media.variants ?? [])
		.filter((variant) => variant.content_type !== 'application/x-mpegURL' && httpsOf(variant.url) !== undefined)
		.map((variant) => ({ url: variant.url, rate: variant.bitrate ?? variant.bit_rate ?? 0 }))
		.sort((one, other) => other.rate - one.rate)
	return (files.find(({ rate }) => rate <= BEST_BITRATE) ?? files.at(-1))?.url
}

const isFilm = (media: AnyMedia) => media.type === 'video' || media.type === 'animated_gif'

const one = (value: unknown): Media[] => {
	const parsed = mediaSchema.safeParse(value)
	if (!parsed.success) return []
	const media = parsed.data
	const film = isFilm(media) ? httpsOf(filmOf(media)) : undefined
	if (film !== undefined) return [{ kind: 'video', url: film }]
	// In v1.1 `url` is the short link to the page, so the file's own address comes first; a film without files has a preview.
	const picture = media.media_url_https ?? media.media_url ?? media.preview_image_url ?? media.url
	const url = httpsOf(picture)
	return url === undefined ? [] : [{ kind: 'image', url }]
}

/** Returns the media of a post or a direct message that can be fetched (NETWORKS.md 2.4, 2.5), in order; https only. */
export const mediaOf = (list: readonly unknown[]): readonly Media[] => list.slice(0, MOST).flatMap(one)
