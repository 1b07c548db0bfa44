import { ForeignMessageError } from '#shared/kernel/errors.ts'
import type { Queue, Receiver } from '#shared/kernel/queue.ts'

const nowhere: Queue = {
	send: async () => {
		throw new Error('nothing is sent back')
	},
}

/** Hands a message to whichever of a function's queues carries it, as SQS and the queue handler do. */
export const handOver = async (
	receivers: Readonly<Record<string, Readonly<Record<string, Receiver>>>>,
	message: unknown,
): Promise<void> => {
	for (const receiver of Object.values(receivers).flatMap((ofQueue) => Object.values(ofQueue))) {
		const received = receiver(message)
		if (received !== undefined) return received.handle(nowhere)
	}
	throw new ForeignMessageError()
}
