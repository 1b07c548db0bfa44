import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'

/** Renders the language of somebody's words where the page is in another; nothing where it is not known. */
export const spokenIn = (tag: string, language: string | undefined): Html | '' =>
	language === undefined || language === tag ? '' : html` lang="${language}"`

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' })

/** Splits a text after at most so many characters, so that none is cut: at a blank where one is near. */
export const splitText = (text: string, most: number): readonly [first: string, rest: string] => {
	if (text.length <= most) return [text, '']
	let end = 0
	for (const { index } of graphemes.segment(text.slice(0, most + 64))) if (index <= most) end = index
	const blank = text.lastIndexOf(' ', end)
	const at = blank > end - 80 && blank > 0 ? blank : end
	return [text.slice(0, at), text.slice(at)]
}

/** Returns the beginning of a text, which says that it goes on. */
export const beginningOf = (text: string, most: number): string => {
	const [first, rest] = splitText(text, most)
	return rest === '' ? first : `${first} …`
}

/** Whom a text names before it says anything. */
const NAMED_FIRST = /^@\w+(?:\s+@\w+)*(?=\s)/

/** Renders a text whose direction its own words decide, not the accounts that it names before them. */
export const ownWords = (text: string): Html => {
	const [named = ''] = NAMED_FIRST.exec(text) ?? []
	return html`${named !== '' && html`<bdi>${named}</bdi>`}${text.slice(named.length)}`
}
