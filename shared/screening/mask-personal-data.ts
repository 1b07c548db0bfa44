import { type Finding, MASKS } from './finding.ts'

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
