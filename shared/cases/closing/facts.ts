import * as z from 'zod'
import { caseOutcomeSchema, unansweredReasonSchema } from '../codes.ts'
import { by, detected, kindOf, send } from '../fact-schema.ts'
import { caseNumberSchema, contactKeySchema, instantSchema, messageKeySchema } from '../keys.ts'
import { rememberedStepSchema } from '../netiquette/facts.ts'
import { networkSchema } from '../network.ts'

const ending = {
	outcome: caseOutcomeSchema,
	unansweredReason: unansweredReasonSchema.optional(),
	/** The customer's message by which they withdrew it. */
	message: messageKeySchema.optional(),
}

/** Why a close that waited for a send did not come. */
const closeDropSchema = z.enum([
	/** The customer did something, or waits for an answer that this one did not give. */
	'message',
	'withdrawn',
	'failed',
	'unknown',
	/** Something else is owed to the customer by now. */
	'blocked',
])

/** Lists the facts of a case's life: opened, closed, reopened; and a turn of somebody else that ended by itself. */
export const closingFacts = () =>
	[
		kindOf('CaseOpened', {
			number: caseNumberSchema,
			contact: contactKeySchema,
			network: networkSchema,
			/** How the contact spoke in earlier cases. */
			...detected,
			/** What was done about their tone in earlier cases, as far as it still counts. */
			netiquette: z.array(rememberedStepSchema).optional(),
		}),
		kindOf('CaseReopened', {}),
		kindOf('TurnLapsed', {}),
		/** `eraseAt`: when what the customer gave is erased, unless the case is reopened before. */
		kindOf('CaseClosed', { ...by, ...ending, eraseAt: instantSchema }),
		/** Nothing is left in it but what we wrote ourselves: it never was a customer's. */
		kindOf('CaseFellAway', {}),
		/** Closes as soon as the answer was sent, if nothing comes in between. */
		kindOf('CloseQueued', {
			...by,
			...send,
			outcome: caseOutcomeSchema,
			/** Days after the close until what the customer gave is erased. */
			eraseAfterDays: z.int().nonnegative(),
		}),
		kindOf('CloseDropped', { why: closeDropSchema }),
		/** Waits for a second person. */
		kindOf('ClosingProposed', { ...by, ...ending }),
		kindOf('ClosingApproved', by),
		kindOf('ClosingRefused', by),
	] as const

export type ClosingFact = z.infer<ReturnType<typeof closingFacts>[number]>
