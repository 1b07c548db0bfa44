import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectAddressForm } from '#shared/address/detect-address-form.ts'
import { formToWrite, type RememberedAddress, rememberAddress } from '#shared/address/remember-address.ts'

const monday = '2026-11-16T10:00:00.000Z'
const tuesday = '2026-11-17T10:00:00.000Z'
const du = detectAddressForm('Könnt ihr mir helfen?')
const sie = detectAddressForm('Können Sie mir helfen?')
const mixed = detectAddressForm('Könnt ihr mir helfen? Ich hatte Ihnen geschrieben.')
const unknown = detectAddressForm('Mein Netz ist weg.')

describe('the form of a contact', () => {
	it('is Sie in what we write until the contact has said du', () => {
		expect(formToWrite(undefined)).toBe('sie')
		expect(formToWrite(rememberAddress(undefined, unknown, monday))).toBe('sie')
		expect(formToWrite(rememberAddress(undefined, mixed, monday))).toBe('sie')
		expect(formToWrite(rememberAddress(undefined, du, monday))).toBe('du')
	})

	it('is that of the last clear words', () => {
		const first = rememberAddress(undefined, du, monday)
		expect(rememberAddress(first, sie, tuesday)).toEqual({ form: 'sie', evidence: sie.evidence, at: tuesday })
	})

	it('stays when a text shows none or both', () => {
		const first = rememberAddress(undefined, du, monday)
		expect(rememberAddress(first, unknown, tuesday)).toBe(first)
		expect(rememberAddress(first, mixed, tuesday)).toBe(first)
	})

	it('does not go back when an older message comes late', () => {
		const last = rememberAddress(undefined, sie, tuesday)
		expect(rememberAddress(last, du, monday)).toBe(last)
	})

	it('is the same in whatever order messages of different times arrive', () => {
		const message = fc.record({
			detected: fc.constantFrom(du, sie, mixed, unknown),
			minute: fc.integer({ min: 0, max: 59 }),
		})
		const fold = (messages: readonly { detected: typeof du; minute: number }[]) =>
			messages.reduce<RememberedAddress | undefined>(
				(known, { detected, minute }) =>
					rememberAddress(known, detected, new Date(Date.UTC(2026, 10, 16, 10, minute)).toISOString()),
				undefined,
			)
		fc.assert(
			fc.property(fc.uniqueArray(message, { selector: ({ minute }) => minute }), (messages) => {
				const inOrder = messages.toSorted((one, other) => one.minute - other.minute)
				expect(fold(messages)).toEqual(fold(inOrder))
			}),
		)
	})
})
