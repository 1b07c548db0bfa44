import type * as z from 'zod'
import { addressFormSchema, addressReasonSchema, contactLanguageSchema } from '../codes.ts'
import { by, kindOf } from '../fact-schema.ts'
import { messageKeySchema } from '../keys.ts'

/** Lists the facts of how the customer is written to, where an agent says so; what their texts tell comes with the facts of messages. */
export const addressFacts = () =>
	[
		/** `message`: the one in which the customer says du to us. */
		kindOf('AddressFormSet', {
			...by,
			form: addressFormSchema,
			reason: addressReasonSchema.optional(),
			message: messageKeySchema.optional(),
		}),
		kindOf('LanguageSet', { ...by, language: contactLanguageSchema, reason: addressReasonSchema.optional() }),
	] as const

export type AddressFact = z.infer<ReturnType<typeof addressFacts>[number]>
