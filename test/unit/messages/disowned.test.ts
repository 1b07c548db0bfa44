import { describe, expect } from 'vitest'
import { timeline } from '#shared/desk/timeline.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { comment, feed } from '#test/deliveries/meta.ts'
import type { WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'

type Members = Readonly<Record<string, unknown>>

const OURS = { id: '2001', name: 'Hilft' }
const TEXT = 'Wir kümmern uns, bitte per PN.'
/** A comment of ours below that of a customer, of which Facebook says who wrote it, or does not. */
const answer = (members: Members = {}) =>
	feed(comment({ comment_id: '500_9', post_id: '2001_500', parent_id: '500_1', message: TEXT, ...members }))
const nameless = (members: Members = {}) => answer({ from: undefined, ...members })
const named = (members: Members = {}) => answer({ from: OURS, ...members })
const customer = () =>
	feed(comment({ comment_id: '500_1', post_id: '2001_500', parent_id: '2001_500', message: 'Kein Netz' }))

const receive = async (place: WorkerPlace, ...bodies: readonly unknown[]): Promise<void> => {
	for (const body of bodies) await handleDelivery(place.dependencies, place.deliver(body, 'meta'))
}
const factsOf = (place: WorkerPlace) =>
	[...place.stores.facts.values()].map((facts) => facts.map(({ fact }) => fact.kind))
const openOnes = async (place: WorkerPlace) => (await place.cases()).filter(({ state }) => state === 'open')

describe('a comment of ours that named nobody', () => {
	it('closes what it opened as soon as its network says that it is ours', async ({ place }) => {
		await receive(place, nameless())
		expect(await openOnes(place)).toMatchObject([{ unanswered: { count: 1 } }])
		await receive(place, named())
		const [kinds = []] = factsOf(place)
		// What its words meant goes with it.
		expect(kinds.filter((kind) => kind !== 'SignalRaised')).toEqual([
			'CaseOpened',
			'MessageReceived',
			'MessageDisowned',
			'CaseFellAway',
		])
		const [state] = await place.cases()
		expect(state).toMatchObject({ state: 'closed', unanswered: { count: 0 } })
		expect([state?.outcome, state?.waitingSince, state?.lastMessage, state?.signals]).toEqual([
			undefined,
			undefined,
			undefined,
			[],
		])
		const [facts = []] = [...place.stores.facts.values()]
		const [first] = timeline(facts, await place.stores.allContent(), new Map()).filter(
			({ kind }) => kind !== 'caseOpened',
		)
		expect(first).toMatchObject({ kind: 'nativeAnswer', author: 'agent', text: TEXT })
		expect(await place.balance()).toMatchObject({ received: 2, messages: 1, ignored: { ownPost: 1 }, difference: 0 })
	})

	it('answers the customer above it, in whose case it stands then', async ({ place }) => {
		await receive(place, customer(), nameless())
		expect(await openOnes(place)).toHaveLength(2)
		await receive(place, named())
		expect(factsOf(place).map((facts) => facts.at(-1))).toEqual(['NativeAnswerSeen', 'CaseFellAway'])
		expect(await openOnes(place)).toMatchObject([{ nativeAnswers: [{}], unanswered: { count: 1 } }])
	})

	const EVENTS = { customer, nameless, again: nameless, named, twice: named } as const
	const ORDERS: readonly (readonly (keyof typeof EVENTS)[])[] = [
		['named', 'nameless'],
		['named', 'nameless', 'again', 'twice'],
		['nameless', 'again', 'named', 'twice'],
		['customer', 'named', 'nameless', 'twice'],
		['customer', 'nameless', 'named', 'again', 'twice'],
		['nameless', 'customer', 'named', 'again'],
		['named', 'customer', 'nameless', 'twice'],
		['nameless', 'named', 'customer', 'twice', 'again'],
	]
	it.for(ORDERS)('leaves no case of its own, in the order %j', async (order, { place }) => {
		await receive(place, ...order.map((name) => EVENTS[name]()))
		const open = await openOnes(place)
		expect(open).toHaveLength(order.includes('customer') ? 1 : 0)
		for (const { nativeAnswers, unanswered } of open) {
			expect(unanswered.count).toBe(1)
			expect(nativeAnswers.length).toBeLessThanOrEqual(1)
		}
		const mine = (await place.stores.allContent()).filter(({ kind }) => kind === 'message')
		expect(mine).toHaveLength(open.length)
		expect(await place.balance()).toMatchObject({ received: order.length, difference: 0 })
	})

	it('stays with a person where its words told of danger, and nobody waits', async ({ place }) => {
		await receive(place, nameless({ message: 'Ich will nicht mehr leben' }), named())
		expect(await openOnes(place)).toMatchObject([{ unanswered: { count: 0 }, dangers: [{}] }])
	})

	it('closes its case although it was taken back in between', async ({ place }) => {
		await receive(place, nameless(), nameless({ verb: 'remove', message: undefined }), named())
		expect(await openOnes(place)).toEqual([])
		expect((await place.stores.allContent()).map(({ kind }) => kind)).toEqual(['erased'])
	})

	it.for(['content', 'case'] as const)(
		'is taken back by the redelivery after a crash at the %s',
		async (where, { place }) => {
			await receive(place, customer(), nameless())
			let fails = true
			const { store } = place.dependencies
			const kindAt = { content: 'MessageDisowned', case: 'NativeAnswerSeen' }[where]
			const commit: typeof store.commit = async (change) => {
				if (fails && change.facts.some(({ fact }) => fact.kind === kindAt)) throw new Error('killed')
				return store.commit(change)
			}
			const dependencies = { ...place.dependencies, store: { ...store, commit } }
			const delivery = place.deliver(named(), 'meta')
			await expect(handleDelivery(dependencies, delivery)).rejects.toThrow('killed')
			fails = false
			await handleDelivery(dependencies, delivery)
			expect(factsOf(place).map((facts) => facts.at(-1))).toEqual(['NativeAnswerSeen', 'CaseFellAway'])
			expect(await openOnes(place)).toHaveLength(1)
		},
	)
})

describe('what is signed and names nobody', () => {
	const signed = `${TEXT} ^ro`

	it('opens no case, waits among what was written to others, and is ours once its network says so', async ({
		place,
	}) => {
		await receive(place, customer(), nameless({ message: signed }))
		expect(await openOnes(place)).toHaveLength(1)
		expect((await place.stores.allContent()).map(({ kind }) => kind).toSorted()).toEqual(['aside', 'message'])
		await receive(place, named({ message: signed }))
		expect((await place.stores.allContent()).map(({ kind }) => kind).toSorted()).toEqual(['message', 'nativeReply'])
		expect(factsOf(place)).toEqual([['CaseOpened', 'MessageReceived', 'NativeAnswerSeen']])
	})

	it('is a customer’s as soon as its network names one, and wherever somebody is named', async ({ place }) => {
		await receive(place, nameless({ message: signed }), answer({ message: signed }))
		expect(await openOnes(place)).toMatchObject([{ unanswered: { count: 1 } }])
		await receive(place, answer({ message: signed, comment_id: '500_77', from: { id: '6009', name: 'Rosa' } }))
		expect(await openOnes(place)).toHaveLength(2)
	})

	it.for(['Danke ^^', 'x^2', 'nie^', 'Was soll das ^ronny', 'a ^r'])('is no sign: %s', async (message, { place }) => {
		await receive(place, nameless({ message }))
		expect(await openOnes(place)).toHaveLength(1)
	})
})

it('names the customer of a comment whose network told later who wrote it', async ({ place }) => {
	await receive(place, nameless(), answer({ from: { id: '6001', name: 'Karl Kunde' } }))
	const [content] = await place.stores.allContent()
	expect(content).toMatchObject({ kind: 'message', authorName: 'Karl Kunde', userId: '6001' })
	expect(await openOnes(place)).toHaveLength(1)
})
