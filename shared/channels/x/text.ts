/**
 * Unescapes the three characters that X escapes in posts and direct messages. One pass: `&amp;lt;` becomes `&lt;`, as
 * typed.
 */
export const unescapeHtml = (text: string): string =>
	text.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))

/** Says whether X cut a text: `…` at the end, perhaps with a link to the whole (NETWORKS.md 2.5). */
export const looksCut = (text: string): boolean => /…(?:\s*https:\/\/t\.co\/\w{1,40}){0,4}\s*$/.test(text.slice(-300))

/** Returns the text before the n-th code point, which X counts in (NETWORKS.md 2.4), unlike JavaScript. */
export const beforeCodePoint = (text: string, count: number): string =>
	Array.from(text).slice(0, Math.max(count, 0)).join('')
