import type * as z from 'zod'
import { caseOutcomeSchema, unansweredReasonSchema } from '../codes.ts'
import { by, detected, kindOf } from '../fact-schema.ts'
import { caseNumberSchema, contactKeySchema, instantSchema } from '../keys.ts'
import { networkSchema } from '../network.ts'

/** Lists the facts of a case's life: opened, closed, reopened; and a turn of somebody else that ended by itself. */
export const closingFacts = () =>
	[
		kindOf('CaseOpened', {
			number: caseNumberSchema,
			contact: contactKeySchema,
			network: networkSchema,
			/** How the contact spoke in earlier cases. */
			...detected,
		}),
		kindOf('CaseReopened', {}),
		kindOf('TurnLapsed', {}),
		kindOf('CaseClosed', {
			...by,
			outcome: caseOutcomeSchema,
			unansweredReason: unansweredReasonSchema.optional(),
			/** When what the customer gave is erased, unless the case is reopened before. */
			eraseAt: instantSchema,
		}),
	] as const

export type ClosingFact = z.infer<ReturnType<typeof closingFacts>[number]>
