import type { Objected } from '#shared/cases/apply.ts'
import type { OverrideReason, ReplyWarning } from '#shared/cases/codes.ts'
import type { PersonalDatum, ReplyCheck, TextRefusal, Warning } from './check-reply.ts'

/** A refusal of an answer, or of its change, that does not come from the case. */
export type ReplyObjection =
	/** The case has no such message of a customer, or it was erased. */
	| { readonly code: 'messageUnknown' }
	/** The message is private; the operation needs a public one. */
	| { readonly code: 'messagePrivate' }
	/** The network does not let us hide what stands there. */
	| { readonly code: 'hideImpossible' }
	/** The author has left. */
	| { readonly code: 'agentRetired' }
	| Exclude<TextRefusal, { readonly code: 'textTooLong' }>
	| { readonly code: 'textTooLong'; readonly length: number; readonly limit: number }
	/** What an agent says to colleagues cannot be read; `field` is where it came in. */
	| { readonly code: 'remarkInvalid'; readonly field: 'note' | 'reason' }
	/** The outcome does not go with what else was said of the end. */
	| { readonly code: 'endingMismatch' }
	/** What an agent says to colleagues holds personal data of the customer. */
	| {
			readonly code: 'noteHoldsData'
			readonly field: 'text' | 'note' | 'reason'
			readonly findings: readonly PersonalDatum[]
	  }
	/** The case is in no such danger. */
	| { readonly code: 'dangerNotOpen' }
	/** No key of a note. */
	| { readonly code: 'noteUnknown' }
	/** The case has no such proposal, or it was erased. */
	| { readonly code: 'proposalUnknown' }
	/** Warnings that were not overruled with a reason. */
	| { readonly code: 'warningsOpen'; readonly warnings: readonly Warning[] }

export type Override = { readonly warning: ReplyWarning; readonly reason: OverrideReason }

/** Returns the first objection to a checked text; undefined where it may leave. */
export const objectionTo = (
	{ length, limit, refusals, warnings }: ReplyCheck,
	overrides: readonly Override[],
): ReplyObjection | undefined => {
	const [refusal] = refusals
	if (refusal?.code === 'textTooLong') return { code: 'textTooLong', length, limit }
	if (refusal !== undefined) return refusal
	const open = warnings.filter(({ code }) => !overrides.some(({ warning }) => warning === code))
	return open.length === 0 ? undefined : { code: 'warningsOpen', warnings: open }
}

export const object = (objection: ReplyObjection): Objected<ReplyObjection> => ({ objection })
