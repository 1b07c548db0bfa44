import * as z from 'zod'
import type { DataField } from '#shared/cases/codes.ts'

export const findingKindSchema = z.enum([
	'phone',
	'iban',
	'email',
	'customerNumber',
	'orderNumber',
	'streetAddress',
	'birthDate',
	'cardNumber',
	'secret',
])
export type FindingKind = z.infer<typeof findingKindSchema>

/** Personal data in a text: `value` is `text.slice(start, end)`, offsets in UTF-16 units of the given text. */
export type Finding = {
	readonly kind: FindingKind
	readonly start: number
	readonly end: number
	readonly value: string
}

/** The replacement of a value in a text. */
export const MASKS: Readonly<Record<FindingKind, string>> = {
	phone: '[Telefonnummer]',
	iban: '[IBAN]',
	email: '[E-Mail-Adresse]',
	customerNumber: '[Kundennummer]',
	orderNumber: '[Auftragsnummer]',
	streetAddress: '[Adresse]',
	birthDate: '[Geburtsdatum]',
	cardNumber: '[Kartennummer]',
	secret: '[Geheimnis]',
}

const FIELDS: Readonly<Partial<Record<FindingKind, DataField>>> = {
	phone: 'phone',
	email: 'email',
	customerNumber: 'customerNumber',
	orderNumber: 'orderNumber',
	streetAddress: 'connectionAddress',
}

/** Returns the vault's field for values of this kind. */
export const fieldOf = (kind: FindingKind): DataField => FIELDS[kind] ?? 'freeText'
