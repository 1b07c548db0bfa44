import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '#shared/cases/evolve.ts'
import type { CaseChange } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace, handleMessage } from '#test/fixtures/worker-place.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'

type Message = {
	readonly person: number
	readonly number: number
	readonly second: number
	readonly isPrivate: boolean
}

const CREATED = Date.parse('2026-11-22T09:00:00.000Z')
const xDate = (second: number): string => {
	const at = new Date(CREATED + second * 1_000)
	return `Sun Nov 22 ${at.toISOString().slice(11, 19)} +0000 2026`
}
const bodyOf = (messages: readonly Message[], isPrivate: boolean) =>
	isPrivate
		? messageDelivery(
				...messages.map(({ person, number, second }) => ({
					...directMessage({ sender_id: String(5001 + person) }),
					id: String(1924465506158990000n + BigInt(number)),
					created_timestamp: String(CREATED + second * 1_000),
				})),
			)
		: postDelivery(
				...messages.map(({ person, number, second }) =>
					post({
						id_str: String(1924465506158870000n + BigInt(number)),
						created_at: xDate(second),
						user: { id_str: String(5001 + person), screen_name: `kundin_${person}`, name: `Kundin ${person}` },
					}),
				),
			)

/** What a contact's case says of its messages, in whatever order they came. */
const essence = ({ unanswered, waitingSince, lastMessage, turn, state, networks }: CaseState) => ({
	unanswered,
	waitingSince,
	lastMessage,
	turn,
	state,
	networks,
})

/** A worker whose every commit is checked: the head that is written is the fold of the facts that will be there. */
const aPlace = () => {
	const stores = createMemoryStores()
	const commit = (change: CaseChange) => {
		const recorded = [
			...(stores.facts.get(change.after.id) ?? []).slice(0, change.before?.version ?? 0),
			...change.facts,
		]
		expect(fold(change.after.id, recorded)).toEqual(change.after)
		return stores.store.commit(change)
	}
	return { ...createWorkerPlace({ ...stores, store: { ...stores.store, commit } }), stores }
}
type Place = ReturnType<typeof aPlace>

const outcome = async ({ stores, balance }: Place) => {
	const people = await Promise.all(
		Array.from({ length: 4 }, (_, person) =>
			stores.contacts.find({ network: 'x', accountId: '1001', userId: String(5001 + person) }),
		),
	)
	const cases = await Promise.all(
		people.map((one) => (one?.openCase === undefined ? undefined : stores.store.load(one.openCase))),
	)
	const { difference, messages } = await balance()
	return {
		byContact: cases.map((state) => (state === undefined ? undefined : essence(state))),
		owners: people.map((one) => one?.cases.length),
		cases: stores.facts.size,
		difference,
		messages,
	}
}

const run = async (place: Place, deliveries: readonly Delivery[]): Promise<void> => {
	for (const delivery of deliveries) await handleMessage(place.dependencies, delivery)
	while (place.queued.length > 0) await handleMessage(place.dependencies, place.queued.shift())
}

const aMessage = fc.record({
	person: fc.integer({ min: 0, max: 3 }),
	number: fc.integer({ min: 0, max: 60 }),
	second: fc.integer({ min: 0, max: 300 }),
	isPrivate: fc.boolean(),
})
const history = fc.uniqueArray(aMessage, { minLength: 1, maxLength: 30, selector: ({ number }) => number })

it('ends in the same cases, whatever the order, grouping and repetition of the same messages', async () => {
	await fc.assert(
		fc.asyncProperty(
			history.chain((messages) =>
				fc.record({
					messages: fc.constant(messages),
					order: fc.shuffledSubarray(messages, { minLength: messages.length }),
					again: fc.array(fc.constantFrom(...messages), { maxLength: 12 }),
					groups: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 5, maxLength: 5 }),
					redelivered: fc.array(fc.nat(), { maxLength: 6 }),
				}),
			),
			async ({ messages, order, again, groups, redelivered }) => {
				const plain = aPlace()
				const each = messages.map((one) => plain.deliver(bodyOf([one], one.isPrivate)))
				await run(plain, each)

				const mixed = aPlace()
				const deliveries: Delivery[] = []
				for (const isPrivate of [true, false]) {
					const mine = [...order, ...again].filter((one) => one.isPrivate === isPrivate)
					for (let from = 0, turn = 0; from < mine.length; turn += 1) {
						const size = groups[turn % groups.length] ?? 1
						deliveries.push(mixed.deliver(bodyOf(mine.slice(from, from + size), isPrivate)))
						from += size
					}
				}
				const repeats = redelivered
					.map((index) => deliveries[index % deliveries.length])
					.filter((one) => one !== undefined)
				await run(mixed, [...deliveries, ...repeats])

				const expected = await outcome(plain)
				expect(await outcome(mixed)).toEqual(expected)
				expect(expected).toMatchObject({ difference: 0, messages: messages.length })
				expect(expected.owners.every((count) => count === undefined || count === 1)).toBe(true)
			},
		),
		{ numRuns: 60, seed: 20261122 },
	)
}, 30_000)

it('ends in the same cases when all deliveries are handled at the same time', async () => {
	await fc.assert(
		fc.asyncProperty(history, async (messages) => {
			const plain = aPlace()
			await run(
				plain,
				messages.map((one) => plain.deliver(bodyOf([one], one.isPrivate))),
			)
			const crowded = aPlace()
			const deliveries = messages.map((one) => crowded.deliver(bodyOf([one], one.isPrivate)))
			// As the queue does: what lost too often comes again.
			const persist = async (delivery: Delivery): Promise<void> => {
				for (;;) {
					const isDone = await handleMessage(crowded.dependencies, delivery).then(
						() => true,
						() => false,
					)
					if (isDone) return
				}
			}
			await Promise.all([...deliveries, ...deliveries].map(persist))
			expect(await outcome(crowded)).toEqual(await outcome(plain))
		}),
		{ numRuns: 30, seed: 20261122 },
	)
}, 30_000)
