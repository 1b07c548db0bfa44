import * as z from 'zod'
import { caseIdSchema, sendIdSchema } from '#shared/cases/keys.ts'

/** What dispatch tells an outbound function: which send of which case. All else is read when it is sent. */
export const jobSchema = z.strictObject({ caseId: caseIdSchema, send: sendIdSchema })
export type Job = z.infer<typeof jobSchema>
