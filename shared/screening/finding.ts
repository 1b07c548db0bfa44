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

/** Personal data in a text: `value` is `text.slice(start, end)`, offsets in UTF-16 units of the text as it was given. */
export type Finding = {
	readonly kind: FindingKind
	readonly start: number
	readonly end: number
	readonly value: string
}

/** What stands in a text in place of the value. */
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

/** The vault's field that a value of this kind is kept under. */
export const fieldOf = (kind: FindingKind): DataField => FIELDS[kind] ?? 'freeText'
