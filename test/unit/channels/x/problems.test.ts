import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ApiPartialResponseError, ApiRequestError, ApiResponseError, EApiV2ErrorCode, TwitterApi } from 'twitter-api-v2'
import { describe, expect } from 'vitest'
import { json, publicMessage, test, type XStandIn, xPrivateMessage, xProblem } from '#test/fixtures/x-stand-in.ts'

const nowSeconds = Date.parse('2026-11-22T10:00:00.000Z') / 1_000
const sendDm = (x: XStandIn) => x.sender.sendPrivate(xPrivateMessage())
const reply = (x: XStandIn) => x.sender.sendPublic(publicMessage())
const v1 = (status: number, code: number) => json(status, { errors: [{ code, message: 'x' }] })
const PROBLEMS = 'https://api.x.com/2/problems'

describe('a direct message on X', () => {
	test.for([
		[403, 'You do not have permission to DM one or more participants.', 'recipientClosed'],
		[403, 'Your client app is not configured with the appropriate oauth1 app permissions.', 'forbidden'],
		[404, 'Could not find the participant.', 'recipientGone'],
		[400, 'The text is too long.', 'tooLong'],
		[400, 'One or more parameters is invalid.', 'rejected'],
	] as const)('refused with %i %j fails as %s', async ([status, detail, reason], { x }) => {
		x.answers(xProblem(status, detail))
		expect(await sendDm(x)).toEqual({ outcome: 'failed', reason })
	})
	test.for([
		[349, 'recipientClosed'],
		[150, 'recipientClosed'],
		[354, 'tooLong'],
		[108, 'recipientGone'],
		[93, 'forbidden'],
	] as const)('refused with the v1 code %i fails as %s', async ([code, reason], { x }) => {
		x.answers(v1(403, code))
		expect(await sendDm(x)).toEqual({ outcome: 'failed', reason })
	})
})

test.for([
	[403, 'Forbidden'],
	[403, 'Whatever X will say next year.'],
	[404, 'Not Found'],
] as const)('X may mean anything by %i %j, so it is tried again', async ([status, detail], { x }) => {
	x.answers(xProblem(status, detail))
	for (const send of [sendDm, reply])
		expect(await send(x)).toEqual({ outcome: 'again', reason: 'unexplained', otherwise: 'rejected' })
})

describe('a reply on X', () => {
	test.for([
		[403, 'You attempted to reply to a Tweet that is deleted or not visible to you.', 'unknownTarget'],
		[403, 'Reply to this conversation is not allowed because you have not been mentioned.', 'forbidden'],
		[400, 'Your Tweet text is too long.', 'tooLong'],
		[403, 'Status is over 280 characters.', 'tooLong'],
	] as const)('refused with %i %j fails as %s', async ([status, detail, reason], { x }) => {
		x.answers(xProblem(status, detail))
		expect(await reply(x)).toEqual({ outcome: 'failed', reason })
	})
	test.for([
		[385, 'unknownTarget'],
		[433, 'forbidden'],
		[186, 'tooLong'],
	] as const)('refused with the v1 code %i fails as %s', async ([code, reason], { x }) => {
		x.answers(v1(403, code))
		expect(await reply(x)).toEqual({ outcome: 'failed', reason })
	})
	test.for([
		[403, 'application/json', '{"titl'],
		[404, 'text/html', '<html>'],
		[403, 'text/html; charset=UTF-8', '<!DOCTYPE html><title>Just a moment...</title>'],
		[429, 'text/html', '<title>Error 1015</title>'],
		[408, 'application/json', '{"title":"Request Timeout"}'],
		[403, 'application/json', ''],
	] as const)(
		'refused with %i, %s and %j in a way that nobody can read is looked for',
		async ([status, type, body], { x }) => {
			x.answers((response) => void response.writeHead(status, { 'content-type': type }).end(body))
			expect([await sendDm(x), await reply(x)]).toEqual(Array(2).fill({ outcome: 'unknown' }))
		},
	)
})

describe('an account is stopped', () => {
	test.for([
		['a dead token', xProblem(401, 'Unauthorized')],
		['an unreadable 401', (response: ServerResponse) => void response.writeHead(401).end()],
		['a revoked token, by its v1 code', v1(403, 89)],
		['bad authentication data, a 400', v1(400, 215)],
		['a failed authentication', v1(403, 32)],
		['a suspended app', v1(403, 416)],
		[
			'an app that is not enrolled',
			xProblem(403, 'x', { type: `${PROBLEMS}/client-forbidden`, reason: 'client-not-enrolled' }),
		],
		['tokens that may only read', xProblem(403, 'No oauth1 app permissions.', {}, { 'x-access-level': 'read' })],
	] as const)('as dead by %s', async ([_, answer], { x }) => {
		x.answers(answer)
		expect([await sendDm(x), await reply(x)]).toEqual(Array(2).fill({ outcome: 'stopped', reason: 'tokenDead' }))
	})
	test.for([
		['its suspension', v1(403, 64)],
		['a lock', v1(403, 326)],
		['a lock in words', xProblem(403, 'To protect our users, this account is temporarily locked. Please log in to X.')],
		['a suspension in words', xProblem(403, 'Your account is suspended and is not permitted to access this feature.')],
		[
			'a balance that is used up',
			xProblem(402, 'Your account does not have any credits.', { title: 'CreditsDepleted' }),
		],
	] as const)('as blocked by %s', async ([_, answer], { x }) => {
		x.answers(answer)
		expect([await sendDm(x), await reply(x)]).toEqual(Array(2).fill({ outcome: 'stopped', reason: 'accountBlocked' }))
	})
	test('not by the suspension of the recipient', async ({ x }) => {
		x.answers(v1(403, 63))
		expect(await sendDm(x)).toEqual({ outcome: 'failed', reason: 'recipientGone' })
		x.answers(xProblem(403, 'User has been suspended.'))
		expect(await sendDm(x)).toEqual({ outcome: 'failed', reason: 'recipientGone' })
	})
})

describe('a limit of X', () => {
	const limit = (name: string, remaining: number, inSeconds: number) => ({
		[`${name}-limit`]: '100',
		[`${name}-remaining`]: `${remaining}`,
		[`${name}-reset`]: `${nowSeconds + inSeconds}`,
	})
	const quarter = { outcome: 'limited', until: '2026-11-22T10:15:00.000Z', reason: 'limit' }

	test.for(['x-user-limit-24hour', 'x-app-limit-24hour'])(
		'is waited for by the clock that is exhausted: %s',
		async (name, { x }) => {
			x.answers(json(429, {}, { ...limit('x-rate-limit', 5, 600), ...limit(name, 0, 40_000) }))
			expect(await sendDm(x)).toEqual({ outcome: 'limited', until: '2026-11-22T21:06:40.000Z', reason: 'limit' })
		},
	)
	test('is waited for by the later of two exhausted clocks', async ({ x }) => {
		x.answers(json(429, {}, { ...limit('x-rate-limit', 0, 600), ...limit('x-user-limit-24hour', 0, 40_000) }))
		expect(await sendDm(x)).toMatchObject({ until: '2026-11-22T21:06:40.000Z' })
	})
	test('of a quarter of an hour is waited for until it opens, also as 420', async ({ x }) => {
		for (const status of [429, 420]) {
			x.answers(json(status, {}, limit('x-rate-limit', 0, 600)))
			expect(await reply(x)).toEqual({ outcome: 'limited', until: '2026-11-22T10:10:00.000Z', reason: 'limit' })
		}
	})
	test.for([{}, limit('x-rate-limit', 0, -600), { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': 'soon' }])(
		'without a usable clock costs a quarter of an hour: %j',
		async (headers, { x }) => {
			x.answers(json(429, {}, headers))
			expect(await sendDm(x)).toEqual(quarter)
		},
	)
	test('is a limit although its answer was cut, or came as 403 with a code', async ({ x }) => {
		x.answers((response) => void response.writeHead(429, { 'content-type': 'application/json' }).end('{"titl'))
		expect(await reply(x)).toEqual(quarter)
		for (const code of [88, 185]) {
			x.answers(v1(403, code))
			expect(await reply(x)).toEqual(quarter)
		}
	})
})

describe('a lost answer of X', () => {
	test.for<[string, (response: ServerResponse) => void]>([
		['a time-out', () => undefined],
		['a reset', (response) => void response.socket?.resetAndDestroy()],
		['a closed connection', (response) => void response.socket?.end()],
		[
			'a body that is not all of it',
			(response) => {
				response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' })
				response.write('{"data":{"id":"99","text":"', () => response.socket?.destroy())
			},
		],
		[
			'a cut body',
			(response) => void response.writeHead(201, { 'content-type': 'application/json' }).end('{"data":{"i'),
		],
		[
			'an unreadable success',
			(response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
		],
		[
			'a compression nobody asked for',
			(response) => void response.writeHead(201, { 'content-encoding': 'gzip' }).end(gzipSync('{}').subarray(4)),
		],
		['an empty success', (response) => void response.writeHead(201, { 'content-type': 'application/json' }).end()],
		['a redirect', (response) => void response.writeHead(302, { location: 'https://x.com' }).end()],
		['a server error', (response) => void response.writeHead(503).end()],
		['a cut server error', (response) => void response.writeHead(502, { 'content-type': 'application/json' }).end('{')],
	])('by %s leaves unknown whether it was sent', async ([_, how], { x }) => {
		x.answers(how)
		expect(await sendDm(x)).toEqual({ outcome: 'unknown' })
		expect(await reply(x)).toEqual({ outcome: 'unknown' })
	})
	test('is not one when the connection was refused: later, without a limit', async ({ x }) => {
		x.goAway()
		expect(await reply(x)).toEqual({ outcome: 'later', until: '2026-11-22T10:01:00.000Z', reason: 'notReached' })
	})
})

// NETWORKS.md 2.8 lists where the library misleads; should a newer version be right, these say so.
describe('twitter-api-v2 1.29.1', () => {
	const api = new TwitterApi({ appKey: 'a', appSecret: 'b', accessToken: 'c', accessSecret: 'd' }).v2
	const errorOf = async (): Promise<unknown> =>
		api.post('tweets', { text: 'x' }, { timeout: 30_000 }).catch((error) => error)

	test('hides why a request failed from its own getter', async ({ x }) => {
		x.goAway()
		const error = await errorOf()
		expect(error).toBeInstanceOf(ApiRequestError)
		expect((error as ApiRequestError).requestError).toBeUndefined()
	})
	test('calls an answer without end partial, whatever its status', async ({ x }) => {
		x.answers((response) => void response.writeHead(201, { 'content-type': 'application/json' }).end('{"da'))
		expect(await errorOf()).toBeInstanceOf(ApiPartialResponseError)
	})
	test('finds no code in a problem without errors, and knows other types than X sends', async ({ x }) => {
		x.answers(xProblem(403, 'x', { type: `${PROBLEMS}/client-forbidden` }))
		const plain = (await errorOf()) as ApiResponseError
		expect(plain).toBeInstanceOf(ApiResponseError)
		expect(plain.hasErrorCode(EApiV2ErrorCode.ClientForbidden)).toBe(false)
		x.answers(xProblem(403, 'x', { type: `${PROBLEMS}/client-forbidden`, errors: [{ message: 'x' }] }))
		expect(((await errorOf()) as ApiResponseError).hasErrorCode(EApiV2ErrorCode.ClientForbidden)).toBe(false)
	})
	test('gives the clock of the quarter of an hour when the day is used up', async ({ x }) => {
		const clocks = { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '99', 'x-rate-limit-reset': '1' }
		const day = {
			'x-user-limit-24hour-limit': '9',
			'x-user-limit-24hour-remaining': '0',
			'x-user-limit-24hour-reset': '2',
		}
		x.answers(json(429, {}, { ...clocks, ...day }))
		const { rateLimit } = (await errorOf()) as ApiResponseError
		expect([rateLimit?.reset, rateLimit?.userDay?.reset]).toEqual([1, 2])
		x.answers(json(429, {}, day))
		expect(((await errorOf()) as ApiResponseError).rateLimit).toBeUndefined()
	})
	test('has no time-out of its own', async ({ x }) => {
		x.answers((response) => void setTimeout(() => response.writeHead(204).end(), 700))
		expect(await api.get('users/me')).toBe('')
	})
})
