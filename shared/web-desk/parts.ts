import { createHash } from 'node:crypto'
import type { Html } from '#shared/pages/frame.ts'

/** What a part shows, and a tag that is another one as soon as it shows something else. */
export type PartNews = { readonly tag: string; readonly body: () => Promise<string> }

/**
 * Returns what is new of a part. Renders it and tags the text: a part holds no time that passes and no key that is made anew.
 * Whoever can tell by less that nothing changed does it here.
 */
export const newsOf = async (render: () => Promise<Html>): Promise<PartNews> => {
	const body = String(await render())
	const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
	return { tag, body: async () => body }
}

/** Tells whether a header If-None-Match names the tag; a proxy may have made it weak. */
export const isKnown = (header: string | undefined, tag: string): boolean =>
	(header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
