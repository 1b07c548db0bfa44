/** X escapes exactly these three, in posts and in direct messages. One pass: `&amp;lt;` is `&lt;`, as typed. */
export const unescapeHtml = (text: string): string =>
	text.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'))

/** Whether X cut a text: `…` at the end, perhaps with a link to the whole (NETWORKS.md 2.5). Only the end is looked at. */
export const looksCut = (text: string): boolean => /…(?:\s*https:\/\/t\.co\/\w{1,40}){0,4}\s*$/.test(text.slice(-300))

/** X counts code points, JavaScript halves of surrogate pairs (NETWORKS.md 2.4): what lies before the n-th code point. */
export const beforeCodePoint = (text: string, count: number): string =>
	Array.from(text).slice(0, Math.max(count, 0)).join('')
