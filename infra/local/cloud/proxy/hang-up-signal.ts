import type { ServerResponse } from 'node:http'

/** Comes when the caller is gone before it has its whole answer. */
export const hangUpSignal = (response: ServerResponse): AbortSignal => {
	const hangUp = new AbortController()
	const closed = () => {
		if (!response.writableFinished) hangUp.abort()
	}
	if (response.closed) closed()
	else response.once('close', closed)
	return hangUp.signal
}
