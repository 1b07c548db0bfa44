import type { RequestCommand } from '#shared/cases/request-command.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'

/**
 * Queues a command that is already marked as pending with its request. So a queue that refuses loses nothing and the
 * customer need not hear of it: the sweep tells the worker again.
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
