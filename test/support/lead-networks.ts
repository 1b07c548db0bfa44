import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

/**
 * As the local bootstrap does: calls to the networks' hosts go to the practice networks by plain http, the Host header
 * stays. Gives the function that undoes it.
 */
export const leadNetworksTo = (port: () => number): (() => void) => {
	const original = https.request
	https.request = ((options: https.RequestOptions, callback: (response: http.IncomingMessage) => void) => {
		const headers = { host: options.hostname ?? options.host, ...(options.headers as object) }
		const here = { protocol: 'http:', hostname: '127.0.0.1', port: port(), headers }
		return http.request({ ...options, host: null, agent: false, ...here } as http.RequestOptions, callback)
	}) as typeof https.request
	syncBuiltinESMExports()
	return () => {
		https.request = original
		syncBuiltinESMExports()
	}
}
