import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'

/**
 * The job of seeing to our copies of what a case's people wrote on X: that its deletion is told to us, and, where somebody
 * looks at the case now, that it is still there.
 */
export const lookJobSchema = z.strictObject({ caseId: caseIdSchema, isShown: z.boolean() })
export type LookJob = z.infer<typeof lookJobSchema>
