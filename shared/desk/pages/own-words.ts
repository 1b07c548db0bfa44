import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'

/** Renders the language of somebody's words where the page is in another; nothing where it is not known. */
export const spokenIn = (tag: string, language: string | undefined): Html | '' =>
	language === undefined || language === tag ? '' : html` lang="${language}"`

/** Whom a text names before it says anything. */
const NAMED_FIRST = /^@\w+(?:\s+@\w+)*(?=\s)/

/** Renders a text whose direction its own words decide, not the accounts that it names before them. */
export const ownWords = (text: string): Html => {
	const [named = ''] = NAMED_FIRST.exec(text) ?? []
	return html`${named !== '' && html`<bdi>${named}</bdi>`}${text.slice(named.length)}`
}
