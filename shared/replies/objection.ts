import type { Objected } from '#shared/cases/apply.ts'
import type { OverrideReason, ReplyWarning } from '#shared/cases/codes.ts'
import type { ReplyCheck, TextRefusal, Warning } from './check-reply.ts'

/** What, besides the case, speaks against an answer or a change of one. */
export type ReplyObjection =
	/** No such message of a customer in this case, or it was erased. */
	| { readonly code: 'messageUnknown' }
	/** What only public messages have was asked of a private one. */
	| { readonly code: 'messagePrivate' }
	/** Who writes has left. */
	| { readonly code: 'agentRetired' }
	| Exclude<TextRefusal, { readonly code: 'textTooLong' }>
	| { readonly code: 'textTooLong'; readonly length: number; readonly limit: number }
	/** Warnings without a reason to overrule them. */
	| { readonly code: 'warningsOpen'; readonly warnings: readonly Warning[] }

export type Override = { readonly warning: ReplyWarning; readonly reason: OverrideReason }

/** What the text's author must mend first, or look at again; undefined where it may leave. */
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
