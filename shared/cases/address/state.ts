import * as z from 'zod'
import { addressFormSchema, contactLanguageSchema } from '../codes.ts'
import { instantSchema, messageKeySchema } from '../keys.ts'

const sinceSchema = () => z.object({ at: instantSchema, message: messageKeySchema.optional() })

export const addressState = () =>
	({
		form: addressFormSchema.optional(),
		/** Since when the form is what it is, and by which message; without one an agent set it. */
		formSince: sinceSchema().optional(),
		/** The newest message in which they say du to us, whatever they said since. */
		saidDuIn: messageKeySchema.optional(),
		language: contactLanguageSchema,
		languageSince: sinceSchema().optional(),
	}) as const
