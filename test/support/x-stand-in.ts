import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { PrivateMessage, PublicMessage } from '#shared/channels/channel.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { addMilliseconds } from '#shared/kernel/clock.ts'
import { leadHttpsTo, type Received, type StandIn, startStandIn } from './https-to-http.ts'

const NOW = '2026-11-22T10:00:00.000Z'
const secret = {
	appKey: 'app-key',
	appSecret: 'app-secret',
	accounts: { '1001': { accessToken: 'token', accessSecret: 'token-secret' } },
}

type Answer = (response: ServerResponse, received: Received) => void

/** A stand-in for X in the place of this test file, and our sender before it. */
export const useXStandIn = () => {
	let standIn: StandIn
	let leadBack: () => void
	let port = 0
	let now = NOW
	let answer: Answer = () => undefined
	let queue: Answer[] = []
	beforeAll(async () => {
		standIn = await startStandIn((received, response) => (queue.shift() ?? answer)(response, received))
		port = standIn.port
		leadBack = leadHttpsTo(() => port)
	})
	afterAll(async () => {
		leadBack()
		await standIn.close()
	})
	afterEach(() => {
		now = NOW
		standIn.received.length = 0
		queue = []
		port = standIn.port
	})
	const json =
		(status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
		(response) =>
			void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
	return {
		json,
		/** A problem as v2 writes it. */
		problem: (status: number, detail: string, members: object = {}, headers: Record<string, string> = {}): Answer =>
			json(
				status,
				{ title: 'Forbidden', type: 'about:blank', status, detail, ...members },
				{ 'content-type': 'application/problem+json', ...headers },
			),
		/** All calls are answered so, the first of them by one each where several are given. */
		answers: (...all: readonly [...Answer[], Answer]) => {
			queue = all.slice(0, -1)
			answer = all.at(-1) ?? answer
		},
		/** Time passes for the sender, in milliseconds. */
		pass: (milliseconds: number) => {
			now = addMilliseconds(now, milliseconds)
		},
		/** Nobody listens any more. */
		goAway: () => {
			port = 1
		},
		calls: () => standIn.received,
		paths: () => standIn.received.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
		query: (index = 0) => new URLSearchParams(standIn.received[index]?.path.split('?')[1]),
		sender: createXSender({ secret: async () => secret, clock: { now: () => now }, timeoutMilliseconds: 1_000 }),
	}
}

export const privateMessage = (
	members: Partial<Pick<PrivateMessage, 'accountId' | 'recipientId' | 'text'>> = {},
): PrivateMessage => ({
	network: 'x',
	accountId: '1001',
	recipientId: '5001',
	text: 'Guten Tag',
	typedBy: 'person',
	...members,
})

export const publicMessage = (
	members: Partial<Pick<PublicMessage, 'inReplyTo' | 'text' | 'invite'>> = {},
): PublicMessage => ({ network: 'x', accountId: '1001', inReplyTo: '88', text: 'Gerne', ...members })
