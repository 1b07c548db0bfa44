import type { DataField } from '#shared/cases/codes.ts'
import { findPersonalData } from './find-personal-data.ts'
import { type Finding, fieldOf, MASKS } from './finding.ts'
import type { ScreeningSettings } from './settings.ts'

/** Replaces each finding in a text by the name of its kind in brackets, e.g. `[Kundennummer]`. */
export const maskPersonalData = (text: string, findings: readonly Finding[]): string => {
	let masked = ''
	let done = 0
	for (const { kind, start, end } of findings) {
		masked += text.slice(done, start) + MASKS[kind]
		done = end
	}
	return masked + text.slice(done)
}

export type Screened = {
	/** The masked text. */
	readonly text: string
	/** The vault's fields of the values, at least one. */
	readonly fields: readonly DataField[]
	/** The original values by field; several of one field are joined by line breaks. */
	readonly values: Readonly<Partial<Record<DataField, string>>>
}

/** Screens a customer's text; returns undefined where it holds no personal data. Pure. */
export type Screen = (text: string) => Screened | undefined

export const createScreen =
	(settings: ScreeningSettings): Screen =>
	(text) => {
		// A number without a label may be anything, and agents need it.
		const findings = findPersonalData(text, settings, { withBareNumbers: false })
		if (findings.length === 0) return undefined
		const values: Partial<Record<DataField, string>> = {}
		for (const { kind, value } of findings) {
			const field = fieldOf(kind)
			const known = values[field]
			values[field] = known === undefined ? value : `${known}\n${value}`
		}
		const fields = [...new Set(findings.map(({ kind }) => fieldOf(kind)))]
		return { text: maskPersonalData(text, findings), fields, values }
	}
