import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Request } from './request.ts'
import type { RequestStore, RequestWrite } from './request-store.ts'

/** What a change comes to, and what is to be written for it, if anything. */
export type RequestChange<Outcome> = { readonly outcome: Outcome; readonly write?: RequestWrite | undefined }

const ATTEMPTS = 8

/**
 * Reads a request, decides, writes; begins again from a fresh read where another writer came first. `decide` may run
 * several times. Throws RetryLaterError where the others do not let up.
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
