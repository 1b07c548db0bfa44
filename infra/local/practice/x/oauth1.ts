import { createHmac, timingSafeEqual } from 'node:crypto'
import { X_API_KEYS } from '#infra/local/practice/kernel/local-secrets.ts'
import { ownAccountId } from '#infra/local/practice/world/network.ts'

const ALLOWED_CLOCK_SKEW_SECONDS = 300

/** Percent-encodes a text by RFC 3986, as OAuth 1.0a asks for (RFC 5849 3.6). */
const encode = (text: string): string =>
	encodeURIComponent(text).replaceAll(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const readHeader = (header: string): Map<string, string> =>
	new Map(
		[...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]),
	)

/** Returns the account of ours whose token a call names, without verifying it; empty for an unknown token. */
export const accountNamedBy = (authorization: string): string =>
	readHeader(authorization.replace(/^OAuth /, '')).get('oauth_token') === X_API_KEYS.accessToken ? ownAccountId.x : ''

/**
 * Tests whether a call carries a valid OAuth 1.0a signature (HMAC-SHA1) of the practice app and account. `url` is the one
 * the caller meant (https://api.x.com/…), with its query; JSON bodies are not part of the base string (RFC 5849 3.4).
 */
export const hasValidSignature = (
	call: { method: string; url: URL; authorization: string; form: URLSearchParams },
	nowSeconds: number,
): boolean => {
	const oauth = readHeader(call.authorization.replace(/^OAuth /, ''))
	const given = Buffer.from(oauth.get('oauth_signature') ?? '', 'base64')
	oauth.delete('oauth_signature')
	oauth.delete('realm')
	const isOurs =
		oauth.get('oauth_consumer_key') === X_API_KEYS.appKey &&
		oauth.get('oauth_token') === X_API_KEYS.accessToken &&
		oauth.get('oauth_signature_method') === 'HMAC-SHA1' &&
		Math.abs(Number(oauth.get('oauth_timestamp')) - nowSeconds) <= ALLOWED_CLOCK_SKEW_SECONDS
	if (!isOurs) return false
	const parameters = [...oauth, ...call.url.searchParams, ...call.form]
		.map(([name, value]) => `${encode(name)}=${encode(value)}`)
		.sort()
		.join('&')
	const base = [call.method.toUpperCase(), call.url.origin + call.url.pathname, parameters].map(encode).join('&')
	const key = `${encode(X_API_KEYS.appSecret)}&${encode(X_API_KEYS.accessSecret)}`
	const expected = createHmac('sha1', key).update(base).digest()
	return given.length === expected.length && timingSafeEqual(given, expected)
}
