import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { SendOutcome } from '#shared/channels/channel.ts'
import { META_REFUSALS } from '#shared/channels/refusals/meta.ts'
import type { RefusalRow } from '#shared/channels/refusals/refusal.ts'
import { type Graph, test as metaTest } from '#test/fixtures/graph-stand-in.ts'
import { publicMessage, xPrivateMessage, test as xTest } from '#test/fixtures/x-stand-in.ts'
import { comesTo, isPrivateRow, X_ROWS } from '#test/support/refusal-rows.ts'

type Answered = { readonly status: number; readonly type: string; readonly body: string }

const answerOf = ({ example: { status, body } }: RefusalRow): Answered =>
	typeof body === 'string'
		? { status, type: 'text/html', body }
		: { status, type: 'application/json', body: JSON.stringify(body) }

const OF_CUSTOMER = ['recipientClosed', 'recipientGone', 'unknownTarget', 'windowClosed']

const saysOfCustomer = (sent: SendOutcome): boolean => sent.outcome === 'failed' && OF_CUSTOMER.includes(sent.reason)

/** Any refusal without a code or words that a row knows. */
const strange = fc.record({
	status: fc.integer({ min: 400, max: 499 }),
	type: fc.constantFrom('application/json', 'text/html', 'text/plain'),
	body: fc.oneof(
		fc.constantFrom('', '{', 'null', '[]', '"Forbidden"', '<html><title>403</title></html>', '{"error":"x"}'),
		fc.json(),
		fc.constantFrom('Forbidden', 'Not Found', 'No').map((title) => JSON.stringify({ title, detail: title })),
	),
})

const sendPrivately = ({ sender }: Graph) =>
	sender.sendPrivate({
		network: 'facebook',
		accountId: '2001',
		recipientId: '6001',
		text: 'Guten Tag',
		typedBy: 'person',
		lastHeardAt: '2026-11-22T09:59:00.000Z',
	})

const CASES = (rows: readonly RefusalRow[]) =>
	rows.flatMap((row) => (['works', 'stopped'] as const).map((probe) => [row.name, probe, row] as const))

describe('a refusal of X', () => {
	xTest.for(CASES(X_ROWS))('"%s" is what its row says, where the account %s', async ([_, probe, row], { x }) => {
		const { status, type, body } = answerOf(row)
		x.answers((response, { method }) => {
			const isWell = method === 'GET' && probe === 'works'
			response.writeHead(isWell ? 200 : status, { 'content-type': isWell ? 'application/json' : type })
			response.end(isWell ? '{"data":{"id":"1001","name":"Hilft","username":"hilft"}}' : body)
		})
		const sent = isPrivateRow(row)
			? await x.sender.sendPrivate(xPrivateMessage())
			: await x.sender.sendPublic(publicMessage())
		expect(sent).toMatchObject(comesTo(row, probe))
		expect(x.calls().filter(({ method }) => method === 'POST')).toHaveLength(1)
	})

	xTest('says nothing of a customer that no code and no words say', async ({ x }) => {
		await fc.assert(
			fc.asyncProperty(strange, fc.boolean(), async ({ status, type, body }, isPrivate) => {
				x.answers((response) => void response.writeHead(status, { 'content-type': type }).end(body))
				const sent = isPrivate
					? await x.sender.sendPrivate(xPrivateMessage())
					: await x.sender.sendPublic(publicMessage())
				expect(saysOfCustomer(sent)).toBe(false)
			}),
		)
	})
})

describe('a refusal of Meta', () => {
	metaTest.for(CASES(META_REFUSALS))(
		'"%s" is what its row says, where the account %s',
		async ([_, probe, row], { graph }) => {
			const { status, type, body } = answerOf(row)
			graph.answer(
				(response) => void response.writeHead(status, { 'content-type': type }).end(body),
				probe === 'works'
					? [200, { id: '2001' }]
					: (response) => void response.writeHead(status, { 'content-type': type }).end(body),
			)
			expect(await sendPrivately(graph)).toMatchObject(comesTo(row, probe))
			expect(graph.received.filter(({ method }) => method === 'POST')).toHaveLength(1)
		},
	)

	metaTest('says nothing of a customer that no code and no words say', async ({ graph }) => {
		await fc.assert(
			fc.asyncProperty(strange, async ({ status, type, body }) => {
				graph.answer((response) => void response.writeHead(status, { 'content-type': type }).end(body))
				expect(saysOfCustomer(await sendPrivately(graph))).toBe(false)
			}),
		)
	})
})
