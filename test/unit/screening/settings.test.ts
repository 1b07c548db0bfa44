import { describe, expect, it } from 'vitest'
import { parseScreeningSettings } from '#shared/screening/settings.ts'

const patternError = (pattern: string): string => {
	const read = () => parseScreeningSettings({ patterns: [{ kind: 'orderNumber', pattern }] })
	try {
		read()
	} catch (error) {
		return String(error)
	}
	return ''
}

describe('parseScreeningSettings', () => {
	it('needs nothing', () => {
		expect(parseScreeningSettings('{}')).toEqual({
			ownPhones: [],
			ownEmails: [],
			ownDomains: [],
			ownAddresses: [],
			patterns: [],
		})
	})

	it('keeps what is ours in the form in which it is compared', () => {
		expect(
			parseScreeningSettings({
				ownPhones: ['0800 / 33 01000', '+49 (0)228 181-0'],
				ownEmails: [' Hilft@Hilft.Example '],
				ownDomains: ['www.hilft.example'],
				ownAddresses: ['Beispielstraße 1, 53113 Bonn'],
			}),
		).toMatchObject({
			ownPhones: ['498003301000', '492281810'],
			ownEmails: ['hilft@hilft.example'],
			ownDomains: ['hilft.example'],
			ownAddresses: ['beispielstr153113bonn'],
		})
	})

	it('bounds what a pattern may repeat', () => {
		const [first] = parseScreeningSettings({
			patterns: [{ kind: 'orderNumber', pattern: String.raw`HX\s*\d+` }],
		}).patterns
		expect(first?.pattern.source).toBe(String.raw`HX\s{0,40}\d{1,40}`)
	})

	it.each([
		['(a+)+', 'A repeated group'],
		['(?:a|aa)*b', 'A repeated group'],
		['((a*)b)*', 'A repeated group'],
		['(a{1,9}){5,}', 'A repeated group'],
		[String.raw`(\d)\1`, 'Backreferences'],
		['(?<=a)b', 'Look-ahead'],
		['a*b*c*d*e*f', 'At most 4'],
		['[a', 'not a regular expression'],
		['a*', 'empty text'],
	])('refuses the pattern %s and says why', (pattern, reason) => {
		expect(patternError(pattern)).toContain(reason)
	})

	it('refuses what it does not know', () => {
		expect(() => parseScreeningSettings({ ownPhone: [] })).toThrow('ownPhone')
		expect(() => parseScreeningSettings({ patterns: [{ kind: 'shoeSize', pattern: 'a' }] })).toThrow('kind')
		expect(() => parseScreeningSettings('{')).toThrow(SyntaxError)
	})
})
