import { expect, test } from 'vitest'
import { escapeNonAscii } from '#infra/local/practice/graph/payloads.ts'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { rulesByNetwork } from '#infra/local/practice/networks-server.ts'
import { createNetworkIds, personId } from '#infra/local/practice/world/network-ids.ts'
import { handlesIn, mentioning } from '#infra/local/practice/x/text.ts'

test('escapes as Meta does, in lower case and by UTF-16 units, and stays the same JSON', () => {
	const json = JSON.stringify({ text: 'Grüße „😡“ /' })
	expect(escapeNonAscii(json)).toBe('{"text":"Gr\\u00fc\\u00dfe \\u201e\\ud83d\\ude21\\u201c /"}')
	expect(JSON.parse(escapeNonAscii(json))).toEqual(JSON.parse(json))
})

test('signs X in base64 and Meta in hex', () => {
	expect(rulesByNetwork.x.signDelivery('body').headers['x-twitter-webhooks-signature']).toMatch(
		/^sha256=[A-Za-z0-9+/]{43}=$/,
	)
	expect(rulesByNetwork.facebook.signDelivery('body').headers['x-hub-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/)
})

test('finds handles, but not in addresses of mails or longer words', () => {
	expect(handlesIn('@Hilft bitte (@mia_1) und a@hilft.example, @viel_zu_langer_name_hier')).toEqual(['hilft', 'mia_1'])
	expect(mentioning('Hallo @HILFT')).toBe('Hallo @HILFT')
	expect(mentioning('Hallo @hilftnicht')).toBe('@hilft Hallo @hilftnicht')
})

test('gives ascending snowflakes beyond 2^53, also within one millisecond', () => {
	const ids = createNetworkIds({ now: () => '2026-11-22T10:00:00.000Z' })
	const [first = '', second = ''] = [ids.next('x', 'public'), ids.next('x', 'private')]
	expect(BigInt(second)).toBeGreaterThan(BigInt(first))
	expect(BigInt(first)).toBeGreaterThan(2n ** 53n)
	expect(ids.next('facebook', 'public')).not.toBe(ids.next('facebook', 'public'))
})

test('a name has the same id for ever, and another on the other network', () => {
	expect(personId('x', 'Mia')).toBe(personId('x', 'Mia'))
	expect(personId('x', 'Mia')).not.toBe(personId('facebook', 'Mia'))
	expect(BigInt(personId('facebook', 'Mia'))).toBeGreaterThan(2n ** 53n)
})

test('every local secret begins with local-', () => {
	const strings = (value: unknown): string[] =>
		typeof value === 'string' ? [value] : Object.values(value as object).flatMap(strings)
	expect(Object.keys(localSecretValues).sort()).toEqual([
		'Address',
		'Identity',
		'Link',
		'MetaApi',
		'MetaWebhook',
		'SearchKey',
		'XApi',
		'XWebhook',
	])
	for (const text of Object.values(localSecretValues))
		for (const value of strings(JSON.parse(text))) expect(value).toMatch(/^local-/)
})
