import type { WaitReason } from '#shared/cases/codes.ts'
import { sendDueAt } from '#shared/cases/due.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { Job } from './job.ts'

/**
 * The longest wait in the queue: for a longer one the job is dropped and the due index brings it back. SQS delays up to
 * 15 minutes.
 */
export const LONGEST_WAIT_IN_QUEUE = 10 * MINUTE

/** The reason of a delay. `underWay`: another attempt may not have ended. */
export type DelayReason = 'undo' | 'underWay' | WaitReason
export type Delay = { readonly until: Instant; readonly reason: DelayReason }

export type RequeueDependencies = {
	readonly clock: Clock
	readonly log: Log
	/** The queue of the job. */
	readonly again: Queue<Job>
}

/** Longer than this from when it was to leave at first, and somebody must know. */
const LONG_WAIT = HOUR

/** Counts a send that waits long, at each of its waits: the alarm rings for as long. */
const countLongWait = (log: Log, { askedAt }: Send, { until, reason }: Delay): void => {
	if (reason === 'undo' || Date.parse(until) - Date.parse(askedAt) <= LONG_WAIT) return
	log.count('SendsWaitingLong')
}

/**
 * Requeues a job as a new message with a delay, so that waiting never counts as a failed try and never reaches the dead
 * letters. Drops a job that the sweep will requeue anyway, so that jobs never multiply.
 */
export const requeueWithDelay = async (
	{ clock, log, again }: RequeueDependencies,
	job: Job,
	send: Send,
	{ until, reason }: Delay,
): Promise<void> => {
	countLongWait(log, send, { until, reason })
	const now = clock.now()
	const dueAt = sendDueAt(send)
	if (dueAt === undefined || dueAt <= now) return
	const wait = Math.max(SECOND, Date.parse(until) - Date.parse(now))
	if (wait > LONGEST_WAIT_IN_QUEUE && dueAt <= until) return
	const delaySeconds = Math.ceil(Math.min(wait, LONGEST_WAIT_IN_QUEUE) / SECOND)
	await again.send(job, { delaySeconds })
	log.info('SEND_HELD', { ...job, reason, delaySeconds })
}
