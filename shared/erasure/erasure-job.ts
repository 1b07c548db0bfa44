import * as z from 'zod'
import { agentKeySchema, caseIdSchema } from '#shared/cases/keys.ts'

/** A job: one case of a person to be erased, or the rest of it. Keys and numbers only. */
export const erasureJobSchema = z.strictObject({
	caseId: caseIdSchema,
	/** The reason to demand the erasure with. Absent: it is demanded already. */
	demand: z.enum(['network', 'demanded']).optional(),
	by: agentKeySchema.optional(),
	/** The version up to which named content is erased. */
	after: z.int().nonnegative().optional(),
	/** The key up to which bodies were checked. */
	afterBody: z.string().optional(),
})
export type ErasureJob = z.infer<typeof erasureJobSchema>
