import * as z from 'zod'
import { agentKeySchema, type CaseId, caseIdSchema } from '#shared/cases/keys.ts'

/** How far the erasure of a case's person is. */
export const progressSchema = z.object({
	caseId: caseIdSchema,
	/** The version up to which named content is erased. */
	after: z.int().nonnegative().optional(),
	/** The key up to which bodies were checked. */
	afterBody: z.string().optional(),
	/** The erasure that has begun in another case of the person, while this one could not be read. */
	owed: z
		.object({
			reason: z.enum(['demanded', 'network']),
			by: agentKeySchema.optional(),
			confirmedBy: agentKeySchema.optional(),
		})
		.optional(),
})
export type Progress = z.infer<typeof progressSchema>

/**
 * The store of the erasure's own notes. Only the erasure writes here: who could write a position could have an erasure
 * end without erasing.
 */
export type ErasureProgress = {
	readonly find: (caseId: CaseId) => Promise<Progress | undefined>
	/** Replaces what was noted of the case. */
	readonly put: (progress: Progress) => Promise<void>
	readonly forget: (caseId: CaseId) => Promise<void>
}
