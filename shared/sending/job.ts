import * as z from 'zod'
import { caseIdSchema, effectIdSchema } from '#shared/cases/keys.ts'

/** What dispatch tells an outbound function: which effect of which case. All else is read when it is sent. */
export const jobSchema = z.strictObject({ caseId: caseIdSchema, effect: effectIdSchema })
export type Job = z.infer<typeof jobSchema>
