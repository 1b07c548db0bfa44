/**
 * Returns the time-outs of a client, in milliseconds. A late call is aborted, so that no retry starts while it still
 * runs. Without `throwOnRequestTimeout` the SDK would only warn.
 */
export const patience = (requestTimeout: number) => ({
	connectionTimeout: 1_000,
	requestTimeout,
	throwOnRequestTimeout: true,
})
