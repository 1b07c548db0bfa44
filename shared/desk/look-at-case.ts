import type { CaseId } from '#shared/cases/keys.ts'
import { type AskDependencies, askForLook } from './ask-for-look.ts'
import type { PresenceStore } from './presence.ts'
import type { SeenStore } from './seen.ts'
import { type CaseShown, type PageAsked, showCase } from './show-case.ts'

export type LookDependencies = Parameters<typeof showCase>[0] &
	AskDependencies & { readonly seen: SeenStore; readonly presence: PresenceStore }

/**
 * Shows somebody a case and records it. The sight is on record before anything is shown: a crash after it leaves a record
 * without a sight, never a sight without a record. Colleagues see who looks for half a minute; whoever writes is not said to look
 * only. An older page takes back nothing of what was shown. Posts that nobody
 * vouches for are looked at behind it.
 */
export const lookAtCase = async (
	dependencies: LookDependencies,
	caseId: CaseId,
	asked: PageAsked,
): Promise<CaseShown> => {
	const { seen, presence, clock } = dependencies
	const { by, before } = asked
	const shown = await showCase(dependencies, caseId, asked)
	const known = before === undefined ? 0 : await seen.versionShown(caseId, by)
	await seen.put(caseId, { by, what: 'case', version: Math.max(known, shown.upTo), at: clock.now() })
	if (!shown.isPresent) await presence.put(caseId, { by, writing: false })
	await askForLook(dependencies, caseId, [...shown.timeline, ...shown.unanswered])
	return shown
}
