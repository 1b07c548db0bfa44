import type { Instant } from '#shared/kernel/clock.ts'
import { CROCKFORD } from '#shared/kernel/id.ts'
import { isSameHash, normaliseTyped } from './code.ts'
import type { RequestLink } from './link.ts'
import { issueLinkState, type LinkState, type Request, startLinkState } from './request.ts'
import type { RequestStore } from './request-store.ts'
import { hashSecret, hashUnder, REFERENCE_LENGTH } from './tokens.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
const REFERENCE = new RegExp(`^[${CROCKFORD}]{${REFERENCE_LENGTH}}$`)

/**
 * Extracts the token or reference from what a visitor presents: the link's fragment, the whole link pasted, or the
 * printed reference typed. Returns undefined for anything else, without a lookup.
 */
export const parsePresented = (typed: string): string | undefined => {
	const text = typed.slice(0, 500).trim()
	const token = text.slice(text.lastIndexOf('#') + 1)
	if (TOKEN.test(token)) return token
	const reference = normaliseTyped(text)
	return REFERENCE.test(reference) ? reference : undefined
}

/** A visit to a page with a link or reference. An unknown one holds nothing by which a page could differ. */
export type Visit =
	| { readonly linkState: 'illFormed' }
	| { readonly linkState: 'unknown' }
	| {
			readonly linkState: Exclude<LinkState, 'unknown'>
			readonly request: Request
			readonly link: RequestLink
			/** The normalised token or reference itself. */
			readonly secret: string
	  }
export type KnownVisit = Exclude<Visit, { linkState: 'illFormed' | 'unknown' }>

export const linkStateOf = (request: Request, link: RequestLink, now: Instant): LinkState =>
	link.opens === 'start' ? startLinkState(request, now) : issueLinkState(request, link.issue, now)

/** Looks up what a visitor presents to the page `opens`. Writes nothing. */
export const findVisit = async (
	requests: RequestStore,
	presented: string,
	opens: RequestLink['opens'],
	now: Instant,
): Promise<Visit> => {
	const secret = parsePresented(presented)
	if (secret === undefined) return { linkState: 'illFormed' }
	const link = await requests.findLink(hashSecret(secret))
	const request = link?.opens === opens ? await requests.find(link.requestId) : undefined
	if (link === undefined || request === undefined) return { linkState: 'unknown' }
	const linkState = linkStateOf(request, link, now)
	return linkState === 'unknown' ? { linkState } : { linkState, request, link, secret }
}

/** Tells whether a short secret belongs to this visitor's link. */
export const isRight = ({ link, secret }: KnownVisit, purpose: 'code' | 'tail', typed: string): boolean => {
	const expected = purpose === 'code' ? link.codeHash : link.tailHash
	return expected !== undefined && isSameHash(expected, hashUnder(secret, purpose, typed))
}
