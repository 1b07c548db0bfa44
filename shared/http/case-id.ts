import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import { RefusedError } from '#shared/kernel/errors.ts'

/** Parses a case id from a path. Throws `RefusedError('caseUnknown')` for an invalid one. */
export const caseIdOf = (id: string): CaseId => {
	const parsed = caseIdSchema.safeParse(id)
	if (!parsed.success) throw new RefusedError('caseUnknown')
	return parsed.data
}
