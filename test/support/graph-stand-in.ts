import type { ServerResponse } from 'node:http'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import { leadHttpsTo, type Received, startStandIn } from './https-to-http.ts'
import { OWN } from './x-deliveries.ts'

/** How the stand-in answers one call: status and JSON (and headers), or whatever it does to the response. */
export type Answer =
	| readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]
	| ((response: ServerResponse) => void)

export const problem = (code: number, members: object = {}, status = 400): Answer => [
	status,
	{ error: { message: 'x', type: 'OAuthException', code, ...members } },
]

const give = (answer: Answer, response: ServerResponse): void => {
	if (typeof answer === 'function') answer(response)
	else {
		const [status, body, headers = {}] = answer
		response.writeHead(status, headers).end(JSON.stringify(body))
	}
}

/** The time by the clock of the sender below. */
export const NOW = '2026-11-22T10:00:00.000Z'

/** A Graph API that answers as it is told, and a sender of ours led to it. `close` leads https home again. */
export const startGraph = async () => {
	let answers: readonly Answer[] = []
	let choose: ((call: Received) => Answer) | undefined
	let now = NOW
	let isDown = false
	const graph = await startStandIn((call, response) => {
		const [next, ...later] = answers
		if (later.length > 0) answers = later
		const answer = choose?.(call) ?? next
		if (answer === undefined) throw new Error('The stand-in was not told what to answer')
		give(answer, response)
	})
	const leadBack = leadHttpsTo(() => (isDown ? 1 : graph.port))
	const secret = {
		appSecret: 'app-secret',
		pages: { '2001': { accessToken: 'page-token' }, '3001': { accessToken: 'instagram-token' } },
	}
	return {
		received: graph.received,
		/** The calls so far as method, path and query without the proof, and body. */
		calls: () =>
			graph.received.map(({ method, path, body }) => {
				const url = new URL(path, 'https://graph.facebook.com')
				url.searchParams.delete('appsecret_proof')
				return {
					method,
					path: url.pathname.replace('/v26.0/', ''),
					query: Object.fromEntries(url.searchParams),
					body: body.length > 0 ? JSON.parse(body.toString()) : undefined,
				}
			}),
		/** From now on these, one a call; the last one again and again. Forgets what was received. */
		answer: (...next: readonly Answer[]) => {
			answers = next
			choose = undefined
			isDown = false
			graph.received.length = 0
		},
		answerBy: (by: (call: Received) => Answer) => {
			choose = by
			graph.received.length = 0
		},
		at: (instant: string) => {
			now = instant
		},
		goDown: () => {
			isDown = true
		},
		sender: createMetaSender({
			secret: async () => secret,
			clock: { now: () => now },
			own: OWN,
			timeoutMilliseconds: 1_000,
		}),
		close: async () => {
			leadBack()
			await graph.close()
		},
	}
}
