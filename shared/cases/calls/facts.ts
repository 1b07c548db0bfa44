import * as z from 'zod'
import { addressFormSchema, callDirectionSchema, callResultSchema } from '../codes.ts'
import { by, kindOf } from '../fact-schema.ts'
import { noteKeySchema } from '../keys.ts'

/** Lists the facts of calls: that there was one, and how the customer is spoken to there. */
export const callsFacts = () =>
	[
		kindOf('CallRecorded', {
			...by,
			direction: callDirectionSchema,
			result: callResultSchema,
			note: noteKeySchema.optional(),
		}),
		/** `asked`: the customer was asked whether du is all right on the telephone, too. */
		kindOf('PhoneFormSet', { ...by, form: addressFormSchema, asked: z.boolean() }),
	] as const

export type CallsFact = z.infer<ReturnType<typeof callsFacts>[number]>
