import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIELDS, parseField } from '#shared/vault/fields.ts'
import { parseMailAddress } from '#shared/vault/mail-address.ts'

describe('fields', () => {
	it.each([
		['customerNumber', ' 123 456 7890 ', '123 456 7890'],
		['customerNumber', 'K-12/34.A', 'K-12/34.A'],
		['name', 'Jürgen  Groß-O’Neill', 'Jürgen Groß-O’Neill'],
		['phone', '0431 123456', '+49431123456'],
		['phone', '+43 1 5321234', '+4315321234'],
		['callbackWindow', 'werktags ab 17 Uhr', 'werktags ab 17 Uhr'],
		['connectionAddress', 'Weg 1\r\n24103 Kiel', 'Weg 1\n24103 Kiel'],
		['email', ' Kundin@Example.ORG ', 'Kundin@example.org'],
		['freeText', 'Seit\u202E Montag\u0000 geht nichts.\n\n\n\nGar nichts.', 'Seit Montag geht nichts.\n\nGar nichts.'],
	] as const)('takes %s %j', (field, typed, value) => {
		expect(parseField(field, typed)).toEqual({ outcome: 'valid', value })
	})

	it.each([
		['customerNumber', '', 'missing'],
		['customerNumber', ' \n\u200b ', 'missing'],
		['customerNumber', '123', 'invalid'],
		['customerNumber', '1234<script>', 'invalid'],
		['customerNumber', '1'.repeat(31), 'tooLong'],
		['name', '12345', 'invalid'],
		['name', 'X', 'invalid'],
		['phone', 'test', 'invalid'],
		['phone', '12', 'invalid'],
		['callbackWindow', '--', 'invalid'],
		['connectionAddress', 'zu Hause', 'invalid'],
		['email', 'a@b', 'invalid'],
		['freeText', 'x'.repeat(1001), 'tooLong'],
		['freeText', 'Mein Konto: DE89 3704 0044 0532 0130 00 bitte', 'bankDetails'],
		['orderNumber', 'GB82WEST12345698765432', 'bankDetails'],
	] as const)('refuses %s %j as %s', (field, typed, problem) => {
		expect(parseField(field, typed)).toEqual({ outcome: 'invalid', problem })
	})

	it('takes a wrong IBAN-like number as what it is', () => {
		expect(parseField('orderNumber', 'DE88370400440532013000').outcome).toBe('valid')
	})

	it('has no field for a secret or a bank account', () => {
		expect(Object.keys(FIELDS).join()).not.toMatch(/pass|pin|puk|iban|bank|card|ident/i)
	})

	it('never gives back more than it allows, an invisible character, or an error', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...(['name', 'freeText', 'phone', 'connectionAddress', 'email'] as const)),
				fc.string({ unit: 'binary' }),
				(field, typed) => {
					const parsed = parseField(field, typed)
					if (parsed.outcome === 'invalid') return
					expect(parsed.value.length).toBeLessThanOrEqual(FIELDS[field].maxLength)
					expect(parsed.value).not.toMatch(/[\p{Bidi_Control}\p{Cs}]|(?!\n)\p{Cc}/u)
				},
			),
		)
	})
})

describe('mail addresses', () => {
	it.each([
		['a@example.org', 'a@example.org'],
		["o'brien+x@sub.example.co.uk", "o'brien+x@sub.example.co.uk"],
		['kontakt@müller.example', 'kontakt@xn--mller-kva.example'],
	])('takes %s', (typed, address) => expect(parseMailAddress(typed)).toBe(address))

	it.each([
		'a@localhost',
		'.a@example.org',
		'a..b@example.org',
		'a@-example.org',
		'a@example.org.',
		'a@[127.0.0.1]',
		'a@exam ple.org',
		'a@example.org\nBcc: b@example.org',
		'a@example.org;b@example.org',
		'a@example。org,b@example.org',
		'a@example.org＠b.org',
		'<a@example.org>',
		'a%b@example.org',
		'a@b@example.org',
		`${'a'.repeat(65)}@example.org`,
		`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.org`,
	])('refuses %j', (typed) => expect(parseMailAddress(typed)).toBeUndefined())

	it('passes nothing that is not plainly one recipient', () => {
		const parts = fc.array(
			fc.constantFrom(
				'a',
				'@',
				'example.org',
				',',
				';',
				'\r\n',
				' ',
				'<',
				'>',
				'"',
				':',
				'%',
				'。',
				'＠',
				'ä',
				'\u0000',
				'(',
				')',
				'\\',
			),
			{ maxLength: 12 },
		)
		fc.assert(
			fc.property(parts, (pieces) => {
				const address = parseMailAddress(pieces.join(''))
				if (address !== undefined) expect(address).toMatch(/^[\w.+'#$&*/=?^{}~-]+@[a-z0-9.-]+$/)
			}),
			{ numRuns: 5_000 },
		)
	})
})
