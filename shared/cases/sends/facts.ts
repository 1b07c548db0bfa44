import * as z from 'zod'
import { sendFailureSchema, waitReasonSchema } from '../codes.ts'
import { kindOf, send } from '../fact-schema.ts'
import { instantSchema, messageKeySchema } from '../keys.ts'

/** Lists the facts of how a send fares, attempt by attempt. Answers have ends of their own (`replies/facts.ts`). */
export const sendsFacts = () =>
	[
		kindOf('SendStarted', { ...send, attempt: z.int().positive() }),
		kindOf('SendSucceeded', { ...send, message: messageKeySchema.optional() }),
		kindOf('SendFailed', { ...send, reason: sendFailureSchema }),
		kindOf('SendUnknown', send),
		kindOf('SendDeferred', { ...send, until: instantSchema, reason: waitReasonSchema }),
	] as const

export type SendsFact = z.infer<ReturnType<typeof sendsFacts>[number]>
