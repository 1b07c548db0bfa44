import { CROCKFORD } from '#shared/kernel/id.ts'
import { normaliseTyped } from './code.ts'
import { REFERENCE_LENGTH } from './tokens.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
const REFERENCE = new RegExp(`^[${CROCKFORD}]{${REFERENCE_LENGTH}}$`)

/**
 * The token or reference in what a visitor presents: the link's fragment, the whole link pasted, or the printed
 * reference typed. Undefined: neither, so nothing is looked up.
 */
export const parsePresented = (typed: string): string | undefined => {
	const text = typed.slice(0, 500).trim()
	const token = text.slice(text.lastIndexOf('#') + 1)
	if (TOKEN.test(token)) return token
	const reference = normaliseTyped(text)
	return REFERENCE.test(reference) ? reference : undefined
}
