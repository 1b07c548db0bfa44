import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { rulesByNetwork } from '#infra/local/practice/networks-server.ts'
import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'

/** What a network saw of one call: the status, or nothing where no answer came. */
export type NetworkAnswer = { readonly status: number | undefined; readonly wasConnected: boolean }

const PATIENCE_MILLISECONDS = 10_000

/** One POST of exact bytes. Never throws: without an answer the network knows only that. */
export const postRaw = (
	url: string,
	headers: Readonly<Record<string, string | string[]>>,
	body: string | Buffer,
): Promise<NetworkAnswer> =>
	new Promise((resolve) => {
		let wasConnected = false
		const outgoing = request(url, { method: 'POST', headers, timeout: PATIENCE_MILLISECONDS }, (response) => {
			response.resume()
			response.on('end', () => resolve({ status: response.statusCode, wasConnected }))
			response.on('error', () => resolve({ status: undefined, wasConnected }))
		})
		outgoing.on('socket', (socket) => {
			if (!socket.connecting) wasConnected = true
			else
				socket.once('connect', () => {
					wasConnected = true
				})
		})
		outgoing.on('timeout', () => outgoing.destroy())
		outgoing.on('error', () => resolve({ status: undefined, wasConnected }))
		outgoing.end(body)
	})

/** One delivery, signed as its network signs. */
export const sendSigned = (origin: string, network: PracticeNetwork, body: string): Promise<NetworkAnswer> => {
	const { path, headers } = rulesByNetwork[network].signDelivery(body)
	return postRaw(`${origin}${path}`, { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body)
}

export type Persistence = {
	/** Calls answered by a 2xx: one for each delivery. */
	accepted: number
	/** Calls without a 2xx that may have been taken all the same, each counted by the events of its delivery. */
	doubtfulEvents: number
	refusedConnections: number
	/** The statuses other than 2xx, and how often. */
	readonly failures: Map<number, number>
}

/** Sends a delivery again and again until a 2xx, as a network with patience does, and notes what it saw. */
export const sendUntilTaken = async (
	origin: string,
	delivery: { readonly network: PracticeNetwork; readonly body: string; readonly count: number },
	seen: Persistence,
): Promise<void> => {
	for (let attempt = 0; ; attempt += 1) {
		const { status, wasConnected } = await sendSigned(origin, delivery.network, delivery.body)
		if (status !== undefined && status >= 200 && status < 300) {
			seen.accepted += 1
			return
		}
		if (wasConnected) seen.doubtfulEvents += delivery.count
		else seen.refusedConnections += 1
		if (status !== undefined) seen.failures.set(status, (seen.failures.get(status) ?? 0) + 1)
		await sleep(Math.min(100 * 2 ** attempt, 800))
	}
}

/** Works a list side by side, at most `width` at a time. */
export const sideBySide = async <Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>) => {
	const rest = items.values()
	await Promise.all(
		Array.from({ length: width }, async () => {
			for (const item of rest) await work(item)
		}),
	)
}
