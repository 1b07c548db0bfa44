import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import { deletionCodeSchema } from './deletion.ts'

/**
 * A job names a record that the erasure reads itself and believes instead: a case whose facts say that its erasure has
 * begun, or a deletion request that Meta signed. It carries nothing else, so whoever may write to the queue can demand
 * nothing by it.
 */
export const erasureJobSchema = z.union([
	z.strictObject({ caseId: caseIdSchema }),
	z.strictObject({ deletion: deletionCodeSchema }),
])
export type ErasureJob = z.infer<typeof erasureJobSchema>
