import * as z from 'zod'
import { addressFormSchema, assuranceSchema, contactLanguageSchema, dataFieldSchema } from '../codes.ts'
import { envelopeIdSchema, instantSchema, messageKeySchema, requestIdSchema, submissionIdSchema } from '../keys.ts'
import { networkSchema } from '../network.ts'

const dataRequestSchema = () =>
	z.object({
		id: requestIdSchema,
		fields: z.array(dataFieldSchema),
		form: addressFormSchema,
		language: contactLanguageSchema,
		message: messageKeySchema,
		network: networkSchema,
		status: z.enum(['open', 'received', 'revoked', 'disowned', 'expired']),
		pausedUntil: instantSchema.optional(),
		/** The issues whose mail came back. */
		bounced: z.array(z.int()),
		expiresAt: instantSchema,
		/** The version at which an agent last asked or reminded: they had seen what was there by then. */
		askedVersion: z.int(),
		submissions: z.array(
			z.object({
				id: submissionIdSchema,
				fields: z.array(dataFieldSchema),
				assurance: assuranceSchema,
				at: instantSchema,
			}),
		),
		/** Submissions whose data are gone, so that a late repeat of their arrival is known as such. */
		erased: z.array(submissionIdSchema),
	})
export type DataRequest = z.infer<ReturnType<typeof dataRequestSchema>>

export const requestsState = () =>
	({
		/** The newest request last. */
		requests: z.array(dataRequestSchema()),
		/** Mails to this case that wait, parked; the first of them. */
		parkedMails: z.array(z.object({ envelope: envelopeIdSchema, at: instantSchema })),
	}) as const
