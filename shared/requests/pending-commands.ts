import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { changeRequest } from './change-request.ts'
import type { Request } from './request.ts'
import { settle } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

/**
 * Queues a command that is already pending with its request. Logs a queue that refuses: the sweep applies the command
 * then.
 */
export const enqueueCommand = async (
	{ commands, log }: { readonly commands: Queue<PageCommand>; readonly log: Log },
	command: PageCommand,
): Promise<void> => {
	try {
		await commands.send(command)
	} catch {
		log.warn('QUEUE_REFUSED', { requestId: command.requestId, reason: command.command })
	}
}

/** Removes a pending command from its request after its facts are on record. Repeating it changes nothing. */
export const acknowledge = async (
	{ requests }: { readonly requests: RequestStore },
	{ requestId, id }: Pick<PageCommand, 'requestId' | 'id'>,
): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request?.pending.some((command) => command.id === id)
			? { outcome: undefined, write: { request: settle(request, id) } }
			: { outcome: undefined },
	)

/** The result of applying a pending command; `cannotTell` where the case cannot be read now. */
export type PendingOutcome = 'onRecord' | 'cannotTell'

export type PendingDependencies = {
	readonly requests: RequestStore
	readonly apply: (command: PageCommand) => Promise<PendingOutcome>
	readonly log: Log
}

const settleOne = async (
	{ requests, apply, log }: PendingDependencies,
	request: Request,
	command: PageCommand,
): Promise<boolean> => {
	// Who writes a request could name any case in its commands, and whoever applies them may change every case.
	if (command.requestId !== request.id || command.caseId !== request.caseId) {
		recordRefusal(log, 'message', { requestId: request.id, reason: 'pending' })
		return false
	}
	if ((await apply(command)) === 'cannotTell') return false
	await acknowledge({ requests }, command)
	return true
}

/**
 * Applies the commands pending since before `before` and removes those on record. Refuses a command about another
 * request or case than its own: it stays, and is counted each time. Goes on after a failure, then throws an
 * AggregateError. Returns how many were removed.
 */
export const settlePending = async (
	dependencies: PendingDependencies,
	before: Instant,
	limit = 100,
): Promise<{ readonly settled: number }> => {
	const { requests } = dependencies
	const errors: unknown[] = []
	let settled = 0
	for (const requestId of await requests.listPending(before, limit)) {
		try {
			const request = await requests.find(requestId)
			for (const command of request?.pending ?? [])
				if (request !== undefined && (await settleOne(dependencies, request, command))) settled += 1
		} catch (error) {
			errors.push(error)
		}
	}
	if (errors.length > 0) throw new AggregateError(errors, 'pendingNotSettled')
	return { settled }
}
