import { describe, expect } from 'vitest'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import type { ParkedEvent } from '#shared/ledger/ports.ts'
import { keepAside } from '#shared/messages/file-written.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { createDeskPlace, type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { keyOf } from '#test/support/case-factories.ts'

const auditor = { as: 'ada', role: 'auditor' }
const lead = { as: 'lea', role: 'lead' }
const keyOfAgent = async (desk: DeskPlace, sub: string) => {
	const record = await desk.roster.find(sub)
	return (record ?? desk.roster.seed(sub, { role: 'lead' })).key
}
const envelopeAt = (milliseconds: number) => newEnvelopeId(addMilliseconds(START, milliseconds), systemRandom)
const COLUMNS = {
	received: 0,
	messages: 0,
	updates: 0,
	asides: 0,
	ignored: {},
	duplicates: 0,
	parked: 0,
	difference: 0,
}

describe('GET /api/ledger', () => {
	it('keeps its columns, and breaks them down by day, network and account', async ({ desk }) => {
		const group = { network: 'x', accountId: '1001' } as const
		const [one, other] = [envelopeAt(-MINUTE), envelopeAt(0)]
		await desk.ledger.expect({ envelope: one, count: 2, runs: [{ group, count: 2 }] })
		await desk.ledger.settle(one, new Map([[0, 'message']]))
		await desk.ledger.expect({
			envelope: other,
			count: 1,
			runs: [{ group: { network: 'x' }, count: 1 }],
			after: envelopeAt(-1),
		})
		const { body } = await desk.ask('GET /api/ledger', auditor)
		expect(body).toMatchObject({ ...COLUMNS, received: 4, messages: 1, difference: 3 })
		expect(body.groups).toEqual([
			{ ...COLUMNS, day: '2026-11-22', network: 'x', received: 2, difference: 2 },
			{ ...COLUMNS, day: '2026-11-22', ...group, received: 2, messages: 1, difference: 1 },
		])
		expect(body.envelopes).toEqual({ noted: 2, missing: 1 })
	})
})

describe('GET /api/ledger/entries', () => {
	it('opens a figure to its events, page by page', async ({ desk }) => {
		const envelope = envelopeAt(0)
		const caseId = await desk.writes()
		await desk.ledger.expect({ envelope, count: 3, runs: [{ group: { network: 'x', accountId: '1001' }, count: 3 }] })
		await desk.ledger.settle(
			envelope,
			new Map([
				[0, 'message'],
				[2, 'message'],
			]),
			new Map([[0, caseId]]),
		)
		const path = 'GET /api/ledger/entries?column=messages&limit=1'
		const first = await desk.ask(path, auditor)
		const common = { envelope, receivedAt: START, network: 'x', accountId: '1001' }
		expect(first.body.items).toEqual([{ ...common, index: 0, outcome: 'message', caseId }])
		const second = await desk.ask(`${path}&cursor=${first.body.next}`, auditor)
		expect(second.body).toEqual({ items: [{ ...common, index: 2, outcome: 'message' }] })
		const lost = await desk.ask('GET /api/ledger/entries?column=difference', { as: 'anna' })
		expect(lost.body).toEqual({ items: [{ ...common, index: 1 }] })
	})

	it.for([
		['', 'column', 'query-invalid'],
		['?column=lost', 'column', 'query-invalid'],
		['?column=parked&network=fax', 'network', 'query-invalid'],
		['?column=parked&from=2026-11-22&to=2026-11-22', 'from', 'query-invalid'],
		['?column=parked&cursor=x', 'cursor', 'cursor-invalid'],
	] as const)('refuses %s', async ([query, field, code], { desk }) => {
		const { status, body } = await desk.ask(`GET /api/ledger/entries${query}`, { as: 'anna' })
		expect([status, body.type]).toEqual([400, `urn:hilft:problem:${code}`])
		expect(body.errors).toEqual([expect.objectContaining({ field })])
	})

	it('refuses whoever has not signed in', async ({ desk }) => {
		expect((await desk.ask('GET /api/ledger/entries?column=parked')).status).toBe(401)
	})
})

describe('parked events', () => {
	const park = async (desk: DeskPlace, reason: ParkedReason, milliseconds = 0): Promise<ParkedEvent> => {
		const envelope = envelopeAt(milliseconds)
		const event = { id: parkedId(envelope, 0), source: 'x', reason, envelope, index: 0, parkedAt: START } as const
		await desk.parked.park(event, { kind: 'event', event: {} })
		return event
	}

	it('are retried in bulk by their reason, and by no other', async ({ desk }) => {
		const [one, , other] = [
			await park(desk, 'unknownEvent', 1),
			await park(desk, 'notJson', 2),
			await park(desk, 'unknownEvent', 3),
		]
		const answer = await desk.ask('POST /api/parked/retries', { as: 'anna', body: { reason: 'unknownEvent' } })
		expect([answer.status, answer.body]).toEqual([202, { count: 2 }])
		expect(desk.sent).toEqual([other, one].map(({ id }) => ({ command: 'retry-parked', id })))
		const none = await desk.ask('POST /api/parked/retries', { as: 'anna', body: { reason: 'tooDeep' } })
		expect(none.body).toEqual({ count: 0 })
	})

	it('are retried page by page when there are very many', async ({ desk }) => {
		for (let n = 0; n < 503; n++) await park(desk, 'unknownEvent', n)
		const first = await desk.ask('POST /api/parked/retries', { as: 'anna', body: { reason: 'unknownEvent' } })
		expect(first.body).toEqual({ count: 500, next: expect.any(String) })
		const body = { reason: 'unknownEvent', cursor: first.body.next }
		expect((await desk.ask('POST /api/parked/retries', { as: 'anna', body })).body).toEqual({ count: 3 })
		expect(new Set(desk.sent.map((told) => JSON.stringify(told))).size).toBe(503)
	})

	it('go by the word of a lead only', async ({ desk }) => {
		const { id } = await park(desk, 'unknownEvent')
		const path = `POST /api/parked/${id}/dismissal`
		const body = { reason: 'nothingOfACustomer' }
		expect((await desk.ask(path, { as: 'anna', body })).status).toBe(403)
		expect((await desk.ask(path, { ...auditor, body })).status).toBe(403)
		expect((await desk.ask(path, { ...lead, body: { reason: 'lästig' } })).status).toBe(422)
		expect((await desk.ask('POST /api/parked/park_1/dismissal', { ...lead, body })).status).toBe(404)
		expect(desk.sent).toEqual([])
		expect((await desk.ask(path, { ...lead, body })).status).toBe(202)
		const by = await keyOfAgent(desk, 'lea')
		expect(desk.sent).toEqual([{ command: 'dismiss-parked', id, by, ...body }])
	})

	it('that were let go are shown with who and why, apart from those that wait', async ({ desk }) => {
		const [gone, waiting] = [await park(desk, 'unknownEvent', 1), await park(desk, 'notJson', 2)]
		await desk.parked.dismiss(gone.id, await keyOfAgent(desk, 'lea'), 'test', START)
		const listed = await desk.ask('GET /api/parked', auditor)
		expect(listed.body.items).toEqual([expect.objectContaining({ id: waiting.id })])
		const dismissed = await desk.ask('GET /api/parked?state=dismissed', auditor)
		const said = { id: gone.id, dismissedAt: START, dismissedBy: 'lea', dismissal: 'test' }
		expect(dismissed.body.items).toEqual([expect.objectContaining(said)])
		expect((await desk.ask('GET /api/parked?reason=tooDeep', auditor)).body).toEqual({ items: [] })
	})

	it('refuse a bulk retry by an auditor, or without a reason', async ({ desk }) => {
		expect((await desk.ask('POST /api/parked/retries', { ...auditor, body: { reason: 'a' } })).status).toBe(403)
		expect((await desk.ask('POST /api/parked/retries', { as: 'anna', body: {} })).status).toBe(422)
	})
})

describe('asides', () => {
	const [thread, otherThread] = [`thread_${'0'.repeat(26)}`, `thread_${'1'.repeat(26)}`]
	const aside = async (desk: DeskPlace, number: number, change = {}) => {
		const key = keyOf('msg', number)
		const message = incoming({
			key,
			network: 'facebook',
			accountId: '2001',
			form: 'comment',
			author: { id: `user${number}`, name: 'Nachbarin' },
			text: 'bei mir auch',
			thread,
			sentAt: addMilliseconds(START, (number - 10) * MINUTE),
			source: `env_${'0'.repeat(26)}#${number}`,
			...change,
		})
		await keepAside(desk, message)
		return key
	}

	it('are listed the oldest first, with their count and their clock', async ({ desk }) => {
		const ids = [await aside(desk, 1), await aside(desk, 2), await aside(desk, 3, { thread: otherThread })]
		const first = await desk.ask('GET /api/asides?limit=2', auditor)
		expect(first.body).toMatchObject({ unseen: 3, oldestUnseenAt: addMilliseconds(START, -9 * MINUTE) })
		expect(first.body.items).toMatchObject([
			{ id: ids[0], thread, network: 'facebook', text: 'bei mir auch', name: 'Nachbarin', unseenSeconds: 540 },
			{ id: ids[1], unseenSeconds: 480 },
		])
		const second = await desk.ask(
			`GET /api/asides?limit=2&cursor=${encodeURIComponent(String(first.body.next))}`,
			auditor,
		)
		expect(second.body.items).toMatchObject([{ id: ids[2] }])
		const inThread = await desk.ask(`GET /api/asides?thread=${otherThread}`, auditor)
		expect(inThread.body).toMatchObject({ unseen: 1, items: [{ id: ids[2] }] })
	})

	it('are seen once, and stay with their thread', async ({ desk }) => {
		const id = await aside(desk, 1)
		expect((await desk.ask(`POST /api/asides/${id}/seen`, auditor)).status).toBe(403)
		expect((await desk.ask(`POST /api/asides/${id}/seen`, { as: 'anna' })).body).toEqual({ id, seenAt: START })
		expect((await desk.ask('GET /api/asides', { as: 'ben' })).body).toEqual({ items: [], unseen: 0 })
		const { body } = await desk.ask(`GET /api/asides?thread=${thread}`, { as: 'ben' })
		expect(body).toMatchObject({ unseen: 0, items: [{ id, seenAt: START, seenBy: 'anna' }] })
	})

	it('become cases by a person, the same one each time', async ({ desk }) => {
		const id = await aside(desk, 1)
		expect((await desk.ask(`POST /api/asides/${id}/case`, auditor)).status).toBe(403)
		const made = await desk.ask(`POST /api/asides/${id}/case`, { as: 'anna' })
		expect([made.status, made.body.case]).toMatchObject([
			200,
			{ state: 'open', turn: 'ours', waitingSince: addMilliseconds(START, -9 * MINUTE), channels: ['facebook'] },
		])
		const again = await desk.ask(`POST /api/asides/${id}/case`, { as: 'ben' })
		expect(again.body.case?.id).toBe(made.body.case?.id)
		expect((await desk.ask('GET /api/asides', { as: 'ben' })).body).toMatchObject({ unseen: 0 })
	})

	it('are shown in the timeline of a case of their thread, in the order of time', async ({ desk }) => {
		const at = (minutes: number) => addMilliseconds(START, minutes * MINUTE)
		const caseId = await desk.writes({ text: 'erste', thread, sentAt: at(-30) })
		await desk.writes({ text: 'zweite', thread, sentAt: at(-1) })
		const id = await aside(desk, 1)
		await aside(desk, 2, { thread: otherThread })
		const { body } = await desk.ask(`GET /api/cases/${caseId}`, { as: 'anna' })
		expect(body.timeline).toMatchObject([
			{ text: 'erste', author: 'customer', thread },
			{ id, text: 'bei mir auch', author: 'bystander', visibility: 'public', asideSeen: false },
			{ text: 'zweite', author: 'customer' },
			{ kind: 'caseOpened' },
		])
	})

	it.for(['msg_1', keyOf('msg', 99), keyOf('case', 1)])('refuse %s, which is none', async (id, { desk }) => {
		for (const act of ['seen', 'case']) {
			const { status, body } = await desk.ask(`POST /api/asides/${id}/${act}`, { as: 'anna' })
			expect([status, body.type]).toEqual([404, 'urn:hilft:problem:aside-unknown'])
		}
	})

	it.for(['?thread=55', '?cursor=x'])('refuse the query %s', async (query, { desk }) => {
		expect((await desk.ask(`GET /api/asides${query}`, { as: 'anna' })).status).toBe(400)
	})
})

describe('GET /api/sending', () => {
	it('tells the kill switch, and what holds each account of ours back', async ({ issuer }) => {
		const place = createDeskPlace(issuer)
		const open = await place.ask('GET /api/sending', { as: 'anna' })
		expect(open.body).toMatchObject({ sending: 'on' })
		expect((open.body.accounts as { state: string }[]).every(({ state }) => state === 'open')).toBe(true)
		await place.sendLimits.stop({ network: 'x', accountId: '1001' }, 'tokenDead', START)
		place.stopSending()
		const stopped = await place.ask('GET /api/sending', { as: 'ada', role: 'auditor' })
		expect(stopped.body.sending).toBe('stopped')
		expect(stopped.body.accounts).toContainEqual({
			network: 'x',
			accountId: '1001',
			state: 'stopped',
			reason: 'tokenDead',
			since: START,
		})
	})
})
