import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Request } from './request.ts'
import type { RequestStore, RequestWrite } from './request-store.ts'

/** The outcome of a change, and the write it needs, if any. */
export type RequestChange<Outcome> = { readonly outcome: Outcome; readonly write?: RequestWrite | undefined }

const ATTEMPTS = 8

/**
 * Reads a request, decides, and saves; starts again from a fresh read after a conflict, so `decide` may run several
 * times. Throws RetryLaterError after too many conflicts.
 */
export const changeRequest = async <Outcome>(
	requests: RequestStore,
	requestId: string,
	decide: (request: Request | undefined) => RequestChange<Outcome> | Promise<RequestChange<Outcome>>,
): Promise<Outcome> => {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const { outcome, write } = await decide(await requests.find(requestId))
		if (write === undefined || (await requests.save(write)) === 'saved') return outcome
	}
	throw new RetryLaterError('requestContended')
}
