import { describe, expect, it } from 'vitest'
import { ALLOWED_ACTS } from '#shared/cases/data/levels.ts'
import { CROCKFORD } from '#shared/kernel/id.ts'
import { deriveCode, isSameHash, parseCode, showCode } from '#shared/requests/code.ts'
import {
	deriveDataToken,
	deriveReference,
	deriveStartToken,
	hashSecret,
	hashUnder,
	showReference,
} from '#shared/requests/tokens.ts'
import { parsePresented } from '#shared/requests/visit.ts'
import { anId } from '#test/support/request-factories.ts'

const SECRET = 'a-link-secret'
const other = (character: string) => (character === '7' ? '8' : '7')

describe('tokens', () => {
	it('are the same whenever they are derived, and differ by purpose, request, issue and secret', () => {
		const id = anId('req')
		const all = [
			deriveStartToken(SECRET, id),
			deriveStartToken(SECRET, anId('req')),
			deriveStartToken('another secret', id),
			deriveDataToken(SECRET, id, 1),
			deriveDataToken(SECRET, id, 2),
		]
		expect(new Set(all).size).toBe(all.length)
		for (const token of all) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
		expect(deriveDataToken(SECRET, id, 1)).toBe(all[3])
	})

	it('hash so that the hash neither is nor holds the secret', () => {
		expect(hashSecret('x')).toMatch(/^[0-9a-f]{64}$/)
		expect(hashUnder('long', 'code', 'short')).not.toBe(hashUnder('long', 'tail', 'short'))
		expect(isSameHash(hashSecret('x'), hashSecret('x'))).toBe(true)
		expect(isSameHash(hashSecret('x'), hashSecret('y'))).toBe(false)
		expect(isSameHash(hashSecret('x'), 'short')).toBe(false)
	})
})

describe('a presented link or reference', () => {
	const id = anId('req')
	const token = deriveDataToken(SECRET, id, 1)
	const reference = deriveReference(SECRET, id, 1)

	it('is recognised as token, pasted link, or reference however typed', () => {
		expect(reference).toMatch(new RegExp(`^[${CROCKFORD}]{26}$`))
		expect(showReference(reference)).toMatch(/^.{2}(-.{4}){6}$/)
		for (const typed of [token, ` https://a.example/data#${token}\n`, `#${token}`])
			expect(parsePresented(typed)).toBe(token)
		for (const typed of [
			reference,
			showReference(reference).toLowerCase(),
			reference.replace(/0/g, 'o').replace(/1/g, 'L'),
		]) {
			expect(parsePresented(typed)).toBe(reference)
		}
	})

	it.each([
		'',
		' ',
		'test',
		token.slice(1),
		`${token}a`,
		reference.slice(1),
		`${reference}0`,
		'https://a.example/data',
		'x'.repeat(10_000),
	])('refuses %j without a look-up', (typed) => expect(parsePresented(typed)).toBeUndefined())
})

describe('codes', () => {
	const codes = Array.from({ length: 200 }, () => deriveCode(SECRET, anId('req')))

	it('are eight characters, shown 4-4', () => {
		for (const code of codes) expect(code).toMatch(new RegExp(`^[${CROCKFORD}]{8}$`))
		expect(showCode('ABCDEFGH')).toBe('ABCD-EFGH')
	})

	it('forgive case, O for 0, I and L for 1, blanks and dashes', () => {
		for (const code of codes) {
			const sloppy = ` ${showCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/, 'i').replace(/1/g, 'l').replace('-', ' – ')} `
			expect(parseCode(sloppy)).toEqual({ outcome: 'wellFormed', code })
		}
	})

	it('refuses every single wrong character and every two that changed places', () => {
		for (const code of codes.slice(0, 40)) {
			for (let i = 0; i < code.length; i++) {
				for (const character of CROCKFORD) {
					if (character === code[i]) continue
					expect(parseCode(code.slice(0, i) + character + code.slice(i + 1)).outcome).toBe('illFormed')
				}
				for (let j = i + 1; j < code.length; j++) {
					const swapped = [...code]
					;[swapped[i], swapped[j]] = [swapped[j] ?? '', swapped[i] ?? '']
					if (swapped.join('') !== code) expect(parseCode(swapped.join('')).outcome).toBe('illFormed')
				}
			}
		}
	})

	it('refuses what is no code at all', () => {
		const [code = ''] = codes
		for (const typed of ['test', '1234', code + code, `${code.slice(0, 7)}${other(code[7] ?? '')}`, 'UUUUUUUU']) {
			expect(parseCode(typed)).toEqual({ outcome: 'illFormed' })
		}
		for (const typed of ['', ' - ', '\t']) expect(parseCode(typed)).toEqual({ outcome: 'empty' })
	})
})

describe('levels', () => {
	it('never allow SIM, porting, address, bank, PIN or copies of contracts by the word of whoever sent the data', () => {
		for (const matter of ['simCard', 'porting', 'addressChange', 'bankDetails', 'pin', 'contractCopy'])
			for (const allowed of Object.values(ALLOWED_ACTS)) expect(allowed).not.toContain(matter)
	})

	it('allow at each level all that a weaker one allows', () => {
		expect(ALLOWED_ACTS.controlsAccount).toEqual(['generalAdvice', 'faultReport', 'callBack'])
		expect(ALLOWED_ACTS.controlsMailbox).toEqual(expect.arrayContaining([...ALLOWED_ACTS.controlsAccount]))
		expect(ALLOWED_ACTS.controlsMailbox).toContain('orderStatus')
	})
})
