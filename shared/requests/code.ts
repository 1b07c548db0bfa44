import { timingSafeEqual } from 'node:crypto'
import { CROCKFORD, crockford } from '#shared/kernel/id.ts'
import { derive } from './tokens.ts'

const DATA_LENGTH = 7
const CODE_LENGTH = DATA_LENGTH + 1

/** Multiplies by x in the field of 32 elements with x^5 = x^2 + 1. */
const timesX = (value: number): number => (value & 16 ? (value << 1) ^ 0b100101 : value << 1)

/**
 * Computes the check character: the values as a polynomial over 32 elements, at a generator. Detects every single wrong
 * character and every transposition of two.
 */
const checkCharacter = (data: string): string => {
	const sum = [...data].reduce((total, character) => timesX(total ^ CROCKFORD.indexOf(character)), 0)
	return CROCKFORD.charAt(sum)
}

/** Derives the code of a request's private message, without its dash: 35 bits and a check character. */
export const deriveCode = (linkSecret: string, requestId: string): string => {
	const data = crockford(derive(linkSecret, 'code', requestId), DATA_LENGTH)
	return data + checkCharacter(data)
}

/** Formats a code as 4-4. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** Normalises typed Crockford characters: ignores case, blanks and dashes, reads O as 0, I and L as 1. */
export const normaliseTyped = (typed: string): string =>
	typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}._]/gu, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1')

const WELL_FORMED = new RegExp(`^[${CROCKFORD}]{${CODE_LENGTH}}$`)

export type TypedCode =
	| { readonly outcome: 'wellFormed'; readonly code: string }
	| { readonly outcome: 'empty' }
	| { readonly outcome: 'illFormed' }

/** Parses a typed code. `illFormed` (a slip, or a machine's dummy) does not count as a wrong code. */
export const parseCode = (typed: string): TypedCode => {
	const code = normaliseTyped(typed.slice(0, 64))
	if (code === '') return { outcome: 'empty' }
	const isWellFormed = WELL_FORMED.test(code) && checkCharacter(code.slice(0, DATA_LENGTH)) === code.slice(DATA_LENGTH)
	return isWellFormed ? { outcome: 'wellFormed', code } : { outcome: 'illFormed' }
}

/** Compares two hashes of the same kind in constant time. */
export const isSameHash = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
