import * as z from 'zod'
import { caseIdSchema, sendIdSchema } from '#shared/cases/keys.ts'

/** A job of an outbound function: the case and the send. Everything else is read when it is delivered. */
export const jobSchema = z.strictObject({ caseId: caseIdSchema, send: sendIdSchema })
export type Job = z.infer<typeof jobSchema>
