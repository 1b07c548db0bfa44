import type { AddressForm, CallDirection, CallResult } from '../codes.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { AgentKey, NoteKey } from '../keys.ts'
import { type NewPromise, PROMISE_REFUSALS, promised } from '../promises/decide.ts'

/** Calls with the customer, as who had them tells. */

export type CallsCommand =
	| {
			readonly kind: 'recordCall'
			readonly by: AgentKey
			readonly direction: CallDirection
			readonly result: CallResult
			readonly note?: NoteKey | undefined
			/** What was promised on the telephone, or to oneself after nobody answered. */
			readonly promise?: NewPromise | undefined
	  }
	| { readonly kind: 'setPhoneForm'; readonly by: AgentKey; readonly form: AddressForm; readonly asked: boolean }

export const callsRefusals = {
	recordCall: ['caseClosed', ...PROMISE_REFUSALS],
	setPhoneForm: ['notAsked'],
} as const

export const callsDeciders: Deciders<CallsCommand, typeof callsRefusals> = {
	/** Needs no claim: whoever picks up the telephone has had the call. Only what is promised needs an open case. */
	recordCall: (state, { by, direction, result, note, promise }, now) => {
		if (promise !== undefined && state.state === 'closed') return refuse('caseClosed')
		const made = promised(state, promise, { by, from: 'call' }, now)
		if (typeof made === 'string') return refuse(made)
		return accept(fact('CallRecorded', now, { by, direction, result, note }), ...made)
	},
	/** On the telephone the first question is whether du is still all right. */
	setPhoneForm: (_, { by, form, asked }, now) =>
		form === 'du' && !asked ? refuse('notAsked') : accept(fact('PhoneFormSet', now, { by, form, asked })),
}
