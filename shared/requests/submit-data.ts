import type { Assurance, DataField } from '#shared/cases/codes.ts'
import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { newId } from '#shared/kernel/id.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import { changeRequest } from './change-request.ts'
import type { PageDeps } from './page-deps.ts'
import { enqueueCommand } from './pending-commands.ts'
import type { ShutLink } from './request.ts'
import { receiveSubmission } from './request-changes.ts'
import { type KnownVisit, linkStateOf } from './visit.ts'

/** Stored, or why the link did not open at that moment. */
export type SubmitOutcome = 'stored' | ShutLink

type Stored = { readonly outcome: SubmitOutcome; readonly command?: PageCommand | undefined }

/**
 * Stores submitted data once: encrypted items, wrapped key and the request's end are one write. The caller has checked
 * the code and every value. Of two concurrent submissions one is stored and the other gets `received`;
 * where the request ended meanwhile, nothing is stored and its state is returned.
 */
export const submitData = async (
	deps: PageDeps,
	visit: KnownVisit,
	given: { readonly values: Readonly<Partial<Record<DataField, string>>>; readonly assurance: Assurance },
): Promise<SubmitOutcome> => {
	const submissionId = newId('sub', deps.random)
	const givenAt = deps.clock.now()
	const { values, assurance } = given
	const submission = await sealSubmission(deps, {
		caseId: visit.request.caseId,
		submissionId,
		assurance,
		givenAt,
		values,
	})
	const fields = submission.items.map(({ field }) => field)
	const stored = await changeRequest<Stored>(deps.requests, visit.request.id, (request) => {
		const linkState = request === undefined ? 'unknown' : linkStateOf(request, visit.link, givenAt)
		if (request === undefined) return { outcome: { outcome: 'unknown' } }
		if (linkState !== 'open') return { outcome: { outcome: linkState } }
		const { next, command } = receiveSubmission(request, { submissionId, fields, assurance }, givenAt)
		return { outcome: { outcome: 'stored', command }, write: { request: next, submission } }
	})
	if (stored.command !== undefined) await enqueueCommand(deps, stored.command)
	return stored.outcome
}
