import { describe, expect } from 'vitest'
import { createDynamoCursorStore } from '#shared/aws/cursor-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { addMilliseconds, DAY, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import { runsOf } from '#shared/ledger/group.ts'
import { listEntries } from '#shared/ledger/list-entries.ts'
import type { EventOutcome } from '#shared/ledger/outcome.ts'
import type { LedgerStore, ParkedBody, ParkedEvent, ParkedStore } from '#shared/ledger/ports.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryCursorStore } from '#test/memory/cursor-store.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemoryParkedStore } from '#test/memory/parked-store.ts'
import { createMemoryRawBodies } from '#test/memory/raw-bodies.ts'
import { allOf } from '#test/support/all-of.ts'
import { anId } from '#test/support/request-factories.ts'

const it = onTemplateTables('Ledger', 'Cursors')

const envelopeAt = (instant: Instant): string => newEnvelopeId(instant, systemRandom)

describe.each([
	['in memory', (): LedgerStore => createMemoryLedger()],
	['in DynamoDB', (tables: LocalTables): LedgerStore => createDynamoLedgerStore(tables.client, 'Ledger')],
])('ledger %s', (_, create) => {
	let month = 0
	/** A range of time that no other test of this file writes to. */
	const aRange = () => {
		month += 1
		const from = addMilliseconds('2030-01-01T00:00:00.000Z', month * 40 * DAY)
		return { from, to: addMilliseconds(from, 30 * DAY) }
	}
	const outcomes = (...list: readonly EventOutcome[]): ReadonlyMap<number, EventOutcome> => new Map(list.entries())
	const EMPTY = {
		received: 0,
		messages: 0,
		updates: 0,
		asides: 0,
		ignored: {},
		duplicates: 0,
		parked: 0,
		difference: 0,
	}

	it('balances to nothing where nothing came', async ({ tables }) =>
		expect(await create(tables).balance(aRange())).toEqual(EMPTY))
	it('puts every outcome in its column, and counts what has none yet', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 9 })
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 9, difference: 9 })
		const list = [
			'message',
			'update',
			'aside',
			'duplicate',
			'ignored:ownPost',
			'ignored:ownPost',
			'ignored:test',
		] as const
		await ledger.settle(envelope, outcomes(...list, 'parked:unknownShape'))
		expect(await ledger.balance(range)).toEqual({
			received: 9,
			messages: 1,
			updates: 1,
			asides: 1,
			ignored: { ownPost: 2, test: 1 },
			duplicates: 1,
			parked: 1,
			difference: 1,
		})
	})
	it('expects a delivery once, with the count it got first', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 2 })
		await ledger.expect({ envelope, count: 5 })
		expect((await ledger.balance(range)).received).toBe(2)
	})
	it('takes an outcome before its delivery is expected, and nothing at all', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.settle(envelope, outcomes('message'))
		await ledger.settle(envelope, new Map())
		expect((await ledger.balance(range)).difference).toBe(-1)
		await ledger.expect({ envelope, count: 1 })
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 1, messages: 1 })
	})
	it('names what was tried and has events without an outcome, whatever its age, until it has none', async ({
		tables,
	}) => {
		const [ledger, range] = [create(tables), aRange()]
		const [once, twice, failed, large] = [1, 2, 3, 4].map((hour) =>
			envelopeAt(addMilliseconds(range.from, hour * HOUR)),
		)
		if (once === undefined || twice === undefined || failed === undefined || large === undefined) throw new Error()
		const ours = async () =>
			(await ledger.open(1_000)).filter(({ envelope }) => [once, twice, failed, large].includes(envelope))
		await ledger.expect({ envelope: once, count: 1 })
		await ledger.expect({ envelope: twice, count: 2 })
		await ledger.expect({ envelope: failed, count: 3 })
		expect(await ours()).toEqual([])
		await ledger.expect({ envelope: twice, count: 2 })
		await ledger.settle(failed, outcomes('message'))
		await ledger.leaveOpen(failed)
		// Handled in parts, each by a message of its own.
		await ledger.expect({ envelope: large, count: 25 })
		expect(await ours()).toEqual([
			{ envelope: twice, left: 2 },
			{ envelope: failed, left: 2 },
			{ envelope: large, left: 25 },
		])
		const part = (from: number, to: number) =>
			new Map(Array.from({ length: to - from }, (_, n) => [from + n, 'aside'] as const))
		await ledger.settle(twice, outcomes('message', 'message'))
		await ledger.settle(failed, new Map([[1, 'update']]))
		await ledger.settle(large, part(10, 20))
		expect(await ours()).toEqual([
			{ envelope: failed, left: 1 },
			{ envelope: large, left: 15 },
		])
		await Promise.all([part(20, 25), part(0, 10)].map((one) => ledger.settle(large, one)))
		await ledger.settle(failed, new Map([[2, 'parked:unknownShape']]))
		expect(await ours()).toEqual([])
		// Who comes late, or once more, opens nothing.
		await ledger.expect({ envelope: twice, count: 2 })
		await ledger.leaveOpen(failed)
		await ledger.settle(large, part(0, 10))
		expect(await ours()).toEqual([])
	})
	it('names a body that turned out to hold many events, until all are handled', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 1 })
		await ledger.settle(envelope, outcomes('parked:unknownShape'))
		await ledger.unfold(envelope, runsOf(Array(12).fill({ network: 'x' })))
		const left = async () => (await ledger.open(1_000)).find((one) => one.envelope === envelope)?.left
		expect(await left()).toBe(11)
		await ledger.settle(envelope, new Map(Array.from({ length: 11 }, (_, n) => [n + 1, 'message'] as const)))
		expect(await left()).toBeUndefined()
	})
	it('lets the first outcome of an event stay', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 2 })
		await ledger.settle(envelope, outcomes('message'))
		await ledger.settle(envelope, outcomes('duplicate', 'aside'))
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 2, messages: 1, asides: 1 })
	})
	it('changes the outcome of a parked event when it was handled at last, once, and of no other', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 12 })
		await ledger.settle(envelope, new Map([[0, 'aside'] as const, [11, 'parked:unknownShape'] as const]))
		await ledger.unpark(envelope, 0, 'message')
		await ledger.unpark(envelope, 5, 'message')
		await ledger.unpark(envelope, 11, 'message')
		await ledger.unpark(envelope, 11, 'duplicate')
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 12, asides: 1, messages: 1, difference: 10 })
	})
	it('balances a large delivery whose parts are settled in any order', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelope = envelopeAt(range.from)
		await ledger.expect({ envelope, count: 1_003 })
		const all = Array.from({ length: 1_003 }, (_, index) => [index, 'message'] as const)
		for (const from of [500, 0, 990, 13]) await ledger.settle(envelope, new Map(all.slice(from, from + 20)))
		expect((await ledger.balance(range)).messages).toBe(20 + 13 + 33)
		await ledger.settle(envelope, new Map(all))
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 1_003, messages: 1_003 })
	})
	it('tells of each delivery what is known of it, the oldest first, slices joined', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const [first, second] = [
			envelopeAt(addMilliseconds(range.from, HOUR)),
			envelopeAt(addMilliseconds(range.from, 30 * HOUR)),
		]
		const runs = runsOf([{ network: 'x', accountId: '1001' }, ...Array(11).fill({ network: 'x' })])
		const caseId = anId('case')
		await ledger.settle(second, new Map([[11, 'message']]), new Map([[11, caseId]]))
		await ledger.expect({ envelope: second, count: 12, runs, after: first })
		await ledger.expect({ envelope: first, count: 1 })
		const all = await allOf(ledger.deliveries(range))
		expect(all.map(({ envelope, count, after }) => [envelope, count, after])).toEqual([
			[first, 1, undefined],
			[second, 12, first],
		])
		expect(all[1]).toMatchObject({ runs, outcomes: new Map([[11, { outcome: 'message', caseId }]]) })
		const later = await allOf(ledger.deliveries(range, second))
		expect(later.map(({ envelope }) => envelope)).toEqual([second])
		const none = await allOf(ledger.deliveries({ from: range.from, to: range.from }))
		expect(none).toEqual([])
	})
	it('knows which deliveries were noted', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const [noted, settled, unknown] = [envelopeAt(range.from), envelopeAt(range.from), envelopeAt(range.from)]
		await ledger.expect({ envelope: noted, count: 0 })
		await ledger.settle(settled, outcomes('message'))
		expect(await ledger.noted([noted, settled, unknown])).toEqual(new Set([noted]))
		expect(await ledger.noted([])).toEqual(new Set())
	})
	it('misses a delivery that a later one names', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const [lost, next] = [envelopeAt(range.from), envelopeAt(addMilliseconds(range.from, HOUR))]
		await ledger.expect({ envelope: next, count: 1, after: lost })
		await ledger.settle(next, outcomes('message'))
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 2, messages: 1, difference: 1 })
		await ledger.expect({ envelope: lost, count: 3 })
		await ledger.settle(lost, outcomes('message', 'aside', 'duplicate'))
		expect(await ledger.balance(range)).toMatchObject({ received: 4, difference: 0 })
	})
	it('unfolds a body that was parked whole, once, and nothing else', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const [parkedOne, other] = [envelopeAt(range.from), envelopeAt(range.from)]
		const runs = runsOf(Array(14).fill({ network: 'facebook', accountId: '2001' }))
		await ledger.expect({ envelope: parkedOne, count: 1 })
		await ledger.settle(parkedOne, outcomes('parked:notJson'))
		await ledger.expect({ envelope: other, count: 1 })
		await ledger.settle(other, outcomes('message'))
		for (const envelope of [parkedOne, other, parkedOne]) await ledger.unfold(envelope, runs)
		const caseId = anId('case')
		await ledger.unpark(parkedOne, 0, 'message', caseId)
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 15, messages: 2, difference: 13 })
		const page = await listEntries(ledger, range, { column: 'messages', network: 'facebook' }, 10)
		expect(page.items).toMatchObject([{ envelope: parkedOne, index: 0, caseId, accountId: '2001' }])
	})
	it('counts exactly the deliveries received in [from, to)', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const noon = addMilliseconds(range.from, 12 * HOUR)
		for (const at of [
			addMilliseconds(noon, -1),
			noon,
			addMilliseconds(noon, 30 * HOUR),
			addMilliseconds(noon, 36 * HOUR - 1),
			addMilliseconds(noon, 36 * HOUR),
		])
			await ledger.expect({ envelope: envelopeAt(at), count: 1 })
		expect((await ledger.balance({ from: noon, to: addMilliseconds(noon, 36 * HOUR) })).received).toBe(3)
		expect((await ledger.balance({ from: noon, to: noon })).received).toBe(0)
	})
	it('counts all of fifty deliveries settled at the same time', async ({ tables }) => {
		const [ledger, range] = [create(tables), aRange()]
		const envelopes = Array.from({ length: 50 }, (_, n) => envelopeAt(addMilliseconds(range.from, n * HOUR)))
		await Promise.all(
			envelopes.map(async (envelope) => {
				await Promise.all([ledger.expect({ envelope, count: 1 }), ledger.expect({ envelope, count: 1 })])
				await Promise.all([ledger.settle(envelope, outcomes('message')), ledger.settle(envelope, outcomes('message'))])
			}),
		)
		expect(await ledger.balance(range)).toEqual({ ...EMPTY, received: 50, messages: 50 })
	})
})

describe.each([
	['in memory', () => (): ParkedStore => createMemoryParkedStore()],
	[
		'in DynamoDB',
		(tables: LocalTables) => {
			const bodies = createMemoryRawBodies()
			return (): ParkedStore => createDynamoParkedStore(tables.client, 'Ledger', bodies)
		},
	],
])('parked events %s', (_, begin) => {
	let years = 2050
	/** A day of their own for each test, and a store in which nothing is waiting. */
	const aDay = async (tables: LocalTables) => {
		years += 1
		const day = `${years}-06-15T09:00:00.000Z`
		const store = begin(tables)()
		for (const { id } of (await store.list(100)).items) await store.retried(id, day)
		return { day, store }
	}
	const BODY: ParkedBody = {
		kind: 'event',
		event: { source: 'x', accountId: '1001', payload: { text: 'Grüße \ud800 😀' } },
	}
	const parked = (at: Instant, index = 0): ParkedEvent => {
		const envelope = envelopeAt(at)
		return { id: parkedId(envelope, index), source: 'x', reason: 'unknownShape', envelope, index, parkedAt: at }
	}

	it('keeps entry and body, once', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const event = parked(day)
		await store.park(event, BODY)
		await store.park({ ...event, reason: 'notJson' }, BODY)
		expect(await store.find(event.id)).toEqual(event)
		expect(await store.body(event)).toEqual(BODY)
		expect(await store.list(10)).toEqual({ items: [event] })
	})
	it('knows nothing of what was never parked, and makes nothing of it', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const event = parked(day)
		expect(await store.find(event.id)).toBeUndefined()
		expect(await store.find('park_nonsense')).toBeUndefined()
		expect(await store.body(event)).toBeUndefined()
		await store.retried(event.id, day)
		await store.retried('park_nonsense', day)
		expect(await store.list(10)).toEqual({ items: [] })
	})
	it('takes handled events off the list, and keeps others with the reason of now', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const [one, other] = [parked(day), parked(addMilliseconds(day, 5))]
		for (const event of [one, other]) await store.park(event, BODY)
		await store.retried(one.id, day)
		await store.retried(other.id, day, 'missingText')
		expect(await store.find(one.id)).toBeUndefined()
		expect((await store.list(10)).items).toEqual([{ ...other, reason: 'missingText', retriedAt: day }])
	})
	it('leaves handled what a parallel retry could not handle, and what comes again', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const event = parked(day)
		await store.park(event, BODY)
		await store.retried(event.id, day)
		await store.retried(event.id, day, 'missingText')
		await store.park(event, BODY)
		expect(await store.find(event.id)).toBeUndefined()
		expect((await store.list(10)).items).toEqual([])
	})
	it('lists the newest first over days and pages, each once', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const events = Array.from({ length: 23 }, (_, n) => parked(addMilliseconds(day, -n * 9 * HOUR), n % 3))
		for (const event of events) await store.park(event, BODY)
		const handled = events.filter((__, n) => n % 5 === 0)
		for (const { id } of handled) await store.retried(id, day)
		const found: ParkedEvent[] = []
		let cursor: string | undefined
		do {
			const page = await store.list(4, cursor)
			found.push(...page.items)
			cursor = page.next
		} while (cursor !== undefined)
		expect(found).toEqual(events.filter((event) => !handled.includes(event)))
	})
	it('keeps what nobody let go, however old, and shows by whom the others were let go', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const [old, gone] = [parked(addMilliseconds(day, -400 * DAY)), parked(addMilliseconds(day, -90 * DAY))]
		for (const event of [old, gone]) await store.park(event, BODY)
		const by = anId('agent')
		await store.dismiss(gone.id, by, 'test', day)
		await store.dismiss(gone.id, anId('agent'), 'unreadable', addMilliseconds(day, 5))
		await store.retried(gone.id, day)
		expect(await store.find(gone.id)).toBeUndefined()
		expect((await store.list(10)).items).toEqual([old])
		const dismissed = (await store.list(100, undefined, { state: 'dismissed' })).items
		const said = { dismissedAt: day, dismissedBy: by, dismissal: 'test' }
		expect(dismissed.find(({ id }) => id === gone.id)).toEqual({ ...gone, ...said })
		await store.dismiss('park_nonsense', by, 'test', day)
	})
	it('lists those of one reason', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const events = Array.from({ length: 9 }, (_, n) => parked(addMilliseconds(day, n * 7 * HOUR)))
		for (const [n, event] of events.entries())
			await store.park({ ...event, reason: n % 3 === 0 ? 'notJson' : 'tooDeep' }, BODY)
		const first = await store.list(2, undefined, { reason: 'notJson' })
		const rest = await store.list(2, first.next, { reason: 'notJson' })
		expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([6, 3, 0].map((n) => events[n]?.id))
		expect(rest.next).toBeUndefined()
	})
	it('puts another body in the place of the one kept', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const event = parked(day)
		await store.park(event, BODY)
		await store.renew(event, addMilliseconds(day, 5), { kind: 'body', bytes: 'AA==' })
		expect(await store.body(event)).toEqual({ kind: 'body', bytes: 'AA==' })
		expect(await store.find(event.id)).toEqual({ ...event, renewedAt: addMilliseconds(day, 5) })
	})
	it('closes days in which nothing waits, and opens them again', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const [one, other, late] = [parked(day), parked(addMilliseconds(day, 2 * DAY)), parked(addMilliseconds(day, HOUR))]
		for (const event of [one, other]) await store.park(event, BODY)
		await store.retried(one.id, day)
		await store.closeEmptyDays(addMilliseconds(day, 5 * DAY), day)
		expect((await store.list(10)).items).toEqual([other])
		await store.park(late, BODY)
		expect((await store.list(10)).items).toEqual([other, late])
	})
	it('takes off the list what is erased with its author, and does not park it again', async ({ tables }) => {
		const { day, store } = await aDay(tables)
		const [event, other] = [parked(day, 0), parked(day, 1)]
		for (const one of [event, other]) await store.park(one, BODY)
		await store.erased(event.id, day)
		expect(await store.find(event.id)).toBeUndefined()
		expect((await store.list(10)).items).toEqual([other])
		const { items } = await store.list(10, undefined, { state: 'dismissed' })
		expect(items.find(({ id }) => id === event.id)).toMatchObject({ dismissedAt: day, dismissal: 'personErased' })
		await store.park(event, BODY)
		expect((await store.list(10)).items).toEqual([other])
	})
	it('refuses a cursor it did not give', async ({ tables }) => {
		const { store } = await aDay(tables)
		for (const cursor of ['!!', 'MSMx']) await expect(store.list(4, cursor)).rejects.toThrow(RefusedError)
	})
})

describe('what a newer version parked before it was taken back', () => {
	const at = '2049-06-15T09:00:00.000Z'
	const ofTomorrow = 'ofTomorrow' as ParkedReason

	it('is read, kept and tried again all the same', async ({ tables }) => {
		const store = createDynamoParkedStore(tables.client, 'Ledger', createMemoryRawBodies())
		const envelope = envelopeAt(at)
		const event = {
			id: parkedId(envelope, 0),
			source: 'x',
			reason: ofTomorrow,
			envelope,
			index: 0,
			parkedAt: at,
		} as const
		await store.park(event, { kind: 'event', event: {} })
		expect(await store.find(event.id)).toEqual({ ...event, reason: 'otherVersion' })
		expect((await store.list(10)).items).toEqual([{ ...event, reason: 'otherVersion' }])
		await store.retried(event.id, at)
		expect((await store.list(10)).items).toEqual([])
	})
	it('is in its column of the books', async ({ tables }) => {
		const ledger = createDynamoLedgerStore(tables.client, 'Ledger')
		const envelope = envelopeAt(at)
		await ledger.expect({ envelope, count: 1 })
		await ledger.settle(envelope, new Map([[0, 'parked:ofTomorrow' as EventOutcome]]))
		expect(await ledger.balance({ from: at, to: addMilliseconds(at, DAY) })).toMatchObject({ parked: 1, difference: 0 })
	})
})

describe.each([
	['in memory', (): CursorStore => createMemoryCursorStore()],
	['in DynamoDB', (tables: LocalTables): CursorStore => createDynamoCursorStore(tables.client, 'Cursors')],
])('cursors %s', (_, create) => {
	it('begin at 0 and move forward only', async ({ tables }) => {
		const [cursors, caseId] = [create(tables), anId('case')]
		expect(await cursors.position(caseId)).toBe(0)
		await cursors.advance(caseId, 3)
		await cursors.advance(caseId, 2)
		await cursors.advance(caseId, 3)
		expect(await cursors.position(caseId)).toBe(3)
		expect(await cursors.position(anId('case'))).toBe(0)
	})
	it('end at the furthest of many readers', async ({ tables }) => {
		const [cursors, caseId] = [create(tables), anId('case')]
		await Promise.all([4, 9, 2, 7].map((position) => cursors.advance(caseId, position)))
		expect(await cursors.position(caseId)).toBe(9)
	})
})
