import { signalKindSchema } from '#shared/cases/signals/facts.ts'

/** The signals that are known by a learned model: all but those that rules know (`suggestions.ts`) and the case itself tells. */
export const LEARNED_SIGNALS = signalKindSchema.exclude([
	'repeatedContact',
	'minor',
	'thanks',
	'brokenPromiseTwice',
]).options
