import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { facebookLink } from '#shared/channels/answer-link.ts'
import { measureMeta } from '#shared/channels/meta/length.ts'
import { readSignedRequest, signedRequestIn } from '#shared/channels/meta/signed-request.ts'

describe('the length of a text for Meta', () => {
	test.each([
		['facebook', 'public', 'a'.repeat(8_000), 8_000, 8_000, true],
		['facebook', 'public', 'a'.repeat(8_001), 8_001, 8_000, false],
		['facebook', 'private', 'ä'.repeat(2_000), 2_000, 2_000, true],
		['facebook', 'private', 'a'.repeat(2_001), 2_001, 2_000, false],
		['facebook', 'private', '😡'.repeat(1_001), 2_002, 2_000, false],
		['instagram', 'public', 'ä'.repeat(2_200), 2_200, 2_200, true],
		['instagram', 'public', 'a'.repeat(2_201), 2_201, 2_200, false],
		['instagram', 'private', 'ä'.repeat(500), 1_000, 1_000, true],
		['instagram', 'private', `${'ä'.repeat(500)}a`, 1_001, 1_000, false],
		['instagram', 'private', '😡'.repeat(250), 1_000, 1_000, true],
		['facebook', 'public', '', 0, 8_000, false],
	] as const)('%s, %s: %#', (network, visibility, text, length, limit, valid) => {
		expect(measureMeta(network, visibility, text)).toEqual({ length, limit, valid })
	})
})

describe('where a person answers by hand', () => {
	test('is the comment below its post, or the post', () => {
		expect(facebookLink('55_77', true)).toBe('https://www.facebook.com/55?comment_id=77')
		expect(facebookLink('2001_55_77', true)).toBe('https://www.facebook.com/2001_55?comment_id=77')
		expect(facebookLink('2001_55', false)).toBe('https://www.facebook.com/2001_55')
		expect(facebookLink('8001', false)).toBe('https://www.facebook.com/8001')
		expect(facebookLink('122', true)).toBe('https://www.facebook.com/122')
	})
	test.each(['review:6001', 'm_abc', '', '55_77/../x', '55_', 'javascript:1'])('is nowhere for %j', (id) => {
		expect(facebookLink(id, true)).toBeUndefined()
		expect(facebookLink(id, false)).toBeUndefined()
	})
})

describe('a signed request of Meta', () => {
	const payload = { algorithm: 'HMAC-SHA256', issued_at: 1_795_341_600, user_id: '218471', expires: 1 }
	const base64url = (value: string | Uint8Array) => Buffer.from(value).toString('base64url')
	const signed = (value: unknown, secret = 'app-secret') => {
		const encoded = base64url(typeof value === 'string' ? value : JSON.stringify(value))
		return `${base64url(createHmac('sha256', secret).update(encoded).digest())}.${encoded}`
	}
	const form = (value: string) => Buffer.from(new URLSearchParams({ signed_request: value }).toString())
	const read = (value: string, secrets: readonly string[] = ['app-secret']) =>
		readSignedRequest(signedRequestIn(form(value)), secrets)

	test('tells whom it is about, and since when', () => {
		const expected = { userId: '218471', issuedAt: '2026-11-22T10:00:00.000Z' }
		expect(read(signed(payload))).toEqual(expected)
		expect(read(signed({ ...payload, user_id: 218471 }))).toEqual(expected)
		const among = Buffer.from(`a=b&signed_request=${signed(payload)}`)
		expect(readSignedRequest(signedRequestIn(among), ['app-secret'])).toEqual(expected)
	})
	test('does not lose digits of a long id', () => {
		const text = '{"algorithm":"HMAC-SHA256","issued_at":1795341600,"user_id":10223372036854775807}'
		expect(read(signed(text))?.userId).toBe('10223372036854775807')
	})
	test('is known by any of our secrets, none of them empty', () => {
		expect(read(signed(payload), ['other', 'app-secret'])).toBeDefined()
		expect(read(signed(payload, 'other'), ['other', 'app-secret'])).toBeDefined()
		expect(read(signed(payload, ''), ['', 'app-secret'])).toBeUndefined()
		expect(read(signed(payload), [])).toBeUndefined()
	})
	test('refuses one with any character changed', () => {
		const genuine = signed(payload)
		for (let index = 0; index < genuine.length; index += 1) {
			const other = genuine[index] === 'A' ? 'B' : 'A'
			expect(read(genuine.slice(0, index) + other + genuine.slice(index + 1)), `at ${index}`).toBeUndefined()
		}
	})
	test('refuses one signed over the decoded payload, or in hexadecimal', () => {
		const encoded = base64url(JSON.stringify(payload))
		const mac = (text: string) => createHmac('sha256', 'app-secret').update(text)
		expect(read(`${base64url(mac(JSON.stringify(payload)).digest())}.${encoded}`)).toBeUndefined()
		expect(read(`${mac(encoded).digest('hex')}.${encoded}`)).toBeUndefined()
	})
	test('refuses padding, and anything before, between or after the two parts', () => {
		const [signature = '', encoded = ''] = signed(payload).split('.')
		for (const value of [
			`${signature}=.${encoded}`,
			`${signature}.${encoded}==`,
			`${signature}.${encoded}.`,
			`${signature}..${encoded}`,
			` ${signature}.${encoded}`,
			`${signature}.${encoded}\n`,
			`${signature}.`,
			`.${encoded}`,
			'',
		])
			expect(read(value), value).toBeUndefined()
	})
	test.each([
		{ ...payload, algorithm: 'hmac-sha256' },
		{ ...payload, algorithm: 'HMAC-SHA1' },
		{ ...payload, algorithm: 'none' },
		{ ...payload, algorithm: undefined },
		{ ...payload, user_id: undefined },
		{ ...payload, user_id: '' },
		{ ...payload, user_id: 'ü' },
		{ ...payload, user_id: { id: '1' } },
		{ ...payload, user_id: '1'.repeat(257) },
		{ ...payload, issued_at: undefined },
		{ ...payload, issued_at: -1 },
		{ ...payload, issued_at: 1e15 },
		[payload],
		null,
		'{"algorithm":',
	])('refuses one that is signed and says %j', (value) => {
		expect(read(signed(value))).toBeUndefined()
	})
	test('refuses a body with none, with two, and one that is no form', () => {
		const one = `signed_request=${signed(payload)}`
		for (const body of ['', `${one}&${one}`, JSON.stringify({ signed_request: signed(payload) }), signed(payload)])
			expect(signedRequestIn(Buffer.from(body)), body).toBe('')
		expect(signedRequestIn(Buffer.from([0xff, 0xfe, 0x00]))).toBe('')
		expect(readSignedRequest('', ['app-secret'])).toBeUndefined()
	})
})
