import type { CaseId } from '#shared/cases/keys.ts'
import type { SeenStore } from './seen.ts'
import { type CaseShown, type PageAsked, showCase } from './show-case.ts'

export type LookDependencies = Parameters<typeof showCase>[0] & { readonly seen: SeenStore }

/**
 * Shows somebody a case and records it. The sight is on record before anything is shown: a crash after it leaves a record
 * without a sight, never a sight without a record. An older page takes back nothing of what was shown.
 */
export const lookAtCase = async (
	dependencies: LookDependencies,
	caseId: CaseId,
	asked: PageAsked,
): Promise<CaseShown> => {
	const { seen, clock } = dependencies
	const { by, before } = asked
	const shown = await showCase(dependencies, caseId, asked)
	const known = before === undefined ? 0 : await seen.versionShown(caseId, by)
	await seen.put(caseId, { by, what: 'case', version: Math.max(known, shown.upTo), at: clock.now() })
	return shown
}
