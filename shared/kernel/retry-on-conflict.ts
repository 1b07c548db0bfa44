import { type RetryLaterCode, RetryLaterError } from './errors.ts'

/** How often a change is decided anew after somebody else was faster. */
export const CONFLICT_TRIES = 8

/**
 * Makes a change under optimistic concurrency: calls `attempt`, which begins with a fresh read and is told how many
 * went before it, until it returns a result; `undefined` says that another writer was faster. Returns `undefined` after eight conflicts.
 */
export const tryOnConflict = async <Result>(
	attempt: (tried: number) => Promise<Result | undefined>,
): Promise<Result | undefined> => {
	for (let tried = 0; tried < CONFLICT_TRIES; tried += 1) {
		const result = await attempt(tried)
		if (result !== undefined) return result
	}
	return undefined
}

/** Makes a change as `tryOnConflict` does. Throws `RetryLaterError` with `code` after eight conflicts. */
export const retryOnConflict = async <Result>(
	code: RetryLaterCode,
	attempt: (tried: number) => Promise<Result | undefined>,
): Promise<Result> => {
	const result = await tryOnConflict(attempt)
	if (result === undefined) throw new RetryLaterError(code)
	return result
}
