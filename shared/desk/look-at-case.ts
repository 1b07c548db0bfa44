import type { CaseId } from '#shared/cases/keys.ts'
import { type AskDependencies, askForLook } from './ask-for-look.ts'
import type { SeenStore } from './seen.ts'
import { type CaseShown, type PageAsked, showCase } from './show-case.ts'

export type LookDependencies = Parameters<typeof showCase>[0] & AskDependencies & { readonly seen: SeenStore }

/**
 * Shows somebody a case and records it. The sight is on record before anything is shown: a crash after it leaves a record
 * without a sight, never a sight without a record. An older page takes back nothing of what was shown. Posts that nobody
 * vouches for are looked at behind it.
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
	await askForLook(dependencies, caseId, [...shown.timeline, ...shown.unanswered])
	return shown
}
