import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'

/** The path's case. An id that is none names no case: `RefusedError('caseUnknown')`. */
export const caseIdOf = (id: string): CaseId => {
	const parsed = caseIdSchema.safeParse(id)
	if (!parsed.success) throw new RefusedError('caseUnknown')
	return parsed.data
}
