import * as z from 'zod'
import { textSchema } from '../fields.ts'
import { maybe, maybeList } from './maybe.ts'
import { openingOf } from './mentions.ts'
import { beforeCodePoint, unescapeHtml } from './text.ts'

/** `entities.urls`, the same in v1.1 and v2. */
export const linksSchema = maybeList(z.object({ url: textSchema, expanded_url: maybe(textSchema) }))
type Links = z.infer<typeof linksSchema>

/**
 * Returns what the author typed, of a text as sent (still escaped): with the original links, and of a reply without the
 * handles X puts before it. `start` is the first displayed code point where X gives one.
 */
export const wordingOf = (text: string, start: number | undefined, links: Links, isReply: boolean): string => {
	const hidden = isReply ? (start ?? openingOf(text)) : 0
	const shown = text.slice(beforeCodePoint(text, hidden).length)
	const originals = new Map((links ?? []).map(({ url, expanded_url }) => [url, expanded_url ?? url]))
	return unescapeHtml(shown.replaceAll(/https?:\/\/t\.co\/\w{1,40}/g, (link) => originals.get(link) ?? link))
}
