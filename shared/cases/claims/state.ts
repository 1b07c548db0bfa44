import * as z from 'zod'
import { agentKeySchema, instantSchema } from '../keys.ts'

export const claimsState = {
	owner: agentKeySchema.optional(),
	deputy: agentKeySchema.optional(),
	claim: z.object({ by: agentKeySchema, at: instantSchema }).optional(),
} as const
