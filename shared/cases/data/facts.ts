import * as z from 'zod'
import { assuranceSchema, dataFieldSchema, readingPurposeSchema } from '../codes.ts'
import { by, byPerson, kindOf, request } from '../fact-schema.ts'
import { messageKeySchema, noteKeySchema, submissionIdSchema } from '../keys.ts'

const fields = { fields: z.array(dataFieldSchema).min(1) }

/** Lists the facts of what the customer gave, or wrote without being asked: received, read, found, exposed, erased. */
export const dataFacts = () =>
	[
		kindOf('DataReceived', { ...request, submission: submissionIdSchema, ...fields, assurance: assuranceSchema }),
		kindOf('DataRead', { ...by, purpose: readingPurposeSchema, ...fields }),
		kindOf('DataErased', { reason: z.enum(['demanded', 'retention']), ...byPerson }),
		/** Personal data that stood in a private message, or in a note of ours, lie in the vault now, and the text no longer holds them. */
		kindOf('DataFound', {
			message: z.union([messageKeySchema, noteKeySchema]),
			submission: submissionIdSchema,
			...fields,
		}),
		/** The customer wrote personal data where everybody reads them; our copy is masked. */
		kindOf('DataExposed', { message: messageKeySchema, ...fields }),
	] as const

export type DataFact = z.infer<ReturnType<typeof dataFacts>[number]>
