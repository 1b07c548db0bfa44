import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'

/** Whom a text names before it says anything. */
const NAMED_FIRST = /^@\w+(?:\s+@\w+)*(?=\s)/

/** Renders a text whose direction its own words decide, not the accounts that it names before them. */
export const ownWords = (text: string): Html => {
	const [named = ''] = NAMED_FIRST.exec(text) ?? []
	return html`${named !== '' && html`<bdi>${named}</bdi>`}${text.slice(named.length)}`
}
