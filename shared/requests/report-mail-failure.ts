import type { MailFailureCommand } from '#shared/cases/requests/request-command.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { block, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import type { MailRef } from './correlation.ts'
import { confirmedIssue, findIssue, type Request } from './request.ts'
import { findAnswer, putAnswer, recordMailFailure } from './request-changes.ts'
import type { RequestStore, RequestWrite } from './request-store.ts'

type Deps = { readonly requests: RequestStore; readonly commands: Queue<MailFailureCommand>; readonly clock: Clock }
export type MailFailure = MailRef & { readonly failure: 'bounced' | 'complained' }

/** The effect of a failure: the address, the changed request where it had no mark yet, the command to the worker. */
type Marked = { readonly addressKey: string; readonly next?: Request | undefined; readonly command: MailFailureCommand }

const markFailure = (request: Request, report: MailFailure, now: Instant): Marked | undefined => {
	const { failure } = report
	const known = { requestId: request.id, caseId: request.caseId, at: now }
	if ('issue' in report) {
		const issue = findIssue(request, report.issue)
		if (issue === undefined) return undefined
		const id = `${request.id}.mail-${failure}.${issue.number}`
		const next = issue.failure === failure ? undefined : recordMailFailure(request, issue.number, failure)
		const command = { ...known, id, command: `mail-${failure}`, issue: issue.number } as const
		return { addressKey: issue.addressKey, command, next }
	}
	const answer = findAnswer(request, report.send)
	const addressKey = confirmedIssue(request)?.addressKey
	if (answer === undefined || addressKey === undefined) return undefined
	const id = `${request.id}.answer-${failure}.${answer.send}`
	const next = answer.failure === failure ? undefined : putAnswer(request, { ...answer, failure })
	return { addressKey, command: { ...known, id, command: `answer-${failure}`, send: answer.send }, next }
}

/**
 * Records that a mail bounced or that its recipient complained, which blocks the address for 30 days, and queues the
 * command to the worker. Returns `unknown` for mails that are not ours. Rejects where the queue refuses; may be
 * repeated.
 */
export const reportMailFailure = async (
	{ requests, commands, clock }: Deps,
	report: MailFailure,
): Promise<'told' | 'unknown'> => {
	const command = await changeRequest<MailFailureCommand | undefined>(requests, report.requestId, async (request) => {
		const now = clock.now()
		const marked = request && markFailure(request, report, now)
		if (marked === undefined) return { outcome: undefined }
		const { command: outcome, next, addressKey } = marked
		if (next === undefined) return { outcome }
		const write: RequestWrite = { request: next }
		if (report.failure === 'bounced') return { outcome, write }
		const record = (await requests.findAddress(addressKey)) ?? unknownAddress(addressKey)
		return { outcome, write: { ...write, address: block(record, now) } }
	})
	if (command === undefined) return 'unknown'
	await commands.send(command)
	return 'told'
}
