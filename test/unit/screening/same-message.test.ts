import { describe, expect, it } from 'vitest'
import { fingerprintOf, isSameMessage } from '#shared/screening/same-message.ts'

const TEXT = 'Hallo Frau Müller, bitte starten Sie den Router neu. ^an'

describe('isSameMessage', () => {
	it.each([
		'Hallo Herr Dr. Özdemir, bitte starten Sie den Router neu. ^be',
		'Hi @max_1985, bitte starten Sie den Router neu! ^ce',
		'Guten Tag, bitte  starten Sie den Router NEU',
		'@max_1985 Moin! Bitte starten Sie den Router neu… ^do',
		'Hallo, bitte starten Sie den Router neu.',
	])('sees that "%s" is the same', (other) => {
		expect(isSameMessage(TEXT, other)).toBe(true)
		expect(fingerprintOf(TEXT)).toBe(fingerprintOf(other))
	})

	it.each([
		'Hallo Frau Müller, bitte starten Sie das Telefon neu. ^an',
		'Hallo Frau Müller, bitte starten Sie den Router nie neu. ^an',
		'Hallo Frau Müller. ^an',
	])('sees that "%s" is another', (other) => {
		expect(isSameMessage(TEXT, other)).toBe(false)
	})
})

describe('a message without words', () => {
	it('is its greeting, or its signs', () => {
		expect(isSameMessage('Hallo Frau Müller.', 'Guten Morgen.')).toBe(false)
		expect(isSameMessage('👍 ^an', '👎 ^an')).toBe(false)
		expect(isSameMessage('👍 ^an', '👍 ^be')).toBe(true)
	})
})

describe('fingerprintOf', () => {
	it('is a sha256 without a word', () => {
		expect(fingerprintOf(TEXT)).toMatch(/^[0-9a-f]{64}$/)
	})
})
