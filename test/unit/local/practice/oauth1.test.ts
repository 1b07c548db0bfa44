import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { hasValidSignature } from '#infra/local/practice/x/oauth1.ts'

const now = 1_800_000_000
const encode = (text: string) =>
	encodeURIComponent(text).replace(/[!*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** A call signed as RFC 5849 3.4 says, written down independently of the code under test. */
const signed = (
	url: string,
	{ at = now, secret = 'local-x-app-secret', key = 'local-x-app-key', method = 'HMAC-SHA1' } = {},
) => {
	const oauth: Record<string, string> = {
		oauth_consumer_key: key,
		oauth_nonce: 'n/+=',
		oauth_signature_method: method,
		oauth_timestamp: String(at),
		oauth_token: 'local-x-access-token',
		oauth_version: '1.0',
	}
	const { origin, pathname, searchParams } = new URL(url)
	const pairs = [...Object.entries(oauth), ...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`)
	const base = `GET&${encode(origin + pathname)}&${encode(pairs.sort().join('&'))}`
	const signature = createHmac('sha1', `${secret}&local-x-access-secret`).update(base).digest('base64')
	const header = Object.entries({ ...oauth, oauth_signature: signature }).map(
		([name, value]) => `${name}="${encode(value)}"`,
	)
	return { method: 'GET', url: new URL(url), authorization: `OAuth ${header.join(', ')}`, form: new URLSearchParams() }
}
const url = "https://api.x.com/2/users/1001/tweets?q=a b+c!*'()&x=ä"

test('takes a call signed with the practice keys', () => {
	expect(hasValidSignature(signed(url), now)).toBe(true)
})

test.each([
	['another secret', signed(url, { secret: 'other' })],
	['another key', signed(url, { key: 'other' })],
	['another method', signed(url, { method: 'PLAINTEXT' })],
	['an old timestamp', signed(url, { at: now - 301 })],
	['a changed query', { ...signed(url), url: new URL(`${url}&y=1`) }],
	['a changed path', { ...signed(url), url: new URL(url.replace('1001', '1002')) }],
	['another host', { ...signed(url), url: new URL(url.replace('api.x.com', 'api.twitter.com')) }],
	['another verb', { ...signed(url), method: 'POST' }],
	['a form that was not signed', { ...signed(url), form: new URLSearchParams('a=1') }],
	['no signature', { ...signed(url), authorization: '' }],
])('refuses %s', (_what, call) => {
	expect(hasValidSignature(call, now)).toBe(false)
})
