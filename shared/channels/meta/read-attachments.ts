import * as z from 'zod'
import { type About, type Attached, FILE_KINDS } from '#shared/cases/messages/pointed-at.ts'
import type { Media, Written } from '../channel.ts'
import { externalIdSchema, textSchema } from '../fields.ts'
import { isRecord } from '../lossless-json.ts'
import { shortAddress, shortTitle } from '../pointed-at.ts'
import { httpsUrl } from './https-url.ts'
import { coordinatesIn, coordinatesOf, withoutDetour } from './shown-address.ts'

/** Reads what private messages of Messenger and Instagram bring along (NETWORKS.md 3.3, 3.5). */

const title = textSchema.nullish().catch(null)
const elementSchema = z.object({
	title,
	subtitle: title,
	/** Of a product: our shop's own number. */
	retailer_id: externalIdSchema.nullish().catch(null),
})
const elements = z.array(z.unknown()).nullish().catch(null)
const payloadSchema = z.object({
	url: z.unknown().optional(),
	title,
	sticker_id: z.unknown().optional(),
	coordinates: z.object({ lat: z.unknown(), long: z.unknown() }).nullish().catch(null),
	elements,
	product: z.object({ elements }).nullish().catch(null),
})
const attachmentSchema = z.object({
	type: z.string().catch('unknown'),
	title,
	url: z.unknown().optional(),
	payload: payloadSchema.nullish().catch(null),
})
type Attachment = z.infer<typeof attachmentSchema>

const urlOf = ({ payload, url }: Attachment): string | undefined => httpsUrl(payload?.url ?? url)

/** Hosts of files alone: their addresses end within days, and are no place where a person could look. */
const FILE_HOSTS = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|cdninstagram\.com)$/

/** Returns where a person finds what was shared. */
const pageOf = (one: Attachment): string | undefined => {
	const address = urlOf(one)
	if (address === undefined || FILE_HOSTS.test(new URL(address).hostname)) return undefined
	return shortAddress(withoutDetour(address))
}

/** What was pointed at, with its title and where it stands. */
const pointing =
	(kind: Extract<Attached, { readonly details?: unknown }>['kind']) =>
	(one: Attachment): readonly Attached[] => [
		{ kind, title: shortTitle(one.title ?? one.payload?.title), url: pageOf(one) },
	]

/** A story dies within a day, and its address with it, so that none is kept (NETWORKS.md 3.5). */
const story = (one: Attachment): readonly Attached[] => [
	{ kind: 'story', title: shortTitle(one.title ?? one.payload?.title) },
]

const location = (one: Attachment): readonly Attached[] => {
	const { lat, long } = one.payload?.coordinates ?? {}
	const address = urlOf(one)
	const places = coordinatesOf(lat, long) ?? coordinatesIn(address === undefined ? '' : withoutDetour(address))
	return [{ kind: 'location', ...places, title: shortTitle(one.title ?? one.payload?.title) }]
}

/** A web page, or a place: Messenger sent those as pages of a map before. */
const fallback = (one: Attachment): readonly Attached[] => {
	const address = urlOf(one)
	const isPlace = address !== undefined && coordinatesIn(withoutDetour(address)) !== undefined
	return isPlace ? location(one) : pointing('link')(one)
}

/** Cards of a carousel, or products of a shop: each by its own words. */
const cards = ({ title: own, payload }: Attachment): readonly Attached[] => {
	const kind = payload?.product ? 'product' : 'card'
	const listed = (payload?.product?.elements ?? payload?.elements ?? []).flatMap(
		(one) => elementSchema.safeParse(one).data ?? [],
	)
	if (listed.length === 0) return [{ kind, title: shortTitle(own ?? payload?.title) }]
	return listed.map((one) => ({
		kind,
		title: shortTitle(one.title ?? one.retailer_id),
		details: shortTitle(one.subtitle),
	}))
}

const file = (kind: Media['kind']) => (): readonly Attached[] => [{ kind }]

/** How each type is read. All others are told of as unknown: they came, and nobody can say what they are. */
const READERS: Readonly<Record<string, (one: Attachment) => readonly Attached[]>> = {
	image: file('image'),
	animated_image: file('image'),
	video: file('video'),
	audio: file('audio'),
	file: file('file'),
	sticker: file('sticker'),
	like_heart: file('sticker'),
	location,
	fallback,
	link: fallback,
	share: pointing('post'),
	post: pointing('post'),
	ig_post: pointing('post'),
	reel: pointing('reel'),
	ig_reel: pointing('reel'),
	ig_story: story,
	story,
	story_mention: story,
	template: cards,
	product: cards,
	generic: cards,
	contact: pointing('contact'),
	ephemeral: () => [{ kind: 'ephemeral' }],
}

const read = (one: Attachment): readonly Attached[] =>
	one.payload?.sticker_id ? [{ kind: 'sticker' }] : (READERS[one.type]?.(one) ?? [{ kind: 'unknown' }])

/** Removes the copy of a sticker that until August 2026 came as an image of the same address (NETWORKS.md 3.3). */
const withoutTwins = (attachments: readonly Attachment[]): readonly Attachment[] => {
	const stickers = new Set(attachments.filter(({ type }) => type === 'sticker').map(urlOf))
	return attachments.filter((one) => one.type !== 'image' || urlOf(one) === undefined || !stickers.has(urlOf(one)))
}

/** Media of the sender's own can be fetched; what was pointed at is other people's (NETWORKS.md 3.5). */
const mediaOf = (one: Attachment, attached: readonly Attached[]): readonly Media[] => {
	const kind = FILE_KINDS.find((known) => known === attached[0]?.kind)
	const url = urlOf(one)
	return kind === undefined || url === undefined ? [] : [{ kind, url }]
}

/** Reads `attachments` of a private message; Meta or a test may send one instead of a list. */
export const readAttachments = (value: unknown): Pick<Written, 'attached' | 'media'> => {
	const listed: readonly unknown[] = Array.isArray(value) ? value : isRecord(value) ? [value] : []
	const attachments = withoutTwins(listed.map((one) => attachmentSchema.catch({ type: 'unknown' }).parse(one)))
	const known = attachments.map((one) => ({ one, attached: read(one) }))
	const attached = known.flatMap((each) => each.attached)
	const media = known.flatMap((each) => mediaOf(each.one, each.attached))
	return {
		attached: attached.length > 0 ? attached : undefined,
		media: media.length > 0 ? media : undefined,
	}
}

const id = externalIdSchema.nullish().catch(null)

/** What led into a conversation: an advertisement, a product, a link of ours (NETWORKS.md 3.3). */
const referralSchema = z.object({
	ref: title,
	ad_id: id,
	ads_context_data: z.object({ ad_title: title, post_id: id, product_id: id }).nullish().catch(null),
	product: z.object({ id, title }).nullish().catch(null),
})

const postAddress = (post: string | null | undefined): string | undefined =>
	post ? `https://www.facebook.com/${encodeURIComponent(post)}` : undefined

/** Reads what a message came by: an advertisement before a product, and a link of ours where it is neither. */
export const readReferral = (value: unknown): About | undefined => {
	const referral = isRecord(value) ? referralSchema.safeParse(value).data : undefined
	if (referral === undefined) return undefined
	const { ads_context_data: ad, ad_id: adId, product, ref } = referral
	if (ad || adId) {
		const url = postAddress(ad?.post_id)
		return { kind: 'ad', title: shortTitle(ad?.ad_title ?? ref), id: adId ?? ad?.post_id ?? undefined, url }
	}
	const productId = product?.id
	if (product) return { kind: 'product', title: shortTitle(product.title ?? ref), id: productId ?? undefined }
	return ref ? { kind: 'link', title: shortTitle(ref) } : undefined
}

const storySchema = z.object({ id })

/** Reads which story of ours a message answers (NETWORKS.md 3.5). */
export const readStory = (value: unknown): About | undefined => {
	const story = isRecord(value) ? storySchema.safeParse(value).data : undefined
	return story === undefined ? undefined : { kind: 'story', id: story.id ?? undefined }
}
