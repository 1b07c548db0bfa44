import * as z from 'zod'
import { caseOutcomeSchema } from '../codes.ts'
import { caseNumberSchema, instantSchema } from '../keys.ts'

const turnSchema = z.discriminatedUnion('who', [
	z.object({ who: z.literal('ours') }),
	z.object({ who: z.literal('customer'), until: instantSchema }),
	z.object({ who: z.literal('backoffice'), until: instantSchema }),
])

export const closingState = {
	number: caseNumberSchema,
	state: z.enum(['open', 'closed']),
	openedAt: instantSchema,
	closedAt: instantSchema.optional(),
	outcome: caseOutcomeSchema.optional(),
	turn: turnSchema,
} as const
