import type { Instant } from '#shared/kernel/clock.ts'
import { isSignedByOne } from '../intake/hmac.ts'
import { isRecord, parseBody } from '../lossless-json.ts'

/** `userId` is the app-scoped one: not the PSID or IGSID of our contacts (NETWORKS.md 3.7). */
export type SignedRequest = { readonly userId: string; readonly issuedAt: Instant }

/**
 * `<signature>.<payload>`, both base64url without padding; 43 characters are the 32 bytes of an HMAC-SHA256, and the last
 * of them leaves its two unused bits empty.
 */
const SHAPE = /^([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])\.([A-Za-z0-9_-]{2,8192})$/
const USER_ID = /^[\x21-\x7e]{1,256}$/
/** Seconds; the end of the year 9999, after which instants do not sort as text. */
const LATEST = 253_402_300_799

/** Returns the one `signed_request` of a raw form body; empty where there is none, or more than one. */
export const signedRequestIn = (body: Uint8Array): string => {
	const values = new URLSearchParams(Buffer.from(body).toString('utf8')).getAll('signed_request')
	const [value] = values
	return values.length === 1 && value !== undefined ? value : ''
}

const payloadIn = (encoded: string): unknown => {
	try {
		return parseBody(Buffer.from(encoded, 'base64url'))
	} catch {
		// Signed by Meta but no JSON: nothing to act on.
		return undefined
	}
}

/**
 * Reads the signed request of a data-deletion or deauthorize callback (NETWORKS.md 3.7). Returns
 * undefined unless one of the app's secrets signed its still encoded payload by the one allowed algorithm; compares in
 * constant time before anything is read. Accepts old requests, because Meta gives no time to live and a repeat does no
 * harm.
 */
export const readSignedRequest = (signedRequest: string, appSecrets: readonly string[]): SignedRequest | undefined => {
	const [, signature, encoded] = SHAPE.exec(signedRequest) ?? []
	if (signature === undefined || encoded === undefined) return undefined
	if (!isSignedByOne(Buffer.from(signature, 'base64url'), Buffer.from(encoded), appSecrets)) return undefined
	const payload = payloadIn(encoded)
	if (!isRecord(payload) || payload.algorithm !== 'HMAC-SHA256') return undefined
	const { user_id: user, issued_at: issued } = payload
	const userId = typeof user === 'string' || typeof user === 'number' ? String(user) : ''
	if (!USER_ID.test(userId) || typeof issued !== 'number' || issued < 0 || issued > LATEST) return undefined
	return { userId, issuedAt: new Date(Math.trunc(issued) * 1_000).toISOString() }
}
