import * as z from 'zod'
import { dataFieldSchema } from '../codes.ts'
import { instantSchema, messageKeySchema, submissionIdSchema } from '../keys.ts'

export const dataState = () =>
	({
		/** Personal data that the customer wrote in public, the newest last. */
		exposures: z.array(
			z.object({
				message: messageKeySchema,
				fields: z.array(dataFieldSchema),
				at: instantSchema,
			}),
		),
		/** What was found in private messages and moved to the vault. */
		foundData: z.array(z.object({ id: submissionIdSchema, fields: z.array(dataFieldSchema), at: instantSchema })),
		/** Data lie in the vault, or addresses with the request, that are to be erased. */
		holdsData: z.boolean(),
		/** Set while closed: when the customer's data are erased. */
		eraseAt: instantSchema.optional(),
	}) as const
