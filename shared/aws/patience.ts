/**
 * How long a client waits for an answer, in milliseconds. A call that takes longer is hung up, so that none is tried again
 * while the one before still runs. Without `throwOnRequestTimeout` the SDK would only warn and wait on.
 */
export const patience = (requestTimeout: number) => ({
	connectionTimeout: 1_000,
	requestTimeout,
	throwOnRequestTimeout: true,
})
