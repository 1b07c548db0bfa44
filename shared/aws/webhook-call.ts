import type { AwsAnswer, AwsCall } from '#shared/channels/intake/aws-call.ts'
import { type RealClock, realClock, startStopwatch } from '#shared/kernel/clock.ts'
import { AwsError, isPassing } from './aws-error.ts'
import { attemptSigned } from './signed-attempt.ts'

/** The time of one attempt and the latest start of a second: networks wait 3 to 5 seconds for us. */
const ATTEMPT_MILLISECONDS = 2_500
const SECOND_ATTEMPT_UNTIL_MILLISECONDS = 1_800

const reasonOf = (error: unknown): string => {
	if (!(error instanceof AwsError)) return 'unsent'
	return error.status === undefined ? error.code : `${error.status}.${error.code}`
}

/**
 * Creates the call of the webhooks: retries once, at once and on a new connection, what may pass, where there is time.
 */
export const createWebhookCall =
	(clock: RealClock = realClock): AwsCall =>
	async (request) => {
		const attempt = async (
			connection: 'kept' | 'new',
		): Promise<AwsAnswer & { readonly mayPass?: boolean | undefined }> => {
			try {
				const body = await attemptSigned(clock, request, { milliseconds: ATTEMPT_MILLISECONDS, connection })
				return { ok: true, body: body.toString('utf8') }
			} catch (error) {
				return { ok: false, reason: reasonOf(error), mayPass: isPassing(error) }
			}
		}
		const elapsed = startStopwatch()
		const first = await attempt('kept')
		if (!first.mayPass || elapsed() > SECOND_ATTEMPT_UNTIL_MILLISECONDS) return first
		return attempt('new')
	}
