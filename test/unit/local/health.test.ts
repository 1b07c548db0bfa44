import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { awaitHealth } from '#infra/local/start-system.ts'

/** A place that answers with these statuses in turn, the last one for good; 0 is no answer at all. */
const startPlace = async (statuses: readonly number[]) => {
	let asked = 0
	const listening = createServer((request, response) => {
		const status = statuses[asked] ?? statuses.at(-1) ?? 0
		asked += 1
		if (status === 0) request.socket.destroy()
		else response.writeHead(status).end()
	})
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
	const said: string[] = []
	const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
	return {
		origin,
		said,
		asked: () => asked,
		say: (line: string) => void said.push(line),
		logFile: '/data/logs/api.log',
		stop: () => {
			listening.closeAllConnections()
			listening.close()
		},
	}
}
type Place = Awaited<ReturnType<typeof startPlace>>

const it = test.extend('placeOf', ({ onTestFinished }) => async (statuses: readonly number[]): Promise<Place> => {
	const place = await startPlace(statuses)
	onTestFinished(place.stop)
	return place
})

describe('the health that npm start waits for', () => {
	it('may come after failures, and what it waits for is said once', async ({ placeOf }) => {
		const place = await placeOf([500, 0, 503, 200])
		await awaitHealth(place)
		expect(place.asked()).toBe(4)
		expect(place.said).toEqual(['Waiting for /api/health (500)'])
	})

	it('needs no word when it is there at once', async ({ placeOf }) => {
		const place = await placeOf([200])
		await awaitHealth(place)
		expect(place.said).toEqual([])
	})

	it('refuses to wait for ever, and names the log to read', async ({ placeOf }) => {
		const place = await placeOf([500])
		await expect(awaitHealth({ ...place, patienceSeconds: 0.6 })).rejects.toThrow(
			/^\/api\/health does not answer 200 after 0.6 s .*: see \/data\/logs\/api.log$/,
		)
		expect(place.asked()).toBeGreaterThan(1)
	})
})
