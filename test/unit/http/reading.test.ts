import { describe, expect } from 'vitest'
import { z } from 'zod'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { toLambda } from '#shared/http/lambda.ts'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const itemsOf = (body: Record<string, unknown>) => z.array(caseViewSchema().strict()).parse(body.items)
const idsOf = async (desk: DeskPlace, query: string, as = 'anna') =>
	itemsOf((await desk.ask(`GET /api/cases${query}`, { as })).body).map(({ id }) => id)

describe('opening a case with posts on X', () => {
	const open = (desk: DeskPlace, id: string) => desk.ask(`GET /api/cases/${id}`, { as: 'anna' })

	it('asks for a look on a later day, where nobody vouches for them, and shows them at once', async ({ desk }) => {
		const id = await desk.writes()
		expect((await open(desk, id)).status).toBe(200)
		expect(desk.looksAsked).toEqual([])
		desk.pass(DAY)
		expect((await open(desk, id)).text).toContain('Mein Anschluss ist tot')
		expect(desk.looksAsked).toEqual([{ caseId: id, isShown: true }])
	})

	it('asks for none of private messages, nor of other networks', async ({ desk }) => {
		const cases = [
			await desk.writes({ author: { id: '78' }, visibility: 'private', form: 'dm' }),
			await desk.writes({ author: { id: '79' }, network: 'facebook', form: 'comment' }),
		]
		desk.pass(DAY)
		for (const id of cases) expect((await open(desk, id)).status).toBe(200)
		expect(desk.looksAsked).toEqual([])
	})

	it('asks once for however many look within the hour, and for nothing where X tells us', async ({ desk }) => {
		const id = await desk.writes()
		desk.pass(DAY)
		await desk.rereads.mark([id], { askedAt: desk.clock.now() })
		desk.pass(MINUTE)
		await open(desk, id)
		expect(desk.looksAsked).toEqual([])
		desk.pass(60 * MINUTE)
		await desk.rereads.mark([id], { watchedSince: START })
		await desk.rereads.keepWatch({ verifiedAt: desk.clock.now(), soundSince: START })
		await open(desk, id)
		expect(desk.looksAsked).toEqual([])
		// Three hours later nobody knows whether X still does.
		desk.pass(3 * 60 * MINUTE + 1)
		await open(desk, id)
		expect(desk.looksAsked).toHaveLength(1)
	})
})

describe('GET /api/cases', () => {
	it('shows open cases, the longest wait first, page by page', async ({ desk }) => {
		const ids = []
		for (const user of ['1', '2', '3']) {
			ids.push(await desk.writes({ author: { id: user } }))
			desk.pass(MINUTE)
		}
		expect(await idsOf(desk, '')).toEqual(ids)
		const first = await desk.ask('GET /api/cases?limit=2', { as: 'anna' })
		expect(itemsOf(first.body).map(({ id }) => id)).toEqual(ids.slice(0, 2))
		expect(await idsOf(desk, `?limit=2&cursor=${encodeURIComponent(String(first.body.next))}`)).toEqual(ids.slice(2))
	})

	it('shows closed ones where asked', async ({ desk }) => {
		await desk.writes({ author: { id: '1' } })
		const closed = await desk.writes({ author: { id: '3' } })
		await desk.ask(`GET /api/cases/${closed}`, { as: 'ben' })
		await desk.ask(`POST /api/cases/${closed}/outcome`, {
			as: 'ben',
			body: { version: 2, outcome: 'noRequest', reason: 'thanks' },
		})
		expect(await idsOf(desk, '?state=closed')).toEqual([closed])
	})

	it.for([
		['?state=half', 'state', 'unknownValue'],
		['?limit=0', 'limit', 'tooSmall'],
		['?limit=101', 'limit', 'tooBig'],
		['?limit=many', 'limit', 'wrongType'],
		['?ownr=me', 'ownr', 'unknownField'],
		['?state=open&state=closed', 'state', 'queryInvalid'],
		['?cursor=x', 'cursor', 'cursorInvalid'],
	] as const)('refuses %s, naming the parameter', async ([query, field, code], { desk }) => {
		const answer = await desk.ask(`GET /api/cases${query}`, { as: 'anna' })
		expect([answer.status, answer.body.errors]).toEqual([400, [{ field, code }]])
	})
})

describe('GET /api/cases/{id}', () => {
	it('shows the case and its timeline in the order of the network, words included', async ({ desk }) => {
		const id = await desk.writes({ text: 'zweite', sentAt: '2026-11-22T11:59:00.000Z' })
		await desk.writes({ text: 'erste', sentAt: '2026-11-22T11:58:00.000Z' })
		const { body, status } = await desk.ask(`GET /api/cases/${id}`, { as: 'ada', role: 'auditor' })
		expect(status).toBe(200)
		expect(caseViewSchema().strict().parse(body.case)).toMatchObject({
			id,
			state: 'open',
			turn: 'ours',
			contacts: [{ network: 'x', accountId: '1001', userId: '77', handle: 'Kundin' }],
			channels: ['x'],
			waitingSince: '2026-11-22T11:58:00.000Z',
			unanswered: 2,
			address: { form: 'unknown' },
			signals: [],
			promises: [],
		})
		const entries = z.array(timelineEntrySchema().strict()).parse(body.timeline)
		expect(entries.map(({ kind, text }) => text ?? kind)).toEqual(['erste', 'zweite', 'caseOpened'])
	})

	it.for(['x', `case_${'0'.repeat(26)}`, 'case_', encodeURIComponent("case_' OR 1")])(
		'refuses the unknown case %s',
		async (id, { desk }) => {
			const answer = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
			expect([answer.status, answer.body.type]).toEqual([404, 'urn:hilft:problem:case-unknown'])
		},
	)
})

describe('operations', () => {
	it('balances what was received', async ({ desk }) => {
		const envelope = newEnvelopeId(START, systemRandom)
		await desk.ledger.expect({ envelope, count: 4 })
		await desk.ledger.settle(
			envelope,
			new Map([
				[0, 'message'],
				[1, 'ignored:like'],
				[2, 'duplicate'],
			]),
		)
		const sums = {
			received: 4,
			messages: 1,
			updates: 0,
			asides: 0,
			ignored: { like: 1 },
			duplicates: 1,
			parked: 0,
			difference: 1,
		}
		expect((await desk.ask('GET /api/ledger', { as: 'anna' })).body).toMatchObject(sums)
		const range = '?from=2026-11-22&to=2026-11-23T00:00:00%2B01:00'
		expect((await desk.ask(`GET /api/ledger${range}`, { as: 'anna' })).body).toMatchObject(sums)
		desk.pass(8 * DAY - MINUTE)
		expect((await desk.ask('GET /api/ledger?to=2026-11-22', { as: 'anna' })).body).toMatchObject({ received: 0 })
	})

	it.for([
		['?from=gestern', 'from'],
		['?to=1', 'to'],
		['?from=2026-11-22&to=2026-11-22', 'from'],
		['?from=2026-01-01&to=2026-11-22', 'from'],
		['?since=2026-11-22', 'since'],
	] as const)('refuses the range %s', async ([query, field], { desk }) => {
		const answer = await desk.ask(`GET /api/ledger${query}`, { as: 'anna' })
		expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ field })]])
	})

	it('lists parked events and queues a retry', async ({ desk }) => {
		const envelope = newEnvelopeId(START, systemRandom)
		const event = { id: 'park_1', source: 'meta', reason: 'unknownEvent', envelope, index: 0, parkedAt: START } as const
		await desk.parked.park(event, { kind: 'event', event: {} })
		const listed = await desk.ask('GET /api/parked', { as: 'ada', role: 'auditor' })
		const { source: _, ...shown } = event
		const detail = 'The network sent a kind of event that we do not know.'
		expect(listed.body).toEqual({ items: [{ ...shown, network: 'facebook', detail }] })
		expect((await desk.ask('POST /api/parked/park_1/retry', { as: 'ada', role: 'auditor' })).status).toBe(403)
		expect(desk.sent).toEqual([])
		expect((await desk.ask('POST /api/parked/park_1/retry', { as: 'anna' })).status).toBe(202)
		expect(desk.sent).toEqual([{ command: 'retry-parked', id: 'park_1' }])
		const unknown = await desk.ask('POST /api/parked/park_2/retry', { as: 'anna' })
		expect([unknown.status, unknown.body.type]).toEqual([404, 'urn:hilft:problem:parked-unknown'])
	})

	it('answers health without a token', async ({ desk }) => {
		expect((await desk.ask('GET /api/health')).body).toEqual({ status: 'ok' })
	})
})

describe('openapi.json', () => {
	const parts = z.looseObject({
		openapi: z.literal('3.1.0'),
		paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
		components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
	})

	it('describes every route, and refers only to what it holds', async ({ desk }) => {
		const { body, text } = await desk.ask('GET /api/openapi.json')
		const { paths, components } = parts.parse(body)
		const routes = Object.entries(paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((one) => `${one} ${path}`),
		)
		const registered = desk.app.routes.filter(({ method }) => method !== 'ALL')
		const expected = registered.map(
			({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
		)
		const data = ['readings', 'erasures'].map((one) => `post /api/cases/{id}/customer-data/${one}`)
		expect(routes.sort()).toEqual([...expected, ...data].sort())
		const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
		expect(references.length).toBeGreaterThan(20)
		for (const name of references) expect(components.schemas).toHaveProperty(String(name))
		expect(text).not.toContain('"$id"')
	})

	it('names the security, the problems and the fields on offer', async ({ desk }) => {
		const { body, text } = await desk.ask('GET /api/openapi.json')
		const { paths } = parts.parse(body)
		expect(paths['/api/health']?.get).toMatchObject({ security: [] })
		expect(paths['/api/cases/{id}/data-requests']?.post).toMatchObject({
			parameters: [{ name: 'id', in: 'path' }, { $ref: '#/components/parameters/IdempotencyKey' }],
			requestBody: { required: true },
			responses: { 200: {}, 401: {}, 403: {}, 409: {}, 422: {}, 503: {} },
		})
		expect(paths['/api/cases/{id}/claim']?.post).toMatchObject({ requestBody: { required: false } })
		expect(paths['/api/queue']?.get).toMatchObject({
			parameters: expect.arrayContaining([expect.objectContaining({ name: 'channel' })]),
		})
		expect(paths['/api/cases']?.get).toMatchObject({
			parameters: expect.arrayContaining([expect.objectContaining({ name: 'state' })]),
		})
		expect(text).toContain('customerNumber')
		expect(text).not.toContain('iban')
	})
})

it('answers as a Lambda function behind an HTTP API, a needless body included', async ({ desk }) => {
	const handler = toLambda(desk.app)
	const event = {
		version: '2.0',
		routeKey: 'ANY /api/{proxy+}',
		rawPath: '/api/health',
		rawQueryString: '',
		headers: { host: 'desk.example', 'content-type': 'application/json' },
		requestContext: { domainName: 'desk.example', http: { method: 'GET', path: '/api/health' } },
		body: '{}',
		isBase64Encoded: false,
	}
	const answer = await handler(event as never, {} as never)
	expect(answer).toMatchObject({ statusCode: 200, body: '{"status":"ok"}', isBase64Encoded: false })
})

it.for(['/api/agents/fatma/../otto', '/api/openapi.json/../agents', '/api/./agents', '/api/agents/..'])(
	'leads a path that changes on the way nowhere: %s',
	async (rawPath, { desk }) => {
		const handler = toLambda(desk.app)
		const event = {
			version: '2.0',
			routeKey: 'ANY /api/{proxy+}',
			rawPath,
			rawQueryString: '',
			headers: { host: 'desk.example', authorization: `Bearer ${await desk.tokenOf('lea', 'lead')}` },
			requestContext: { domainName: 'desk.example', http: { method: 'GET', path: rawPath } },
			isBase64Encoded: false,
		}
		expect(await handler(event as never, {} as never)).toMatchObject({ statusCode: 404 })
	},
)
