import type { Clock } from '#shared/kernel/clock.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { block, unknownAddress } from './address-record.ts'
import { changeRequest } from './change-request.ts'
import type { RequestCommand } from './command.ts'
import { findIssue } from './request.ts'
import { recordMailFailure } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

type Deps = { readonly requests: RequestStore; readonly commands: Queue; readonly clock: Clock }
export type MailFailure = {
	readonly requestId: string
	readonly issue: number
	readonly failure: 'bounced' | 'complained'
}

/**
 * A mail came back, or its recipient complained (then the address gets nothing for 30 days): marked, and the worker is
 * told. `unknown`: not one of ours. Rejects if the queue refuses; to be repeated then.
 */
export const reportMailFailure = async (
	{ requests, commands, clock }: Deps,
	{ requestId, issue: number, failure }: MailFailure,
): Promise<'told' | 'unknown'> => {
	const command = await changeRequest<RequestCommand | undefined>(requests, requestId, async (request) => {
		const issue = request && findIssue(request, number)
		if (request === undefined || issue === undefined) return { outcome: undefined }
		const now = clock.now()
		const known = {
			id: `${request.id}.mail-${failure}.${number}`,
			requestId: request.id,
			caseId: request.caseId,
			at: now,
		}
		const outcome: RequestCommand = { command: `mail-${failure}`, issue: number, ...known }
		if (issue.failure === failure) return { outcome }
		const marked = recordMailFailure(request, number, failure)
		if (failure === 'bounced') return { outcome, write: { request: marked } }
		const record = (await requests.findAddress(issue.addressKey)) ?? unknownAddress(issue.addressKey)
		return { outcome, write: { request: marked, address: block(record, now) } }
	})
	if (command === undefined) return 'unknown'
	await commands.send(command)
	return 'told'
}
