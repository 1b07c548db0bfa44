import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { type OpenPractice, openPractice, type PracticeOptions } from '#infra/local/practice/open-practice.ts'
import { type Practice, startPractice } from '#infra/local/practice/start-practice.ts'

export type Call = { path: string; headers: Record<string, string | string[] | undefined>; body: string }
export type Place = {
	origin: string
	networks: string
	practice: OpenPractice
	/** The system beside it, which a test may replace in part. */
	system: { -readonly [Name in keyof SystemPorts]: SystemPorts[Name] }
	calls: Call[]
	/** Statuses the door answers with, first in first out; 200 when empty. */
	answers: number[]
	directory: string
	get: (path: string) => Promise<{ status: number; body: never }>
	send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>
	/** Waits for the delivery with this in its body. Their order is not said: the networks keep none (NETWORKS.md 1.7). */
	delivered: (part: string | undefined) => Promise<Call>
	until: <Found>(find: () => Found | undefined | false) => Promise<Found>
	stop: (options?: { keep: boolean }) => Promise<void>
}

const listen = async (server: Server): Promise<string> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return `http://localhost:${(server.address() as { port: number }).port}`
}

/** A system that cannot be reached, but for the schedules, of which it has none. */
const deadSystem = (): Place['system'] => {
	const dead = () => Promise.reject(new Error('The system is down'))
	return {
		publishMailEvent: dead,
		receiveMail: dead,
		sending: { read: dead, write: dead },
		runJob: dead,
		runSchedules: async () => [],
	}
}

/** What is asked at the time of the call. */
const asItIs = (system: Place['system']): SystemPorts => ({
	publishMailEvent: (event) => system.publishMailEvent(event),
	receiveMail: (mail) => system.receiveMail(mail),
	sending: { read: () => system.sending.read(), write: (value) => system.sending.write(value) },
	runJob: (job, event) => system.runJob(job, event),
	runSchedules: () => system.runSchedules(),
})

/**
 * A practice place with a door of our own that records what the networks call it with. Its own posts can be read at once
 * unless `settings` say otherwise.
 */
export const openPlace = async (
	{ settings, ...options }: Partial<PracticeOptions> & { settings?: object | undefined } = {},
	directory = mkdtempSync(join(tmpdir(), 'hilft-practice-')),
): Promise<Place> => {
	const calls: Call[] = []
	const answers: number[] = []
	const door = createServer(async (request, response) => {
		const chunks: Buffer[] = []
		for await (const chunk of request) chunks.push(chunk)
		calls.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
		response.writeHead(answers.shift() ?? 200).end()
	})
	const hooksOrigin = await listen(door)
	let started: Practice | undefined
	const front = createServer((request, response) => started?.handle(request, response))
	const origin = await listen(front)
	const mailService = { region: 'eu-central-1', account: '000000000000' }
	const practice = await openPractice({ origin, hooksOrigin, dataDirectory: directory, mailService, ...options })
	const system = deadSystem()
	started = startPractice(practice, asItIs(system))

	const send: Place['send'] = async (method, path, body) => {
		const response = await fetch(origin + path, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
		})
		const text = await response.text()
		return { status: response.status, body: (text ? JSON.parse(text) : undefined) as never }
	}
	await send('PUT', '/practice/settings', { readDelaySeconds: 0, ...settings })
	const until: Place['until'] = async (find) => {
		for (let tries = 0; tries < 1500; tries += 1) {
			const found = find()
			if (found) return found
			await new Promise((resolve) => setTimeout(resolve, 10))
		}
		throw new Error('waited in vain')
	}
	return {
		origin,
		networks: `http://127.0.0.1:${practice.networksPort}`,
		practice,
		system,
		calls,
		answers,
		directory,
		send,
		get: (path) => send('GET', path),
		delivered: (part) => until(() => part !== undefined && calls.find(({ body }) => body.includes(part))),
		until,
		stop: async ({ keep } = { keep: false }) => {
			started?.stop()
			await practice.close()
			for (const server of [door, front]) {
				server.closeAllConnections()
				server.close()
			}
			if (!keep) rmSync(directory, { recursive: true, force: true })
		},
	}
}
