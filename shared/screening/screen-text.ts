import type { DataField } from '#shared/cases/codes.ts'
import { findPersonalData } from './find-personal-data.ts'
import { type Finding, fieldOf, MASKS } from './finding.ts'
import type { ScreeningSettings } from './settings.ts'

/** The text with the name of its kind in brackets in place of each finding, e.g. `[Kundennummer]`. */
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
	/** The text with the name of its kind in place of each value. */
	readonly text: string
	/** The vault's fields that the values belong to, at least one. */
	readonly fields: readonly DataField[]
	/** By field, what stood there as it was written; several of one field are joined by line breaks. */
	readonly values: Readonly<Partial<Record<DataField, string>>>
}

/** What is personal in a customer's words; undefined where there is nothing. Pure. */
export type Screen = (text: string) => Screened | undefined

export const createScreen =
	(settings: ScreeningSettings): Screen =>
	(text) => {
		// A number that nothing is said of may be anything: masking it would take words from agents.
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
