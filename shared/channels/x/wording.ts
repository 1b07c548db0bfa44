import * as z from 'zod'
import { textSchema } from '../fields.ts'
import { maybe, maybeList } from './maybe.ts'
import { openingOf } from './mentions.ts'
import { beforeCodePoint, unescapeHtml } from './text.ts'

/** `entities.urls`, the same in v1.1 and v2; v2 has the links to pictures of the post itself among them, with a `media_key`. */
export const linksSchema = maybeList(
	z.object({
		url: textSchema,
		expanded_url: maybe(textSchema),
		display_url: maybe(textSchema),
		media_key: maybe(z.string()),
	}),
)
type Links = z.infer<typeof linksSchema>

/** `entities.media` of v1.1, and the media of a direct message: each is linked in the text. */
export const linkedMediaSchema = maybeList(z.object({ url: textSchema }))
type LinkedMedia = z.infer<typeof linkedMediaSchema>

/** The links that X put into a text for its author: shortened ones, and those to what is shown beside it. */
export type TextLinks = {
	readonly links: Links
	readonly media?: LinkedMedia | undefined
	/** The post that is quoted, which X shows below the text and links in it. */
	readonly quotedId?: string | undefined
}

/** The address of a post. */
const POST = /^https:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/\w{1,30}\/status\/\d{1,20}(?:[/?]\S*)?$/

/** How X shows a link to a picture or a film of the post itself. */
const OF_MEDIA = /^pic\.(?:twitter|x)\.com\//

/**
 * Returns a text as sent (still escaped) with the links that its author meant in place of shortened ones, without those to
 * what is shown beside it: pictures that came along, and a quoted post.
 */
export const withMeantLinks = (text: string, { links, media, quotedId }: TextLinks): string => {
	const isQuoted = (address: string | undefined): boolean =>
		quotedId !== undefined && POST.test(address ?? '') && address?.split(/[/?]/).includes(quotedId) === true
	const shown = new Map((links ?? []).map(({ url, expanded_url }) => [url, expanded_url ?? url]))
	const beside = new Set([
		...(media ?? []).map(({ url }) => url),
		...(links ?? []).flatMap(({ url, media_key, display_url, expanded_url }) =>
			media_key !== undefined || OF_MEDIA.test(display_url ?? '') || isQuoted(expanded_url) ? [url] : [],
		),
	])
	return unescapeHtml(
		text.replaceAll(/(\s?)(https?:\/\/t\.co\/\w{1,40})/g, (_, blank: string, link: string) =>
			beside.has(link) ? '' : `${blank}${shown.get(link) ?? link}`,
		),
	)
}

/**
 * Returns what the author typed, of a text as sent (still escaped): with the original links, and of a reply without the
 * handles X puts before it. `start` is the first displayed code point where X gives one.
 */
export const wordingOf = (text: string, start: number | undefined, links: TextLinks, isReply: boolean): string => {
	const hidden = isReply ? (start ?? openingOf(text)) : 0
	return withMeantLinks(text.slice(beforeCodePoint(text, hidden).length), links)
}

/** Says whether nothing is left of a text but a link that X shortened and did not explain: its words stand elsewhere. */
export const isBareLink = (text: string): boolean => /^(?:@\w{1,30}\s+)*https?:\/\/t\.co\/\w{1,40}$/.test(text.trim())

/** Returns the post that a text is nothing but the address of: X writes so where somebody shares one in a message. */
export const sharedPostIn = (text: string): string | undefined => (POST.test(text.trim()) ? text.trim() : undefined)
