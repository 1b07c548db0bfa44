import type { PartName } from '#shared/desk/pages/frame.ts'
import { shortHash } from '#shared/desk/queue/pulses.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskCookies } from './cookies.ts'
import { hereOf, languageFor, type WebDeskContext } from './environment.ts'

export type PartDependencies = { readonly assets: () => DeskAssets; readonly cookies: DeskCookies }

/**
 * Returns the tag of a part: of what it depends on, and of all by which two browsers, or two releases, may be shown the same
 * in different words. It is somebody's own, so that nobody is spared what was shown to another.
 */
export const tagOfPart = (
	{ assets, cookies }: PartDependencies,
	context: WebDeskContext,
	name: PartName,
	news: string,
): string => {
	const { agent, session } = context.get('signedIn')
	const looks = [languageFor(context, cookies), cookies.looks(context).keys, assets().paths]
	return `"${shortHash(JSON.stringify([name, news, hereOf(context), looks, agent.key, agent.role, session.csrf]))}"`
}

/** Tells whether a header If-None-Match names the tag; a proxy may have made it weak. */
export const isKnown = (header: string | undefined, tag: string): boolean =>
	(header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
