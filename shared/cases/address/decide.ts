import type * as z from 'zod'
import type { AddressForm, addressReasonSchema, ContactLanguage } from '../codes.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { AgentKey, MessageKey } from '../keys.ts'
import type { CaseState } from '../state.ts'

type Reason = z.infer<typeof addressReasonSchema>

/** A message of this customer that somebody names as evidence, and how it speaks to us as far as its text tells. */
type NamedMessage = { readonly message: MessageKey; readonly form?: AddressForm | undefined }

type SetAddressForm = {
	readonly kind: 'setAddressForm'
	readonly by: AgentKey
	readonly form: AddressForm
	readonly reason: Reason
	readonly named?: NamedMessage | undefined
}

export type AddressCommand =
	| SetAddressForm
	| { readonly kind: 'setLanguage'; readonly by: AgentKey; readonly language: ContactLanguage; readonly reason: Reason }

export const addressRefusals = { setAddressForm: ['evidenceNeeded', 'callNeeded'], setLanguage: [] } as const

/**
 * Returns the message that proves du: the one named, where it says du, or where its text tells nothing and its reader says
 * that it was wrongly detected; else one that was detected. Undefined where the customer never said it.
 */
const evidenceOf = ({ saidDuIn }: CaseState, { named, reason }: SetAddressForm): MessageKey | undefined => {
	if (named === undefined) return saidDuIn
	const isRead = named.form === 'du' || (named.form === undefined && reason === 'wronglyDetected')
	return isRead ? named.message : undefined
}

/** Tells whether somebody of us spoke with the customer on the phone, as is on record. */
const hasSpoken = ({ calls }: CaseState): boolean => calls.some(({ result }) => result === 'reached')

export const addressDeciders: Deciders<AddressCommand, typeof addressRefusals> = {
	/** Never du first. Sie is always allowed. */
	setAddressForm: (state, command, now) => {
		const { by, form, reason } = command
		if (form === 'sie') return accept(fact('AddressFormSet', now, { by, form, reason }))
		if (reason === 'askedOnThePhone')
			return hasSpoken(state) ? accept(fact('AddressFormSet', now, { by, form, reason })) : refuse('callNeeded')
		const message = evidenceOf(state, command)
		return message === undefined
			? refuse('evidenceNeeded')
			: accept(fact('AddressFormSet', now, { by, form, reason, message }))
	},
	setLanguage: (_, { by, language, reason }, now) => accept(fact('LanguageSet', now, { by, language, reason })),
}
