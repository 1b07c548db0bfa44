import * as z from 'zod'
import { agentKeySchema, caseIdSchema } from '#shared/cases/keys.ts'

/** One case of a person who is to be erased, or the rest of it. Keys and numbers only. */
export const erasureJobSchema = z.strictObject({
	caseId: caseIdSchema,
	/** Why it is demanded, to be put on record first, and by whom. Absent: it is on record. */
	demand: z.enum(['network', 'demanded']).optional(),
	by: agentKeySchema.optional(),
	/** What facts up to this version name is erased. */
	after: z.int().nonnegative().optional(),
	/** Bodies up to this key were looked at. */
	afterBody: z.string().optional(),
})
export type ErasureJob = z.infer<typeof erasureJobSchema>
