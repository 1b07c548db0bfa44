import type { ScreeningSettings } from './settings.ts'
import type { Span } from './span.ts'

const LINK =
	/(?:https?:\/\/|www\.)[^\s<>"'\ue000]{1,2000}|(?<![\p{L}\d@.-])(?:[a-z\d][a-z\d-]{0,62}\.){1,5}[a-z]{2,18}\/[^\s<>"'\ue000]{0,2000}/giu
const HOST = /^(?:https?:\/\/)?(?:www\.)?(?:[^/@?#]*@)?([^/?#:]+)/i

/** Hosts of posts: a long number in their addresses is a post's. */
const NETWORKS = [
	'x.com',
	'twitter.com',
	't.co',
	'facebook.com',
	'fb.com',
	'fb.me',
	'fb.watch',
	'instagram.com',
	'threads.net',
	'youtube.com',
	'youtu.be',
	'linkedin.com',
]
/** Addresses that hold a telephone number on purpose. */
const CARRIES_NUMBER = /(?:tel|phone|fon|nummer|mobil|handy|whatsapp|msisdn)[=:]|\+\d/i

export type Link = Span & {
	/** Its numbers are of pages and posts. */
	readonly isTrusted: boolean
}

/** Says whether a host is one of the domains or below one. */
export const isBelow = (host: string, domains: readonly string[]): boolean =>
	domains.some((domain) => host === domain || host.endsWith(`.${domain}`))

/** Finds web addresses in a view. */
export const linksIn = (view: string, settings: ScreeningSettings): readonly Link[] =>
	Array.from(view.matchAll(LINK), (match) => {
		const host = HOST.exec(match[0])?.[1]?.toLowerCase() ?? ''
		const isTrusted = isBelow(host, [...settings.ownDomains, ...NETWORKS]) && !CARRIES_NUMBER.test(match[0])
		return { from: match.index, to: match.index + match[0].length, isTrusted }
	})
