import type { DetectedForm } from '#shared/address/detect-address-form.ts'

/** A sentence and how its writer addresses us. */
export type Labelled = { readonly text: string; readonly form: DetectedForm }

/** One sentence a line. */
export const labelled = (form: DetectedForm, lines: string): readonly Labelled[] =>
	lines
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((text) => ({ text, form }))
