import { createServer } from 'node:http'
import { type AwsFaults, createAwsFaults } from './faults.ts'
import { createHandler, type HandlerOptions } from './handle-request.ts'
import type { UsedAction } from './used-actions.ts'

export type ProxyOptions = HandlerOptions & {
	/** From 0 to 1; for faults with a probability. */
	readonly random?: (() => number) | undefined
}

export type AwsProxy = {
	readonly port: number
	readonly faults: AwsFaults
	/** The rights each role has used since the start, by logical id of the role. */
	readonly usedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	/** The rights that were asked for and not granted. */
	readonly refusedActions: () => Readonly<Record<string, readonly UsedAction[]>>
	readonly stop: () => Promise<void>
}

/** Starts the proxy on a free port of 127.0.0.1: it authorises, records and forwards every call to AWS of the local system. */
export const startProxy = async (options: ProxyOptions): Promise<AwsProxy> => {
	const { random = Math.random } = options
	const faults = createAwsFaults(random)
	const handler = createHandler(options, faults)
	const server = createServer((request, response) => void handler.handle(request, response))
	// Functions keep their connections; closing idle ones would make faults that nobody ordered.
	server.keepAliveTimeout = 0
	server.requestTimeout = 0
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		faults,
		usedActions: handler.used.byRole,
		refusedActions: handler.refused.byRole,
		stop: async () => {
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			handler.close()
		},
	}
}
