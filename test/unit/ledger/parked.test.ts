import { describe, expect } from 'vitest'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import type { ParkedBody } from '#shared/ledger/ports.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { keyOf } from '#test/support/case-factories.ts'

const LEAD = keyOf('agent', 1)
const posts = (count: number) =>
	Array.from({ length: count }, (_, n) => post({ id_str: String(1924465506158800000n + BigInt(n)) }))
const bodyOf = (delivery: unknown): ParkedBody => ({
	kind: 'body',
	bytes: Buffer.from(JSON.stringify(delivery)).toString('base64'),
})

/** A body that was not understood, and what it is read as after the fix. */
const parkBody = async (place: WorkerPlace, readAs: unknown) => {
	const delivery = place.deliver(Buffer.from('no json at all'))
	await handleMessage(place.dependencies, delivery)
	const id = parkedId(delivery.envelope, 0)
	const { parked, clock } = place.dependencies
	const entry = await parked.find(id)
	if (entry === undefined) throw new Error('not parked')
	await parked.renew(entry, clock.now(), bodyOf(readAs))
	return id
}
const retry = (place: WorkerPlace, id: string, change = {}) =>
	handleMessage({ ...place.dependencies, ...change }, { command: 'retry-parked', id })
const waiting = async (place: WorkerPlace) => (await place.dependencies.parked.list(100)).items

describe('a body that was parked whole and holds several events after a fix', () => {
	it('becomes all of them, each with its outcome', async ({ place }) => {
		const id = await parkBody(place, postDelivery(...posts(3)))
		await retry(place, id)
		await retry(place, id)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 3, parked: 0, difference: 0 })
		expect(await waiting(place)).toEqual([])
	})
	it('goes back onto the queue when it holds many', async ({ place }) => {
		const id = await parkBody(place, postDelivery(...posts(27)))
		await retry(place, id)
		expect(place.queued.map(({ from }) => from)).toEqual([1, 11, 21])
		expect(await place.balance()).toMatchObject({ received: 27, messages: 1, difference: 26 })
		for (const slice of place.queued) await handleMessage(place.dependencies, slice)
		expect(await place.balance()).toMatchObject({ received: 27, messages: 27, parked: 0, difference: 0 })
	})
	it('parks those of its events that are not understood, each with its own body', async ({ place }) => {
		const riddle = { tweet_mystery_events: [{ riddle: 1 }, { riddle: 2 }] }
		const id = await parkBody(place, { ...riddle, ...postDelivery(post()) })
		await retry(place, id)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 1, parked: 2, difference: 0 })
		const items = await waiting(place)
		expect(items.map(({ index, reason }) => [index, reason])).toEqual([
			[1, 'unknownEvent'],
			[0, 'unknownEvent'],
		])
		const bodies = await Promise.all(items.map((item) => place.dependencies.parked.body(item)))
		expect(bodies).toMatchObject([
			{ kind: 'event', event: { payload: { riddle: 2 } } },
			{ kind: 'event', event: { payload: { riddle: 1 } } },
		])
		for (const { id: each } of items) await retry(place, each)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 1, parked: 2, difference: 0 })
	})
	it('loses none when the retry is cut off in its midst', async ({ place }) => {
		const id = await parkBody(place, postDelivery(...posts(3)))
		const ledger = {
			...place.dependencies.ledger,
			unpark: () => Promise.reject(new RetryLaterError('transactionRefused')),
		}
		await expect(retry(place, id, { ledger })).rejects.toThrow(RetryLaterError)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 2, parked: 1, difference: 0 })
		await retry(place, id)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 3, parked: 0, difference: 0 })
	})
})

describe('a lead lets a parked event go', () => {
	it('off the list, with who and why, and never retried again; in the ledger it stays parked', async ({ place }) => {
		const id = await parkBody(place, postDelivery(post()))
		const told = { command: 'dismiss-parked', id, by: LEAD, reason: 'nothingOfACustomer' }
		await handleMessage(place.dependencies, told)
		await handleMessage(place.dependencies, { ...told, reason: 'test' })
		expect(await waiting(place)).toEqual([])
		const [gone] = (await place.dependencies.parked.list(10, undefined, { state: 'dismissed' })).items
		expect(gone).toMatchObject({ id, dismissedBy: LEAD, dismissal: 'nothingOfACustomer' })
		await retry(place, id)
		expect(await place.balance()).toMatchObject({ received: 1, parked: 1, messages: 0, difference: 0 })
	})
	it('refuses a reason that is none', async ({ place }) => {
		const told = { command: 'dismiss-parked', id: parkedId(`env_${'0'.repeat(26)}`, 0), by: LEAD, reason: 'lästig' }
		await expect(handleMessage(place.dependencies, told)).rejects.toThrow()
	})
})

describe('what was never dismissed', () => {
	const tend = (place: WorkerPlace, days: number) =>
		handleMessage(
			{ ...place.dependencies, clock: { now: () => addMilliseconds(place.dependencies.clock.now(), days * DAY) } },
			{ command: 'tend-parked' },
		)

	it('is counted by every sweep, for as long as it waits', async ({ place }) => {
		await tend(place, 1)
		expect(place.lines.join('')).not.toContain('ParkedWaiting')
		const id = await parkBody(place, postDelivery(post()))
		await parkBody(place, 'still nothing')
		await tend(place, 1)
		expect(place.lines.at(-1)).toContain('"ParkedWaiting":2')
		await retry(place, id)
		await tend(place, 2)
		expect(place.lines.at(-1)).toContain('"ParkedWaiting":1')
	})
	it('is copied before the bucket would let it go, again and again', async ({ place }) => {
		await parkBody(place, postDelivery(post()))
		const renewed: string[] = []
		const { parked } = place.dependencies
		place.dependencies = {
			...place.dependencies,
			parked: {
				...parked,
				renew: async (event, at, body) => {
					renewed.push(at.slice(0, 10))
					await parked.renew(event, at, body)
				},
			},
		}
		for (const days of [1, 19, 21, 22, 40, 42, 63]) await tend(place, days)
		expect(renewed).toEqual(['2026-12-13', '2027-01-03', '2027-01-24'])
		expect(await waiting(place)).toHaveLength(1)
	})
	it('says so when a body is gone', async ({ place }) => {
		await parkBody(place, postDelivery(post()))
		place.dependencies = {
			...place.dependencies,
			parked: { ...place.dependencies.parked, body: async () => undefined },
		}
		await tend(place, 25)
		expect(place.lines.join('')).toContain('PARKED_BODY_GONE')
	})
})
