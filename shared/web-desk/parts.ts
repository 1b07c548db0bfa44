import { PART_NAMES, type PartName } from '#shared/desk/pages/frame.ts'
import { shortHash } from '#shared/desk/queue/pulses.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskCookies } from './cookies.ts'
import { hereOf, languageFor, type WebDeskContext } from './environment.ts'
import { FaultError } from './fault.ts'

export type PartDependencies = { readonly assets: () => DeskAssets; readonly cookies: DeskCookies }

const listIn = (header: string | undefined): readonly string[] => (header ?? '').split(',').map((one) => one.trim())

/** Returns the parts that the header X-Part names, each once. Throws `FaultError` for a name that no page has. */
export const partsAsked = (context: WebDeskContext): readonly PartName[] => {
	const names = [...new Set(listIn(context.req.header('X-Part')))]
	return names.map((name) => {
		const known = PART_NAMES.find((one) => one === name)
		if (known === undefined) throw new FaultError('notFound')
		return known
	})
}

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
	return shortHash(JSON.stringify([name, news, hereOf(context), looks, agent.key, agent.role, session.csrf]))
}

/** Returns the tag of an answer with several parts. */
export const tagOfParts = (tags: readonly string[]): string => `"${tags.join('.')}"`

/** Returns the tags of parts that a header If-None-Match names; a proxy may have made it weak. */
export const tagsKnown = (header: string | undefined): ReadonlySet<string> =>
	new Set(listIn(header).flatMap((one) => /^(?:W\/)?"([^"]*)"$/.exec(one)?.[1]?.split('.') ?? []))
