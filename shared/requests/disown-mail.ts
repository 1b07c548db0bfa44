import type { RequestCommand } from '#shared/cases/request-command.ts'
import { block, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import { normaliseTyped } from './code.ts'
import { enqueueCommand } from './enqueue-command.ts'
import type { PageDeps } from './page-deps.ts'
import { findIssue } from './request.ts'
import { disown } from './request-changes.ts'
import { isRight, type KnownVisit, linkStateOf } from './visit.ts'

export type DisownOutcome = 'disowned' | 'wrongTail' | 'notOpen'

/**
 * "That was not me", by the owner of a mailbox: asks for the last four characters that the mail prints, so that a
 * machine which posts every form revokes nothing. Ends the request and keeps mails from the address for 30 days.
 */
export const disownMail = async (deps: PageDeps, visit: KnownVisit, typedTail: string): Promise<DisownOutcome> => {
	if (!isRight(visit, 'tail', normaliseTyped(typedTail.slice(0, 20)))) return 'wrongTail'
	const command = await changeRequest<RequestCommand | undefined>(
		deps.requests,
		visit.link.requestId,
		async (request) => {
			const now = deps.clock.now()
			const linkState = request === undefined ? 'unknown' : linkStateOf(request, visit.link, now)
			const issue = request && findIssue(request, visit.link.issue)
			if (request === undefined || issue === undefined || (linkState !== 'open' && linkState !== 'paused')) {
				return { outcome: undefined }
			}
			const record = (await deps.requests.findAddress(issue.addressKey)) ?? unknownAddress(issue.addressKey)
			const disowned = disown(request, issue.number, now)
			return { outcome: disowned.command, write: { request: disowned.next, address: block(record, now) } }
		},
	)
	if (command === undefined) return 'notOpen'
	await enqueueCommand(deps, command)
	return 'disowned'
}
