import { html } from 'hono/html'
import type { PracticeHtml } from './layout.ts'

/** Splits a text and renders its addresses as links, each opened in a new tab. */
export const linkedText = (text: string): (PracticeHtml | string)[] =>
	text
		.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g)
		.map((part, index) =>
			index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer noopener">${part}</a>` : part,
		)
