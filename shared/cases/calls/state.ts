import * as z from 'zod'
import { addressFormSchema, callDirectionSchema, callResultSchema } from '../codes.ts'
import { instantSchema } from '../keys.ts'

const callSchema = () => z.object({ at: instantSchema, direction: callDirectionSchema, result: callResultSchema })

export const callsState = () =>
	({
		/** The newest calls, the newest last. */
		calls: z.array(callSchema()),
		/** How the customer is spoken to on the telephone, where somebody said so. */
		phoneForm: z.object({ form: addressFormSchema, asked: z.boolean(), at: instantSchema }).optional(),
	}) as const
