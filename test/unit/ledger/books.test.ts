import { describe, expect } from 'vitest'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import { decodeRuns, encodeRuns, runsOf } from '#shared/ledger/group.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import { listEntries } from '#shared/ledger/list-entries.ts'
import type { Column } from '#shared/ledger/outcome.ts'
import { changes, comment, feed, instagramChanges, instagramComment } from '#test/deliveries/meta.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { allOf } from '#test/support/all-of.ts'

const handle = (place: WorkerPlace, delivery: Delivery) => handleMessage(place.dependencies, delivery)
const range = (place: WorkerPlace) => ({
	from: addMilliseconds(place.dependencies.clock.now(), -DAY),
	to: addMilliseconds(place.dependencies.clock.now(), DAY),
})
const books = (place: WorkerPlace) => keepBooks(place.dependencies.ledger, range(place))
const entries = async (place: WorkerPlace, column: Column, more = {}) =>
	(await listEntries(place.dependencies.ledger, range(place), { column, ...more }, 100)).items
const EMPTY = { received: 0, messages: 0, updates: 0, asides: 0, ignored: {}, duplicates: 0, parked: 0, difference: 0 }
const day = '2026-11-22'

describe('the books', () => {
	it('are kept by day, network and account, and add up to the whole', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post(), post({ id_str: '1924465506158878000' }))))
		await handle(
			place,
			place.deliver({ ...postDelivery(post({ id_str: '1924465506158878111' })), for_user_id: '1002' }),
		)
		await handle(place, place.deliver(feed(comment()), 'meta'))
		await handle(place, place.deliver(instagramChanges('comments', instagramComment()), 'meta'))
		const { balance, groups } = await books(place)
		const keys = groups.map((group) => [group.day, group.network, group.accountId, group.received, group.difference])
		expect(keys).toEqual([
			[day, 'facebook', '2001', 1, 0],
			[day, 'instagram', '3001', 1, 0],
			[day, 'x', '1001', 2, 0],
			[day, 'x', '1002', 1, 0],
		])
		for (const column of ['received', 'messages', 'duplicates', 'parked', 'difference'] as const)
			expect(groups.reduce((sum, group) => sum + group[column], 0)).toBe(balance[column])
	})
	it('have a group of its own for what names no account of ours, and never write down whose it is', async ({
		place,
	}) => {
		await handle(place, place.deliver({ ...postDelivery(post()), for_user_id: '666' }))
		await handle(place, place.deliver(Buffer.from('no json')))
		const { groups } = await books(place)
		expect(groups).toEqual([{ ...EMPTY, day, network: 'x', received: 2, parked: 2 }])
		const batches = await allOf(place.dependencies.ledger.deliveries(range(place)))
		expect(JSON.stringify(batches)).not.toContain('666')
	})
	it('know what is received in each group before it is handled', async ({ place }) => {
		const many = Array.from({ length: 12 }, (_, n) => comment({ comment_id: `55_${n}`, from: { id: `7${n}` } }))
		const other = { ...changes('feed', comment({ comment_id: '55_99' })).entry[0], id: '2002' }
		await handle(place, place.deliver({ object: 'page', entry: [...feed(...many).entry, other] }, 'meta'))
		const { balance, groups } = await books(place)
		expect(balance).toEqual({ ...EMPTY, received: 13, difference: 13 })
		expect(groups).toEqual([
			{ ...EMPTY, day, network: 'facebook', received: 1, difference: 1 },
			{ ...EMPTY, day, network: 'facebook', accountId: '2001', received: 12, difference: 12 },
		])
	})
})

describe('a figure opens to its list', () => {
	it('with the case of each message and the key of what is parked', async ({ place }) => {
		await handle(
			place,
			place.deliver(postDelivery(post(), post({ user: { id_str: '1001' }, id_str: '1924465506158878001' }))),
		)
		await handle(place, place.deliver(postDelivery(post())))
		await handle(place, place.deliver(Buffer.from('no json')))
		const [state] = await place.cases()
		const common = { envelope: expect.any(String), receivedAt: expect.any(String), network: 'x' }
		const account = { ...common, accountId: '1001' }
		expect(await entries(place, 'messages')).toEqual([{ ...account, index: 0, outcome: 'message', caseId: state?.id }])
		expect(await entries(place, 'duplicates')).toEqual([
			{ ...account, index: 0, outcome: 'duplicate', caseId: state?.id },
		])
		expect(await entries(place, 'ignored', { reason: 'ownPost' })).toEqual([
			{ ...account, index: 1, outcome: 'ignored:ownPost' },
		])
		expect(await entries(place, 'ignored', { reason: 'like' })).toEqual([])
		const [parked] = await entries(place, 'parked')
		expect(parked).toEqual({
			...common,
			index: 0,
			outcome: 'parked:notJson',
			parkedId: expect.stringMatching(/^park_/),
		})
		expect(await place.dependencies.parked.find(parked?.parkedId ?? '')).toBeDefined()
		expect(await entries(place, 'received')).toHaveLength(4)
		expect(await entries(place, 'received', { network: 'facebook' })).toEqual([])
		expect(await entries(place, 'received', { accountId: '1001' })).toHaveLength(3)
	})
	it('page by page, each event once', async ({ place }) => {
		for (let n = 0; n < 7; n++) {
			const posts = Array.from({ length: 3 }, (_, at) => post({ id_str: `19244655061588789${n}${at}` }))
			await handle(place, place.deliver(postDelivery(...posts)))
		}
		const seen: string[] = []
		let cursor: string | undefined
		do {
			const page = await listEntries(place.dependencies.ledger, range(place), { column: 'messages' }, 4, cursor)
			expect(page.items.length).toBeLessThanOrEqual(4)
			seen.push(...page.items.map(({ envelope, index }) => `${envelope}#${index}`))
			cursor = page.next
		} while (cursor !== undefined)
		expect(seen).toHaveLength(21)
		expect(new Set(seen).size).toBe(21)
		expect(seen).toEqual(seen.toSorted())
	})
	it('refuses a cursor it did not give', async ({ place }) => {
		for (const cursor of ['x', Buffer.from('env_1#2').toString('base64url')])
			await expect(
				listEntries(place.dependencies.ledger, range(place), { column: 'parked' }, 4, cursor),
			).rejects.toThrow(RefusedError)
	})
})

describe('a planted loss', () => {
	it('an outcome not written is a difference, by name and in its group', async ({ place }) => {
		const { ledger } = place.dependencies
		const forgetful = { ...ledger, settle: async () => undefined }
		const delivery = place.deliver(postDelivery(post()))
		await handleMessage({ ...place.dependencies, ledger: forgetful }, delivery)
		const { balance, groups } = await books(place)
		expect(balance).toMatchObject({ received: 1, messages: 0, difference: 1 })
		expect(groups).toMatchObject([{ network: 'x', accountId: '1001', difference: 1 }])
		expect(await entries(place, 'difference')).toMatchObject([{ envelope: delivery.envelope, index: 0 }])
	})
	it('an envelope dropped behind the queue is missed as soon as its process sends another', async ({ place }) => {
		const [first, lost, third] = [0, 1, 2].map((n) =>
			place.deliver(postDelivery(post({ id_str: `192446550615887890${n}` }))),
		)
		if (first === undefined || lost === undefined || third === undefined) throw new Error('three')
		await handle(place, first)
		expect((await books(place)).envelopes).toEqual({ noted: 1, missing: 0 })
		await handle(place, { ...third, after: lost.envelope })
		const { balance, groups, envelopes } = await books(place)
		expect(envelopes).toEqual({ noted: 2, missing: 1 })
		expect(balance).toMatchObject({ received: 3, messages: 2, difference: 1 })
		expect(groups.map(({ accountId, difference }) => [accountId, difference])).toEqual([
			[undefined, 1],
			['1001', 0],
		])
		const item = { envelope: lost.envelope, index: 0, network: 'x', isMissing: true }
		expect(await entries(place, 'difference')).toEqual([{ ...item, receivedAt: envelopeReceivedAt(lost.envelope) }])
		await handle(place, { ...lost, after: first.envelope })
		expect(await books(place)).toMatchObject({
			envelopes: { noted: 3, missing: 0 },
			balance: { received: 3, difference: 0 },
		})
		expect(await entries(place, 'difference')).toEqual([])
	})
	it('is no loss when the one before came before the range', async ({ place }) => {
		const [first, second] = [place.deliver(postDelivery(post())), place.deliver(postDelivery(post()))]
		await handle(place, first)
		await handle(place, { ...second, after: first.envelope })
		const late = { from: envelopeReceivedAt(second.envelope), to: addMilliseconds(second.receivedAt, DAY) }
		expect(await keepBooks(place.dependencies.ledger, late)).toMatchObject({
			envelopes: { noted: 1, missing: 0 },
			balance: { received: 1, difference: 0 },
		})
	})
})

it('writes runs of groups short, and reads them back', () => {
	const x = { network: 'x', accountId: '1001' } as const
	const odd = { network: 'facebook', accountId: 'a*b,c:d%' } as const
	const runs = runsOf([x, x, {}, odd, { network: 'x' }, { network: 'x' }, x])
	expect(runs.map(({ count }) => count)).toEqual([2, 1, 1, 2, 1])
	expect(decodeRuns(encodeRuns(runs))).toEqual(runs)
	expect(encodeRuns(runsOf([x, x]))).toBe('x:1001*2')
})
