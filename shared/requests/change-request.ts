import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { Request } from './request.ts'
import type { RequestStore, RequestWrite } from './request-store.ts'

/** The outcome of a change, and the write it needs, if any. */
export type RequestChange<Outcome> = { readonly outcome: Outcome; readonly write?: RequestWrite | undefined }

/**
 * Reads a request, decides, and saves; starts again from a fresh read after a conflict, so `decide` may run several
 * times. Throws RetryLaterError after too many conflicts.
 */
export const changeRequest = async <Outcome>(
	requests: RequestStore,
	requestId: string,
	decide: (request: Request | undefined) => RequestChange<Outcome> | Promise<RequestChange<Outcome>>,
): Promise<Outcome> => {
	const { outcome } = await retryOnConflict('requestContended', async () => {
		const change = await decide(await requests.find(requestId))
		const { write } = change
		return write === undefined || (await requests.save(write)) === 'saved' ? change : undefined
	})
	return outcome
}
