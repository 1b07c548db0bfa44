import type { FindingKind } from '#shared/screening/finding.ts'

/** A public answer as help teams write it, and the kinds of personal data in it: none, or each once or more. */
export type LabelledText = { readonly text: string; readonly kinds: readonly FindingKind[] }

/**
 * One text a line: its kinds joined by `+` (or `-` for none), a bar, the text; `⏎` stands for a line break and `\u....`
 * for a character that an editor would not show.
 */
export const labelledTexts = (lines: string, isKind: (word: string) => word is FindingKind): readonly LabelledText[] =>
	lines
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => {
			const bar = line.indexOf('|')
			const words = line.slice(0, bar).trim()
			const kinds = words === '-' ? [] : words.split('+').map((word) => word.trim())
			const known = kinds.filter(isKind)
			if (bar < 0 || known.length !== kinds.length) throw new Error(`Not a labelled text: ${line}`)
			const text = line
				.slice(bar + 1)
				.trim()
				.replaceAll('⏎', '\n')
				.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
			return { text, kinds: known }
		})

/** What is ours in all of these texts. */
export const ownThings = {
	ownPhones: ['0800 0000000', '0800 33 01000', '+49 228 181-0', '0800 3302828'],
	ownEmails: ['hilft@hilft.example', 'datenschutz@konzern.example'],
	ownDomains: ['hilft.example', 'beispiel-telekom.example'],
	ownAddresses: ['Beispielallee 140, 53113 Bonn', 'Postfach 30 04 63, 53184 Bonn'],
}
