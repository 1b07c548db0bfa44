import * as z from 'zod'
import { by, byPerson, kindOf } from '../fact-schema.ts'
import { instantSchema, noteKeySchema } from '../keys.ts'

/** Lists the facts of a case that one of us wants to see again at a date. */
export const followUpsFacts = () =>
	[
		kindOf('FollowUpSet', { ...by, dueAt: instantSchema, note: noteKeySchema.optional() }),
		/** The date came: it is our turn. */
		kindOf('FollowUpDue', {}),
		kindOf('FollowUpCleared', { ...byPerson, why: z.enum(['done', 'closed']) }),
	] as const

export type FollowUpsFact = z.infer<ReturnType<typeof followUpsFacts>[number]>
