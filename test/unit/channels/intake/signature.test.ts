import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hubAnswer, isSignedByMeta } from '#shared/channels/meta/webhook.ts'
import { challengeAnswer, isSignableToken, isSignedByX } from '#shared/channels/x/webhook.ts'

const SECRETS = ['new-secret', 'old-secret']
const body = Buffer.from('{"text":"Gr\\u00fc\\u00dfe"}')

const signers = {
	x: {
		isSigned: isSignedByX,
		sign: (secret: string, bytes: Uint8Array) =>
			`sha256=${createHmac('sha256', secret).update(bytes).digest('base64')}`,
	},
	meta: {
		isSigned: isSignedByMeta,
		sign: (secret: string, bytes: Uint8Array) => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
	},
}

describe.each(['x', 'meta'] as const)('the signature of %s', (network) => {
	const { isSigned, sign } = signers[network]
	const genuine = sign('new-secret', body)

	test('is accepted by any secret of the list', () => {
		expect(isSigned(genuine, body, SECRETS)).toBe(true)
		expect(isSigned(sign('old-secret', body), body, SECRETS)).toBe(true)
	})
	test('refuses another secret, an empty one, and none', () => {
		expect(isSigned(sign('third', body), body, SECRETS)).toBe(false)
		expect(isSigned(sign('', body), body, [''])).toBe(false)
		expect(isSigned(genuine, body, [])).toBe(false)
	})
	test.each([
		undefined,
		'',
		'sha256=',
		'sha1=2fd4e1c6',
		`${genuine},${genuine}`,
		`${genuine}, x`,
		` ${genuine}`,
		`${genuine}\n`,
		genuine.slice(7),
		genuine.replace('sha256', 'SHA256'),
	])('refuses the header %j', (header) => expect(isSigned(header, body, SECRETS)).toBe(false))
	test('refuses a body changed by one byte', () => {
		for (let index = 0; index < body.length; index += 1) {
			const changed = Buffer.from(body)
			changed[index] = (changed[index] ?? 0) ^ 1
			expect(isSigned(genuine, changed, SECRETS)).toBe(false)
		}
	})
	test('refuses every mutated header', () => {
		const place = fc.nat(genuine.length - 1)
		const character = fc.string({ minLength: 1, maxLength: 1 })
		const edits = fc.array(fc.tuple(place, character, fc.constantFrom('set', 'insert', 'drop')), {
			minLength: 1,
			maxLength: 3,
		})
		fc.assert(
			fc.property(edits, (mutations) => {
				const mutated = mutations.reduce(
					(header, [index, by, how]) =>
						header.slice(0, index) + (how === 'drop' ? '' : by) + header.slice(how === 'insert' ? index : index + 1),
					genuine,
				)
				return mutated === genuine || !isSigned(mutated, body, SECRETS)
			}),
			{ numRuns: 5_000 },
		)
	})
	test('refuses every other encoding of the same digest', () => {
		const digest = createHmac('sha256', 'new-secret').update(body).digest()
		const others = [
			digest.toString('base64url'),
			digest.toString('base64').replace('=', ''),
			`${digest.toString('base64')}=`,
			digest.toString('hex').toUpperCase(),
		]
		for (const other of others) expect(isSigned(`sha256=${other}`, body, SECRETS)).toBe(false)
	})
})

test('Meta’s published example is accepted', () => {
	const header = 'sha256=f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17'
	expect(isSignedByMeta(header, Buffer.from('hello world'), ['sesame'])).toBe(true)
})

describe('X’s challenge', () => {
	test('has the known answer for the decoded token', () => {
		expect(challengeAnswer('test token', 'apiSecret')).toBe(
			'{"response_token":"sha256=O5hJl2njQRIa4vsumZ+3oom9ECR5m3aQLRZkPoYelp0="}',
		)
	})
	test.each(['NzU2ZjE4NmUtYzJlMy00', 'a'.repeat(16), 'a'.repeat(128), 'abc+/=_-abc+/=_-'])('signs %s', (token) => {
		expect(isSignableToken(token)).toBe(true)
	})
	test.each([
		'',
		'short',
		'a'.repeat(15),
		'a'.repeat(129),
		'{"for_user_id":"1001"}',
		'test token test token',
		`${'a'.repeat(20)}\n`,
		'ä'.repeat(20),
	])('refuses to sign %j', (token) => expect(isSignableToken(token)).toBe(false))
	test('never signs what is JSON of an event', () => {
		fc.assert(
			fc.property(fc.oneof(fc.object(), fc.array(fc.jsonValue())), (value) => !isSignableToken(JSON.stringify(value))),
		)
	})
})

describe('Meta’s challenge', () => {
	const query = (members: Record<string, string>) =>
		new URLSearchParams({
			'hub.mode': 'subscribe',
			'hub.verify_token': 'token',
			'hub.challenge': '1158201444',
			...members,
		})

	test('is given back as it is', () => {
		expect(hubAnswer(query({}), 'token')).toEqual({ outcome: 'confirmed', challenge: '1158201444' })
	})
	test.each([
		[{ 'hub.mode': 'unsubscribe' }, 'mode'],
		[{ 'hub.verify_token': 'tokem' }, 'token'],
		[{ 'hub.verify_token': '' }, 'token'],
		[{ 'hub.challenge': '<script>alert(1)</script>' }, 'challenge'],
		[{ 'hub.challenge': '' }, 'challenge'],
		[{ 'hub.challenge': '1'.repeat(65) }, 'challenge'],
	])('refuses %j', (members, reason) => {
		expect(hubAnswer(query(members), 'token')).toEqual({ outcome: 'refused', reason })
	})
	test('refuses everything without a verify token of ours', () => {
		expect(hubAnswer(query({ 'hub.verify_token': '' }), '')).toEqual({ outcome: 'refused', reason: 'token' })
	})
	test('refuses a parameter that comes twice', () => {
		const twice = query({})
		twice.append('hub.challenge', '2')
		expect(hubAnswer(twice, 'token')).toEqual({ outcome: 'refused', reason: 'challenge' })
	})
})
