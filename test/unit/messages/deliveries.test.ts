import { describe, expect } from 'vitest'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import { EVENTS_HANDLED_AT_ONCE, handleDelivery, handleSlice, slicesOf } from '#shared/messages/handle-delivery.ts'
import type { Slice } from '#shared/messages/queued-delivery.ts'
import { comment, feed } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { keyOf, minute } from '#test/support/case-factories.ts'

const handle = (place: WorkerPlace, delivery: Delivery) => handleDelivery(place.dependencies, delivery)
/** What stands where a post should. */
const NO_POST = { kundin: 'Kundin K' }
const ids = (count: number, from = 0): string[] =>
	Array.from({ length: count }, (_, n) => String(1924465506158800000n + BigInt(from + n)))
const posts = (count: number, from = 0) => ids(count, from).map((id_str) => post({ id_str }))

/** A store that fails on every message of this text's key until it is healed. */
const failing = (store: CaseStore, failsOn: (text: string) => boolean) => {
	let isHealed = false
	return {
		heal: () => {
			isHealed = true
		},
		store: {
			...store,
			commit: async (change: Parameters<CaseStore['commit']>[0]) => {
				if (!isHealed && change.content?.kind === 'message' && failsOn(change.content.text))
					throw new RetryLaterError('transactionRefused')
				return store.commit(change)
			},
		},
	}
}

describe('a delivery', () => {
	it('becomes a case with the text, and one outcome', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post())))
		const [state] = await place.cases()
		expect(state).toMatchObject({ state: 'open', turn: { who: 'ours' }, unanswered: { count: 1 }, networks: ['x'] })
		const key = state?.unanswered.first[0]?.message
		expect(key && (await place.dependencies.content.get([key]))).toMatchObject([
			{ text: '@hilft mein Anschluss ist tot', contentId: '1924465506158878979', authorHandle: 'kundin' },
		])
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, difference: 0 })
		expect(place.lines.join('')).toContain('CASE_OPENED')
	})
	it('is already done when it comes again in its own envelope', async ({ place }) => {
		const delivery = place.deliver(postDelivery(post()))
		await handle(place, delivery)
		await handle(place, delivery)
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, duplicates: 0, difference: 0 })
		expect((await place.cases())[0]?.unanswered.count).toBe(1)
	})
	it('is a duplicate when the network sends the same content in another envelope', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post())))
		await handle(place, place.deliver(postDelivery(post())))
		expect(await place.balance()).toMatchObject({ received: 2, messages: 1, duplicates: 1, difference: 0 })
		expect(await place.cases()).toHaveLength(1)
	})
	it('is read from the bucket when it was too large for the queue', async ({ place }) => {
		const { body: _, ...delivery } = place.deliver({}) as Delivery & { body: string }
		await place.bodies.put('raw/1', Buffer.from(JSON.stringify(postDelivery(post()))))
		await handle(place, { ...delivery, bodyKey: 'raw/1' })
		expect(await place.balance()).toMatchObject({ messages: 1, difference: 0 })
	})
	it('keeps a post to somebody else as an aside, once, with no case', async ({ place }) => {
		const aside = post({
			in_reply_to_status_id_str: '1924465506158870000',
			in_reply_to_user_id_str: '7777',
			text: '@fremd @hilft das kenne ich',
			display_text_range: [14, 27],
			entities: {
				user_mentions: [
					{ id_str: '7777', indices: [0, 6] },
					{ id_str: '1001', indices: [7, 13] },
				],
			},
		})
		const delivery = place.deliver(postDelivery(aside))
		await handle(place, delivery)
		await handle(place, delivery)
		await handle(place, place.deliver(postDelivery(aside)))
		expect(await place.balance()).toMatchObject({ received: 2, asides: 1, duplicates: 1, messages: 0, difference: 0 })
		expect(await place.cases()).toEqual([])
	})
	it('has fetched at once what came along with an aside', async ({ place }) => {
		const mentions = [
			{ id_str: '7777', indices: [0, 6] },
			{ id_str: '1001', indices: [7, 13] },
		]
		const aside = post({
			in_reply_to_status_id_str: '1924465506158870000',
			in_reply_to_user_id_str: '7777',
			text: '@fremd @hilft so sieht das aus',
			display_text_range: [14, 30],
			entities: { user_mentions: mentions },
			extended_entities: { media: [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/1.jpg' }] },
		})
		await handle(place, place.deliver(postDelivery(aside)))
		expect(await place.balance()).toMatchObject({ asides: 1, difference: 0 })
		expect(place.fetches).toHaveLength(1)
	})
	it('opens nothing for an author who has blocked us', async ({ place }) => {
		await handle(place, place.deliver({ ...postDelivery(post()), user_has_blocked: true }))
		expect(await place.balance()).toMatchObject({ ignored: { authorBlockedUs: 1 }, messages: 0, difference: 0 })
		expect(await place.cases()).toEqual([])
	})
	it('ignores our own posts by name', async ({ place }) => {
		const own = post({ user: { id_str: '1001', screen_name: 'hilft' } })
		await handle(place, place.deliver(postDelivery(own)))
		expect(await place.balance()).toMatchObject({ ignored: { ownPost: 1 }, difference: 0 })
	})
	it('files the networks side by side, private messages by account', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post())))
		await handle(place, place.deliver(messageDelivery(directMessage())))
		await handle(place, place.deliver(feed(comment()), 'meta'))
		const states = await place.cases()
		expect(states.map(({ networks, unanswered }) => [networks[0], unanswered.count])).toEqual([
			['x', 2],
			['facebook', 1],
		])
		expect(states[0]?.lastMessage).toMatchObject({ form: 'dm', visibility: 'private' })
	})
	it('says nothing of anybody in its log lines', async ({ place }) => {
		const broken = failing(place.dependencies.store, () => true)
		await handle(place, place.deliver(postDelivery(post())))
		await handle(place, place.deliver(postDelivery(NO_POST)))
		await handleDelivery(
			{ ...place.dependencies, store: broken.store },
			place.deliver(postDelivery(...posts(2))),
		).catch((error) => place.dependencies.log.error('MESSAGE_FAILED', error))
		const said = place.lines.join('')
		for (const personal of ['Anschluss', 'kundin', 'Kundin', '5001', '192446']) expect(said).not.toContain(personal)
	})
})

describe('what is not understood', () => {
	it.for([
		['no JSON', Buffer.from('{"for_user_id": "1001", tweet')],
		['no UTF-8', Buffer.from([0xc3, 0x28, 0xff])],
		['nothing a network sends', Buffer.from('[1, 2]')],
	] as const)('is one parked event when the body is %s', async ([_, body], { place }) => {
		const delivery = place.deliver(body)
		await handle(place, delivery)
		await handle(place, delivery)
		expect(await place.balance()).toMatchObject({ received: 1, parked: 1, difference: 0 })
		const { items } = await place.dependencies.parked.list(10)
		expect(items).toMatchObject([{ id: parkedId(delivery.envelope, 0), source: 'x', index: 0 }])
		expect(items[0] && (await place.dependencies.parked.body(items[0]))).toMatchObject({ kind: 'body' })
	})
	it('is parked alone, and its neighbours are filed', async ({ place }) => {
		const [before, after] = posts(2)
		await handle(place, place.deliver(postDelivery(before ?? {}, NO_POST, after ?? {})))
		expect(await place.balance()).toMatchObject({ received: 3, messages: 2, parked: 1, difference: 0 })
	})
	it('parks a text that no table can hold, instead of trying it for ever', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post({ text: '@hilft '.padEnd(310_000, 'ä') }))))
		expect((await place.dependencies.parked.list(10)).items).toMatchObject([{ reason: 'tooLarge' }])
		expect(await place.balance()).toMatchObject({ parked: 1, difference: 0 })
	})
	it('files a post whose time cannot be true by another time', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(post({ created_at: 'Sun Nov 22 10:00:00 +0000 12026' }))))
		const [state] = await place.cases()
		expect(state?.waitingSince).toMatch(/^202\d-/)
	})
	it('parks a body that is gone', async ({ place }) => {
		const { body: _, ...delivery } = place.deliver({}) as Delivery & { body: string }
		await expect(handle(place, { ...delivery, bodyKey: 'raw/gone' })).rejects.toMatchObject({ reason: 'bodyGone' })
	})
})

describe('an event that fails', () => {
	it('does not harm its neighbours, and is retried alone without doubling', async ({ place }) => {
		const broken = failing(place.dependencies.store, (text) => text.includes('zwei'))
		const dependencies = { ...place.dependencies, store: broken.store }
		const texts = ['eins', 'zwei', 'drei']
		const delivery = place.deliver(
			postDelivery(...ids(3).map((id_str, n) => post({ id_str, text: `@hilft ${texts[n]}` }))),
		)
		await expect(handleDelivery(dependencies, delivery)).rejects.toThrow(RetryLaterError)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 2, difference: 1 })
		const open = () => place.dependencies.ledger.open(9)
		expect(await open()).toEqual([{ envelope: delivery.envelope, left: 1 }])
		broken.heal()
		await handleDelivery(dependencies, delivery)
		expect(await open()).toEqual([])
		expect(await place.balance()).toMatchObject({ received: 3, messages: 3, duplicates: 0, difference: 0 })
		expect((await place.cases()).map(({ unanswered }) => unanswered.count)).toEqual([3])
	})
	it('tells of all failures when several fail', async ({ place }) => {
		const broken = failing(place.dependencies.store, () => true)
		const delivery = place.deliver(postDelivery(...posts(2)))
		await expect(handleDelivery({ ...place.dependencies, store: broken.store }, delivery)).rejects.toThrow(
			AggregateError,
		)
	})
	it('is named as open by its next try, where the first was cut off', async ({ place }) => {
		const { ledger } = place.dependencies
		const settle = () => Promise.reject(new Error('killed'))
		const killed = { ...place.dependencies, ledger: { ...ledger, settle } }
		const delivery = place.deliver(postDelivery(...posts(2)))
		await expect(handleDelivery(killed, delivery)).rejects.toThrow('killed')
		expect(await ledger.open(9)).toEqual([])
		await expect(handleDelivery(killed, delivery)).rejects.toThrow('killed')
		expect(await ledger.open(9)).toEqual([{ envelope: delivery.envelope, left: 2 }])
		await handle(place, delivery)
		expect(await ledger.open(9)).toEqual([])
	})
	it('is not settled when the ledger could not be written, and not doubled after', async ({ place }) => {
		const { ledger } = place.dependencies
		const settle = () => Promise.reject(new RetryLaterError('transactionRefused'))
		const delivery = place.deliver(postDelivery(post()))
		await expect(handleDelivery({ ...place.dependencies, ledger: { ...ledger, settle } }, delivery)).rejects.toThrow()
		expect(await place.balance()).toMatchObject({ received: 1, difference: 1 })
		await handle(place, delivery)
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, duplicates: 0, difference: 0 })
	})
})

describe('a large delivery', () => {
	const settleAll = async (place: WorkerPlace): Promise<void> => {
		for (const slice of place.queued.splice(0)) await handleMessage(place.dependencies, slice)
	}
	it('is split back onto the queue, and each slice settled', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(...posts(25))))
		expect(place.queued.map(({ from }) => from)).toEqual([0, 10, 20])
		expect(await place.balance()).toMatchObject({ received: 25, messages: 0, difference: 25 })
		await settleAll(place)
		expect(await place.balance()).toMatchObject({ received: 25, messages: 25, difference: 0 })
	})
	it('doubles nothing when it, or a slice, comes again', async ({ place }) => {
		const delivery = place.deliver(postDelivery(...posts(12)))
		await handle(place, delivery)
		await handle(place, delivery)
		expect(place.queued).toHaveLength(4)
		await settleAll(place)
		expect(await place.balance()).toMatchObject({ received: 12, messages: 12, duplicates: 0, difference: 0 })
	})
	it('is handled at once up to ten events', async ({ place }) => {
		await handle(place, place.deliver(postDelivery(...posts(EVENTS_HANDLED_AT_ONCE))))
		expect(place.queued).toEqual([])
	})
	it('is cut so that each slice fits the queue, in bytes', () => {
		const event = (text: string) => ({ source: 'x', accountId: '1001', payload: { text } })
		const slices = slicesOf([
			event('ä'.repeat(200_000)),
			event('b'.repeat(150_000)),
			event('ä'.repeat(100_000)),
			event('d'),
		])
		expect(slices.map(({ from }) => from)).toEqual([0, 2])
		for (const { json } of slices) expect(Buffer.byteLength(json)).toBeLessThan(610_000)
		expect(slices.flatMap(({ json }) => JSON.parse(json))).toHaveLength(4)
		expect(slicesOf([])).toEqual([])
	})
	it('sends the neighbours of an event too large for the queue first, then handles it itself', async ({ place }) => {
		const long = post({ id_str: '1924465506158899999', text: '@hilft groß', extra: '漢'.repeat(250_000) })
		await handle(place, place.deliver(postDelivery(long, ...posts(10))))
		expect(place.queued.map(({ from }) => from)).toEqual([1])
		expect(await place.balance()).toMatchObject({ received: 11, messages: 1, difference: 10 })
		await settleAll(place)
		expect(await place.balance()).toMatchObject({ messages: 11, difference: 0 })
	})
	it('refuses a slice that is none', async ({ place }) => {
		const slice = { envelope: `env_${'0'.repeat(26)}`, network: 'x', receivedAt: minute(0), from: 0 } as const
		const events = Buffer.from('[{}]').toString('base64')
		await expect(handleSlice(place.dependencies, { ...slice, events } satisfies Slice)).rejects.toThrow()
	})
})

describe('a parked event', () => {
	const parkOne = async (place: WorkerPlace) => {
		const delivery = place.deliver(postDelivery(post({ user: { id_str: '5001' }, for: 'later' })))
		const own = place.dependencies.own.filter(({ id }) => id !== '1001')
		await handleDelivery({ ...place.dependencies, own }, delivery)
		expect(await place.balance()).toMatchObject({ parked: 1, messages: 0, difference: 0 })
		return { delivery, id: parkedId(delivery.envelope, 0) }
	}
	const retry = (place: WorkerPlace, id: string) => handleMessage(place.dependencies, { command: 'retry-parked', id })

	it('becomes a message by a retry after the fix, with its true outcome in the ledger', async ({ place }) => {
		const { delivery, id } = await parkOne(place)
		await retry(place, id)
		await retry(place, id)
		await handle(place, delivery)
		expect(await place.balance()).toMatchObject({ received: 1, messages: 1, parked: 0, difference: 0 })
		expect(await place.dependencies.parked.list(10)).toEqual({ items: [] })
		expect(await place.cases()).toHaveLength(1)
	})
	it('is finished by the next retry when one was cut off in its midst', async ({ place }) => {
		const { id } = await parkOne(place)
		const retried = () => Promise.reject(new RetryLaterError('transactionRefused'))
		const parked = { ...place.dependencies.parked, retried }
		await expect(handleMessage({ ...place.dependencies, parked }, { command: 'retry-parked', id })).rejects.toThrow()
		await retry(place, id)
		expect(await place.balance()).toMatchObject({ messages: 1, parked: 0, difference: 0 })
		expect((await place.cases())[0]?.unanswered.count).toBe(1)
	})
	it('stays parked, with the reason of now, while it is not understood', async ({ place }) => {
		const delivery = place.deliver(postDelivery(NO_POST))
		await handle(place, delivery)
		await retry(place, parkedId(delivery.envelope, 0))
		expect((await place.dependencies.parked.list(10)).items).toMatchObject([{ reason: 'unknownShape' }])
		expect(await place.balance()).toMatchObject({ parked: 1, difference: 0 })
	})
	it('stays parked when its body is gone', async ({ place }) => {
		const { id } = await parkOne(place)
		const parked = { ...place.dependencies.parked, body: async () => undefined }
		await handleMessage({ ...place.dependencies, parked }, { command: 'retry-parked', id })
		expect((await place.dependencies.parked.list(10)).items).toMatchObject([{ id, reason: 'bodyGone' }])
	})
	it('stays parked as a body that is still no delivery', async ({ place }) => {
		const delivery = place.deliver({ hello: 'world' })
		await handle(place, delivery)
		const id = parkedId(delivery.envelope, 0)
		await retry(place, id)
		expect(await place.dependencies.parked.find(id)).toBeDefined()
		expect(await place.balance()).toMatchObject({ received: 1, parked: 1, difference: 0 })
	})
	it('is tried again by the queue when the store fails', async ({ place }) => {
		const { id } = await parkOne(place)
		const { store } = failing(place.dependencies.store, () => true)
		await expect(handleMessage({ ...place.dependencies, store }, { command: 'retry-parked', id })).rejects.toThrow(
			RetryLaterError,
		)
		expect(await place.dependencies.parked.find(id)).toMatchObject({ reason: 'unknownAccount' })
	})
})

it('refuses a message of the queue that is none of ours', async ({ place }) => {
	await expect(handleMessage(place.dependencies, { envelope: 'env_1', body: 'x' })).rejects.toThrow()
	const told = {
		command: 'request-disowned',
		id: 'x',
		requestId: keyOf('req', 1),
		caseId: keyOf('case', 9),
		at: minute(0),
		issue: 1,
	}
	await expect(handleMessage(place.dependencies, told)).rejects.toMatchObject({ code: 'caseUnknown' })
})
