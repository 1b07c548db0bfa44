import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { DataField } from '#shared/cases/codes.ts'
import { parseMailAddress } from './mail-address.ts'

/** Characters that no keyboard types: controls, invisible direction marks, lone surrogates, byte-order marks. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\uFEFF\u200B\u2060]/gu

/** Normalises a text to one line: NFC, without invisible characters, blanks joined. */
const oneLine = (text: string): string =>
	text.normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/ +/gu, ' ').trim()

/** Normalises a text likewise but keeps line breaks, with at most one empty line in a row. */
const severalLines = (text: string): string =>
	text
		.split(/\r\n|\r|\n/u)
		.map(oneLine)
		.join('\n')
		.replace(/\n{3,}/gu, '\n\n')
		.trim()

const digitsOf = (character: string): string =>
	/[0-9]/.test(character) ? character : String(character.charCodeAt(0) - 55)

const isIban = (candidate: string): boolean => {
	const digits = [...(candidate.slice(4) + candidate.slice(0, 4))].map(digitsOf).join('')
	return BigInt(digits) % 97n === 1n
}

/**
 * Tells whether a text contains an account number that passes the check of ISO 13616, with or without blanks and
 * dashes.
 */
const holdsIban = (text: string): boolean => {
	const candidates = text.toUpperCase().match(/\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/g) ?? []
	return candidates.some((candidate) => {
		const compact = candidate.replace(/[ -]/g, '')
		// The match may include the following word: every length of an IBAN is tried.
		return Array.from({ length: compact.length - 14 }, (_, cut) => compact.slice(0, 15 + cut)).some(isIban)
	})
}

/** Parses a telephone number to E.164, as a German one where no country is given; undefined for an invalid one. */
const parsePhone = (text: string): string | undefined => {
	const number = parsePhoneNumberFromString(text.normalize('NFKC'), 'DE')
	return number?.isValid() && !number.ext ? number.number : undefined
}

export type FieldProblem = 'missing' | 'tooLong' | 'invalid' | 'bankDetails'
export type ParsedField =
	| { readonly outcome: 'valid'; readonly value: string }
	| { readonly outcome: 'invalid'; readonly problem: FieldProblem }

export type FieldRule = {
	/** The purpose shown to the customer beside the field; the value may be used for nothing else. */
	readonly purpose:
		| 'findContract'
		| 'addressCustomer'
		| 'callBack'
		| 'findConnection'
		| 'findOrder'
		| 'write'
		| 'understand'
	/** Days after the case's final close; the erasure takes all fields of a case together. */
	readonly retentionDays: number
	readonly maxLength: number
	readonly input: 'text' | 'tel' | 'email' | 'textarea'
	/** The token of HTML's autocomplete attribute, so that browsers help and screen readers know the purpose. */
	readonly autocomplete: string
	readonly inputMode?: 'numeric' | 'tel' | 'email' | undefined
	/** Returns undefined for a value that is not valid for this field. */
	readonly parse: (text: string) => string | undefined
}

const RETENTION_DAYS = 3

const matching =
	(pattern: RegExp) =>
	(text: string): string | undefined => {
		const line = oneLine(text)
		return pattern.test(line) ? line : undefined
	}

/** A reference number: letters, digits and the marks people copy with it; at least four letters or digits. */
const reference = matching(/^(?=(?:.*[\p{L}\p{N}]){4})[\p{L}\p{N} ./_-]+$/u)
const personName = matching(/^(?=.*\p{L}.*\p{L})[\p{L}\p{M} .,'’-]+$/u)
const windowOfTime = matching(/[\p{L}\p{N}]{2}/u)

const postalAddress = (text: string): string | undefined => {
	const lines = severalLines(text)
	return /\p{N}/u.test(lines) && /\p{L}{2}/u.test(lines) && lines.length >= 8 ? lines : undefined
}

/**
 * All fields there are. A password, PIN, PUK, IBAN or identity card is never one (shared/requests/README.md, "Rules").
 */
export const FIELDS: Readonly<Record<DataField, FieldRule>> = {
	customerNumber: {
		purpose: 'findContract',
		retentionDays: RETENTION_DAYS,
		maxLength: 30,
		input: 'text',
		autocomplete: 'off',
		parse: reference,
	},
	name: {
		purpose: 'addressCustomer',
		retentionDays: RETENTION_DAYS,
		maxLength: 80,
		input: 'text',
		autocomplete: 'name',
		parse: personName,
	},
	phone: {
		purpose: 'callBack',
		retentionDays: RETENTION_DAYS,
		maxLength: 30,
		input: 'tel',
		autocomplete: 'tel',
		inputMode: 'tel',
		parse: parsePhone,
	},
	callbackWindow: {
		purpose: 'callBack',
		retentionDays: RETENTION_DAYS,
		maxLength: 100,
		input: 'text',
		autocomplete: 'off',
		parse: windowOfTime,
	},
	connectionAddress: {
		purpose: 'findConnection',
		retentionDays: RETENTION_DAYS,
		maxLength: 200,
		input: 'textarea',
		autocomplete: 'street-address',
		parse: postalAddress,
	},
	orderNumber: {
		purpose: 'findOrder',
		retentionDays: RETENTION_DAYS,
		maxLength: 30,
		input: 'text',
		autocomplete: 'off',
		parse: reference,
	},
	email: {
		purpose: 'write',
		retentionDays: RETENTION_DAYS,
		maxLength: 254,
		input: 'email',
		autocomplete: 'email',
		inputMode: 'email',
		parse: parseMailAddress,
	},
	freeText: {
		purpose: 'understand',
		retentionDays: RETENTION_DAYS,
		maxLength: 1000,
		input: 'textarea',
		autocomplete: 'off',
		parse: severalLines,
	},
}

/** Checks a typed value and normalises it for storage. Refuses text with bank details. */
export const parseField = (field: DataField, typed: string): ParsedField => {
	const { maxLength, parse } = FIELDS[field]
	const text = severalLines(typed)
	if (text === '') return { outcome: 'invalid', problem: 'missing' }
	if (text.length > maxLength) return { outcome: 'invalid', problem: 'tooLong' }
	if (holdsIban(text)) return { outcome: 'invalid', problem: 'bankDetails' }
	const value = parse(typed)
	return value === undefined ? { outcome: 'invalid', problem: 'invalid' } : { outcome: 'valid', value }
}
