import { addMilliseconds, type Clock, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Delivered } from './transport.ts'

/** What an error of the mailer means: never, not now, or nobody knows. */
export const afterMailError = (error: unknown, clock: Clock): Delivered => {
	if (error instanceof ParkedError) return { outcome: 'failed', reason: 'rejected' }
	if (!(error instanceof RetryLaterError)) return { outcome: 'unknown' }
	const wait = error.delaySeconds === undefined ? MINUTE : error.delaySeconds * SECOND
	return { outcome: 'later', until: addMilliseconds(clock.now(), wait) }
}
