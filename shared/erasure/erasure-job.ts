import { z } from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'

/** One case of a person who is to be erased, or the rest of it. Keys and numbers only. */
export const erasureJobSchema = z.strictObject({
	caseId: caseIdSchema,
	/** A network demanded it: to be put on record first. Absent: it is on record. */
	demand: z.literal('network').optional(),
	/** What facts up to this version name is erased. */
	after: z.int().nonnegative().optional(),
	/** Bodies up to this key were looked at. */
	afterBody: z.string().optional(),
})
export type ErasureJob = z.infer<typeof erasureJobSchema>
