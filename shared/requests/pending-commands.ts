import type { RequestCommand } from '#shared/cases/requests/request-command.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { changeRequest } from './change-request.ts'
import { settle } from './request-changes.ts'
import type { RequestStore } from './request-store.ts'

/**
 * Queues a command that is already pending with its request. Logs a queue that refuses: the sweep queues the command
 * again.
 */
export const enqueueCommand = async (
	{ commands, log }: { readonly commands: Queue; readonly log: Log },
	command: RequestCommand,
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
	{ requestId, id }: Pick<RequestCommand, 'requestId' | 'id'>,
): Promise<void> =>
	changeRequest<void>(requests, requestId, (request) =>
		request?.pending.some((command) => command.id === id)
			? { outcome: undefined, write: { request: settle(request, id) } }
			: { outcome: undefined },
	)

/** Whether the facts of a command are on record; `cannotTell` where the case cannot be read now. */
export type CommandState = 'onRecord' | 'missing' | 'cannotTell'

/**
 * Settles the commands pending since before `before`: removes those on record and queues the missing ones again. Goes
 * on after a failure, then throws an AggregateError. Returns how many of each there were.
 */
export const settlePending = async (
	{ requests, commands }: { readonly requests: RequestStore; readonly commands: Queue },
	stateOf: (command: RequestCommand) => Promise<CommandState>,
	before: Instant,
	limit = 100,
): Promise<{ readonly settled: number; readonly repeated: number }> => {
	const errors: unknown[] = []
	let settled = 0
	let repeated = 0
	const settleOne = async (command: RequestCommand): Promise<void> => {
		const state = await stateOf(command)
		if (state === 'onRecord') {
			await acknowledge({ requests }, command)
			settled++
		}
		if (state === 'missing') {
			await commands.send(command)
			repeated++
		}
	}
	for (const requestId of await requests.listPending(before, limit)) {
		try {
			const request = await requests.find(requestId)
			for (const command of request?.pending ?? []) await settleOne(command)
		} catch (error) {
			errors.push(error)
		}
	}
	if (errors.length > 0) throw new AggregateError(errors, 'pendingNotSettled')
	return { settled, repeated }
}
