import { describe, expect, test } from 'vitest'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { type RecountSource, recount } from '#shared/ledger/recount.ts'
import { promoteAside } from '#shared/messages/promote-aside.ts'
import { changes, comment, feed } from '#test/deliveries/meta.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace, handleMessage } from '#test/fixtures/worker-place.ts'

const createRecountPlace = () => ({ ...createWorkerPlace(), delivered: [] as string[] })
type RecountPlace = ReturnType<typeof createRecountPlace>
const it = test.extend('place', () => createRecountPlace())

const deliver = (place: RecountPlace, body: unknown, network: 'x' | 'meta' = 'x'): Delivery => {
	const delivery = place.deliver(body, network)
	place.delivered.push(delivery.envelope)
	return delivery
}
const handle = (place: RecountPlace, delivery: Delivery, change = {}) =>
	handleMessage({ ...place.dependencies, ...change }, delivery)

/** All that lies in the stores in memory, but for what is left out. */
const source = (place: RecountPlace, without: { readonly content?: string | undefined } = {}): RecountSource => ({
	content: async function* content() {
		yield* (await place.stores.allContent()).filter(({ id }) => id !== without.content)
	},
	received: async function* received() {
		for (const [caseId, facts] of place.stores.facts)
			for (const { fact } of facts) if (fact.kind === 'MessageReceived') yield { caseId, message: fact.message }
	},
})
const run = (place: RecountPlace, change: Partial<RecountSource> = {}, sent?: readonly string[]) => {
	const { ledger, parked, clock } = place.dependencies
	const range = { from: addMilliseconds(clock.now(), -DAY), to: addMilliseconds(clock.now(), DAY) }
	return recount({ source: { ...source(place), ...change }, ledger, parked }, range, sent)
}

const reply = comment({
	comment_id: '55_88',
	parent_id: '55_77',
	from: { id: '6002', name: 'Nachbarin' },
	message: 'Karl Kunde bei mir auch',
	message_tags: [{ id: '6001', name: 'Karl Kunde', offset: 0, length: 10 }],
})

/** Messages, an edit, a removal, an aside, a duplicate, something ignored, something parked. */
const handleAll = async (place: RecountPlace) => {
	await handle(place, deliver(place, postDelivery(post(), post({ id_str: '1924465506158878001' }))))
	await handle(place, deliver(place, postDelivery(post())))
	await handle(place, deliver(place, postDelivery(post({ user: { id_str: '1001' }, id_str: '1924465506158878002' }))))
	await handle(place, deliver(place, Buffer.from('no json')))
	await handle(place, deliver(place, feed(comment()), 'meta'))
	await handle(place, deliver(place, feed(reply), 'meta'))
	await handle(
		place,
		deliver(place, feed(comment({ verb: 'edited', message: 'Anders', created_time: 1795341700 })), 'meta'),
	)
	await handle(place, deliver(place, feed(comment({ verb: 'remove' })), 'meta'))
	await handle(place, deliver(place, changes('feed', { item: 'reaction', verb: 'add', post_id: '2001_55' }), 'meta'))
}

describe('a recount from facts and content', () => {
	it('equals the ledger', async ({ place }) => {
		await handleAll(place)
		const found = await run(place, {}, place.delivered)
		expect(found.disagreements).toEqual([])
		expect(found).toMatchObject({
			isEqual: true,
			difference: 0,
			columns: {
				messages: { ledger: 3, recounted: 3 },
				updates: { ledger: 2, recounted: 2 },
				asides: { ledger: 1, recounted: 1 },
				parked: { ledger: 1, recounted: 1 },
			},
			envelopes: { noted: 9, missing: [], sent: 9 },
		})
	})
	it('still does after an aside has become a case, a redelivery, and a retry', async ({ place }) => {
		await handleAll(place)
		const again = deliver(place, feed(comment({ comment_id: '55_99', from: { id: '6003', name: 'Neu' } })), 'meta')
		await handle(place, again)
		await handle(place, again)
		const [aside] = (await place.stores.asides.unseen(10)).ids
		if (aside === undefined) throw new Error('no aside')
		expect(await promoteAside(place.dependencies, aside)).toMatch(/^case_/)
		expect(await promoteAside(place.dependencies, aside)).toMatch(/^case_/)
		const [parked] = (await place.dependencies.parked.list(1)).items
		await handleMessage(place.dependencies, { command: 'retry-parked', id: parked?.id })
		const found = await run(place, {}, place.delivered)
		expect(found.disagreements).toEqual([])
		expect(found).toMatchObject({ isEqual: true, columns: { asides: { ledger: 1, recounted: 1 } } })
	})
})

describe('a planted loss shows in the recount:', () => {
	it('an outcome not written', async ({ place }) => {
		const delivery = deliver(place, postDelivery(post()))
		await handle(place, delivery, { ledger: { ...place.dependencies.ledger, settle: async () => undefined } })
		expect(await run(place)).toMatchObject({
			isEqual: false,
			difference: 1,
			columns: { messages: { ledger: 0, recounted: 1 } },
			disagreements: [{ event: `${delivery.envelope}#0`, ledger: 'nothing', recounted: 'messages' }],
		})
	})
	it('a message handled but not stored', async ({ place }) => {
		const commit = async () => ({ result: 'committed' }) as const
		const delivery = deliver(place, postDelivery(post()))
		await handle(place, delivery, { store: { ...place.dependencies.store, commit } })
		expect(await run(place)).toMatchObject({
			isEqual: false,
			difference: 0,
			columns: { messages: { ledger: 1, recounted: 0 } },
			disagreements: [{ event: `${delivery.envelope}#0`, ledger: 'messages', recounted: 'nothing' }],
		})
	})
	it('a fact without its content, and content without its fact', async ({ place }) => {
		const delivery = deliver(place, postDelivery(post()))
		await handle(place, delivery)
		const [content] = await place.stores.allContent()
		const lost = await run(place, { content: source(place, { content: content?.id ?? '' }).content })
		expect(lost).toMatchObject({ isEqual: false })
		expect(lost.disagreements).toContainEqual({ event: content?.id, ledger: 'nothing', recounted: 'messages' })
		const none = async function* received() {}
		const event = `${delivery.envelope}#0`
		expect((await run(place, { received: none })).disagreements).toEqual([
			{ event, ledger: 'messages', recounted: 'nothing' },
		])
	})
	it('an envelope dropped behind the queue, by the logs of the webhooks or by the one after it', async ({ place }) => {
		await handle(place, deliver(place, postDelivery(post())))
		const lost = deliver(place, postDelivery(post({ id_str: '1924465506158878009' })))
		expect(await run(place, {}, place.delivered)).toMatchObject({
			isEqual: false,
			envelopes: { missing: [lost.envelope], sent: 2 },
		})
		await handle(place, {
			...deliver(place, postDelivery(post({ id_str: '1924465506158878010' }))),
			after: lost.envelope,
		})
		expect(await run(place)).toMatchObject({ isEqual: false, difference: 1, envelopes: { missing: [lost.envelope] } })
	})
	it('a parked event whose entry is gone', async ({ place }) => {
		const delivery = deliver(place, Buffer.from('no json'))
		await handle(place, delivery, { parked: { ...place.dependencies.parked, park: async () => undefined } })
		expect((await run(place)).disagreements).toEqual([
			{ event: `${delivery.envelope}#0`, ledger: 'parked', recounted: 'nothing' },
		])
	})
})
