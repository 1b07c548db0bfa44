import { type RealClock, realClock } from '#shared/kernel/clock.ts'
import { type Random, systemRandom } from '#shared/kernel/id.ts'
import { type AwsError, isPassing, isThrottled } from './aws-error.ts'
import { attemptSigned, type SignedAwsRequest } from './signed-attempt.ts'

export type CallPatience = {
	/**
	 * The time of one attempt with its body; default 5 seconds: half of the shortest time-out of a function that calls.
	 */
	readonly attemptMilliseconds?: number | undefined
	/** All attempts, the first included; default 4. */
	readonly attempts?: number | undefined
}

type CallDependencies = {
	readonly clock: RealClock
	readonly random: Random
	readonly sleep: (milliseconds: number) => Promise<void>
}

const system: CallDependencies = {
	clock: realClock,
	random: systemRandom,
	sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

const FIRST_WAIT_MILLISECONDS = 100
const FIRST_WAIT_THROTTLED_MILLISECONDS = 500
const LONGEST_WAIT_MILLISECONDS = 20_000

/**
 * Returns a random wait up to a limit that doubles with every attempt, as in the SDK's standard mode, so that callers
 * spread.
 */
const waitMilliseconds = ({ bytes }: Random, error: AwsError, failed: number): number => {
	const first = isThrottled(error) ? FIRST_WAIT_THROTTLED_MILLISECONDS : FIRST_WAIT_MILLISECONDS
	const part = Buffer.from(bytes(4)).readUInt32BE() / 2 ** 32
	return Math.floor(part * Math.min(first * 2 ** (failed - 1), LONGEST_WAIT_MILLISECONDS))
}

/**
 * Creates the call of all services but DynamoDB, KMS and SES, and of all functions but the webhooks (infra/README.md,
 * "Cold starts"). Retries what may pass: a broken connection, a late attempt, a server error, throttling. Returns the
 * bytes of the answer. Throws AwsError after the last attempt.
 */
export const createSignedCall = (
	{ attemptMilliseconds: milliseconds = 5_000, attempts = 4 }: CallPatience = {},
	{ clock, random, sleep }: CallDependencies = system,
) => {
	const attempt = async (request: SignedAwsRequest, number: number): Promise<Buffer> => {
		try {
			return await attemptSigned(clock, request, { milliseconds, connection: number === 1 ? 'kept' : 'new' })
		} catch (error) {
			if (number >= attempts || !isPassing(error)) throw error
			await sleep(waitMilliseconds(random, error, number))
			return attempt(request, number + 1)
		}
	}
	return (request: SignedAwsRequest): Promise<Buffer> => attempt(request, 1)
}

export type SignedCall = ReturnType<typeof createSignedCall>
