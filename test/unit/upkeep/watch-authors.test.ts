import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { isNetworkContent } from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'
import { HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { isConfirmed } from '#shared/messages/confirmed-copies.ts'
import { type CopyLoad, copyPrice, looksPerDay } from '#shared/upkeep/reread-price.ts'
import { givesWay, tagOf, watchedOf } from '#shared/upkeep/watch-authors.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { type CopiesPlace, createCopiesPlace, it } from '#test/fixtures/copies-place.ts'
import { close } from '#test/support/case-factories.ts'

const DAY_LATER = 24 * HOUR
const idOf = (n: number): string => String(1924465506158800000n + BigInt(n))
const person = (n: number) => ({ id_str: String(700_000 + n), screen_name: `kunde${n}`, name: `Kunde ${n}` })
const userOf = (n: number) => String(700_000 + n)
/** So many posts of one person. */
const write = async (place: CopiesPlace, n: number, posts = 1) => {
	for (let k = 0; k < posts; k += 1)
		await place.tell(postDelivery(post({ id_str: idOf(n * 100 + k), user: person(n) })))
}
const caseOf = async (place: CopiesPlace, n: number): Promise<CaseId> => {
	const content = (await place.worker.stores.allContent()).filter(isNetworkContent)
	const found = content.find(({ userId }) => userId === userOf(n))
	if (found?.kind !== 'message') throw new Error('no case')
	return found.caseId
}
const markOf = async (place: CopiesPlace, id: CaseId) => (await place.rereads.marks([id])).get(id) ?? {}
const deletion = (n: number, k = 0) => ({
	data: {
		event_uuid: '-1',
		filter: { user_id: userOf(n) },
		event_type: 'post.delete',
		payload: { id: idOf(n * 100 + k), author_id: userOf(n) },
	},
})
const show = async (place: CopiesPlace, n: number) => {
	await place.tendCopies({ caseId: await caseOf(place, n), isShown: true })
	await place.settle()
}
const aDayOfRuns = async (place: CopiesPlace) => {
	for (let hour = 0; hour < 24; hour += 1) {
		place.later(HOUR)
		await place.run()
	}
}
const words = async (place: CopiesPlace) =>
	(await place.worker.stores.allContent()).filter(({ kind }) => kind === 'message').length

describe('the author of a post that opens a case', () => {
	it('is watched at once, and what they delete is gone by the event, without any read', async ({ place }) => {
		await write(place, 1)
		await place.lookAtOpened()
		expect(place.watch.users()).toEqual([userOf(1)])
		expect(await words(place)).toBe(1)
		await place.tell(deletion(1))
		expect(await words(place)).toBe(0)
		expect(place.looked).toEqual([])
	})

	it('is not asked for again by a second post, which the run of the day counts', async ({ place }) => {
		await write(place, 1, 3)
		expect(place.worker.looks).toHaveLength(1)
		await place.lookAtOpened()
		place.later(DAY_LATER)
		await place.run()
		const list = await place.watch.open()
		expect(typeof list === 'object' ? list.watches.map(({ tag }) => tag) : list).toEqual([
			tagOf(await caseOf(place, 1), 3),
		])
	})

	it('is watched by the next run where the job was lost', async ({ place }) => {
		await write(place, 1)
		await place.run()
		expect(place.watch.users()).toEqual([userOf(1)])
		expect(place.counted('CasesUnwatched')).toEqual([])
	})

	it('is watched no more once the case is over, and again once it is open', async ({ place }) => {
		await write(place, 1)
		await write(place, 2)
		await place.run()
		await applyCommand(place.worker.dependencies, await caseOf(place, 1), close())
		place.later(HOUR)
		await place.run()
		expect(place.watch.users()).toEqual([userOf(2)])
		expect(await markOf(place, await caseOf(place, 1))).not.toHaveProperty('watchedSince')
		await place.tell(postDelivery(post({ id_str: idOf(101), user: person(1) })))
		place.later(DAY_LATER)
		await place.run()
		expect(place.watch.users()).toEqual([userOf(2), userOf(1)])
	})

	it('is watched no more once nothing of theirs is left', async ({ place }) => {
		await write(place, 1)
		await place.run()
		await place.tell(deletion(1))
		place.later(DAY_LATER)
		await place.run()
		expect(place.watch.users()).toEqual([])
		expect(await markOf(place, await place.worker.cases().then(([one]) => one?.id ?? 'case_'))).not.toHaveProperty(
			'watchedSince',
		)
	})

	it('is watched anew where X forgot it', async ({ place }) => {
		await write(place, 1)
		await place.run()
		place.watch.forget(userOf(1))
		place.later(HOUR)
		await place.run()
		expect(place.watch.users()).toEqual([userOf(1)])
		expect((await markOf(place, await caseOf(place, 1))).watchedSince).toBe(place.now())
	})

	it('is never watched where the stage wants nobody watched', async () => {
		const place = createCopiesPlace({ subscriptions: 0 })
		await write(place, 1)
		await place.lookAtOpened()
		await place.run()
		expect(place.watch.users()).toEqual([])
		expect(place.counted('CasesUnwatched')).toEqual([1])
	})
})

describe('beyond what X gives', () => {
	it('those with the most messages shown are watched, whoever came first', async () => {
		const place = createCopiesPlace({ subscriptions: 2 })
		place.watch.x.most = 2
		await write(place, 1, 1)
		await write(place, 2, 2)
		await place.run()
		await write(place, 3, 3)
		await write(place, 4, 1)
		await place.lookAtOpened()
		place.later(HOUR)
		await place.run()
		expect(place.watch.users().toSorted()).toEqual([userOf(2), userOf(3)])
		expect(await markOf(place, await caseOf(place, 1))).not.toHaveProperty('watchedSince')
		expect(place.counted('CasesUnwatched')).toEqual([2])
	})

	it('asks X no more once it said that none is left', async () => {
		const place = createCopiesPlace()
		place.watch.x.most = 1
		for (let n = 1; n <= 5; n += 1) await write(place, n)
		await place.run()
		expect(place.watch.users()).toHaveLength(1)
		expect(place.counted('CasesUnwatched')).toEqual([4])
	})

	it('gives way who has the fewest of another case, and nobody to as many', () => {
		const of = (caseId: CaseId, messages: number) => ({
			id: caseId,
			userId: caseId,
			tag: undefined,
			since: '2026-11-22T10:00:00.000Z',
			caseId,
			messages,
		})
		const all = [of('case_a', 3), of('case_b', 1), of('case_c', 2)]
		expect(givesWay(all, { caseId: 'case_d', messages: 2 })?.caseId).toBe('case_b')
		expect(givesWay(all, { caseId: 'case_b', messages: 3 })?.caseId).toBe('case_c')
		expect(givesWay(all, { caseId: 'case_d', messages: 1 })).toBeUndefined()
	})

	it('leaves alone what others of our app subscribed to', () => {
		const watch = { id: '1', userId: '2', since: '2026-11-22T10:00:00.000Z' }
		expect([undefined, 'own posts', 'case_1', 'case_1.x'].map((tag) => watchedOf({ ...watch, tag }))).toEqual(
			Array.from({ length: 4 }),
		)
	})
})

describe('a post that somebody is shown', () => {
	it('is not read while its author is watched', async ({ place }) => {
		await place.run()
		await write(place, 1)
		await place.lookAtOpened()
		for (let day = 0; day < 3; day += 1) {
			await aDayOfRuns(place)
			await show(place, 1)
		}
		expect(place.looked).toEqual([])
	})

	it('is not read on the day it came, and once a day of UTC from then on', async () => {
		const place = createCopiesPlace({ subscriptions: 0 })
		await write(place, 1)
		await show(place, 1)
		expect(place.looked).toEqual([])
		place.later(DAY_LATER)
		for (const pause of [0, 2 * HOUR, 2 * HOUR]) {
			place.later(pause)
			await show(place, 1)
		}
		expect(place.looked).toEqual([[idOf(100)]])
		place.later(DAY_LATER)
		await show(place, 1)
		expect(place.looked).toHaveLength(2)
		expect(place.counted('RereadMilliUsd')).toEqual([1, 1])
	})

	it('leaves the case where it is gone', async () => {
		const place = createCopiesPlace({ subscriptions: 0 })
		await write(place, 1)
		place.onX.set(idOf(100), 'gone')
		place.later(DAY_LATER)
		await show(place, 1)
		expect(await words(place)).toBe(0)
	})

	it('is found to be gone where the event was lost: X had switched us off', async ({ place }) => {
		await write(place, 1)
		await place.lookAtOpened()
		await place.run()
		place.watch.x.isValid = false
		place.onX.set(idOf(100), 'gone')
		place.later(DAY_LATER)
		await show(place, 1)
		// Nobody has verified the subscriptions for a day.
		expect(await words(place)).toBe(0)
	})

	it('is read once after a break, although X tells us again', async ({ place }) => {
		await write(place, 1)
		await write(place, 2)
		await place.lookAtOpened()
		await place.run()
		place.later(DAY_LATER)
		place.watch.x.isValid = false
		await place.run()
		expect(place.counted('AccessAtRisk')).toEqual([1])
		await show(place, 1)
		place.later(DAY_LATER)
		await place.run()
		for (let day = 0; day < 2; day += 1) {
			await show(place, 1)
			await show(place, 2)
			await aDayOfRuns(place)
		}
		expect(place.looked.flat()).toEqual([idOf(100), idOf(100), idOf(200)])
	})

	it('is read again where X did not answer', async () => {
		const place = createCopiesPlace({ subscriptions: 0 })
		await write(place, 1)
		place.onX.set(idOf(100), 'unknown')
		place.later(DAY_LATER)
		await show(place, 1)
		place.later(2 * MINUTE)
		await show(place, 1)
		expect(place.looked).toHaveLength(2)
	})

	it('is not read where the looks of the day are paid, and says so; the next day is another', async () => {
		const place = createCopiesPlace({ subscriptions: 0, looksPerMonth: 0.031 * 2 })
		for (const n of [1, 2, 3]) await write(place, n)
		place.later(DAY_LATER)
		for (const n of [1, 2, 3]) await show(place, n)
		expect(place.looked.flat()).toHaveLength(2)
		expect(place.counted('LooksUnpaid')).toEqual([1])
		place.later(DAY_LATER)
		await show(place, 3)
		expect(place.looked.flat()).toHaveLength(3)
	})

	it('books what is not on the list of mentions at its own price', async () => {
		const place = createCopiesPlace({ subscriptions: 0, looksPerMonth: 0.031 * 5 })
		for (const n of [1, 2]) await write(place, n)
		place.onX.set(idOf(100), 'quoted')
		place.later(DAY_LATER)
		await show(place, 1)
		expect(place.counted('RereadMilliUsd')).toEqual([5])
		// What was set aside and what it cost are more than the day has.
		await show(place, 2)
		expect(place.counted('LooksUnpaid')).toEqual([1])
	})

	it('of a closed case is read, too, and its author not watched', async ({ place }) => {
		await write(place, 1)
		await applyCommand(place.worker.dependencies, await caseOf(place, 1), close())
		place.later(DAY_LATER)
		await show(place, 1)
		expect(place.looked).toHaveLength(1)
		expect(place.watch.users()).toEqual([])
	})
})

describe('a copy', () => {
	const now = '2026-11-24T12:00:00.000Z'
	const sound = { verifiedAt: '2026-11-24T11:30:00.000Z', soundSince: '2026-11-01T00:00:00.000Z' }
	const WRITTEN = '2026-11-22T10:00:00.000Z'
	const watched = { visitedAt: WRITTEN, watchedSince: '2026-11-22T10:00:04.000Z' }
	const by = 'customer'
	it.for([
		['of today', { at: '2026-11-24T00:00:01.000Z', by }, {}, undefined, true],
		['of yesterday', { at: '2026-11-23T23:59:59.000Z', by }, {}, undefined, false],
		['read today', { at: WRITTEN, by }, { lookedAt: '2026-11-24T00:00:01.000Z' }, undefined, true],
		['read yesterday', { at: WRITTEN, by }, { lookedAt: '2026-11-23T10:00:00.000Z' }, undefined, false],
		['watched since it came', { at: WRITTEN, by }, watched, sound, true],
		['watched, X unheard of', { at: WRITTEN, by }, watched, undefined, false],
		[
			'watched, verified long ago',
			{ at: WRITTEN, by },
			watched,
			{ ...sound, verifiedAt: '2026-11-24T08:59:00.000Z' },
			false,
		],
		['watched late', { at: WRITTEN, by }, { watchedSince: '2026-11-22T11:00:00.000Z' }, sound, false],
		[
			'watched late and read since',
			{ at: WRITTEN, by },
			{ watchedSince: '2026-11-22T11:00:00.000Z', lookedAt: '2026-11-23T10:00:00.000Z' },
			sound,
			true,
		],
		[
			'watched, with a break since',
			{ at: WRITTEN, by },
			watched,
			{ ...sound, soundSince: '2026-11-23T00:00:00.000Z' },
			false,
		],
		['of a bystander whom the last visit met', { at: WRITTEN, by: 'bystander' }, watched, sound, true],
		['of a bystander who came later', { at: '2026-11-22T18:00:00.000Z', by: 'bystander' }, watched, sound, false],
	] as const)('%s', ([, written, mark, watch, expected]) => {
		expect(isConfirmed(written, mark, watch, now)).toBe(expected)
	})
})

describe('what it costs that our copies follow X', () => {
	const prices = pricesSchema.parse({})
	/** 1.5 posts a case; of what is not watched a third is opened on a later day; a person deletes a post in five days. */
	const load = (openCases: number): CopyLoad => ({
		openCases,
		authorsPerCase: 1,
		postsPerCase: 1.5,
		openedLaterPerDay: 0.33,
		deletionsPerAuthorAndDay: 0.2,
	})
	/** What AWS costs in a month at 12,000, 120,000 and 3,000,000 messages, in US dollars: as many as lead to these open cases. */
	it.for([
		[400, 17],
		[4_000, 31],
		[100_000, 337],
	] as const)('%i open cases: at most a tenth of the %i USD that AWS costs', ([openCases, aws]) => {
		expect(copyPrice(load(openCases), prices).usd).toBeLessThanOrEqual(aws / 10)
	})

	it('is nothing while X gives a subscription for everybody', () => {
		expect(copyPrice(load(1_500), prices)).toEqual({ watchedCases: 1_500, looksWanted: 0, looksPaid: 0, usd: 0 })
	})

	it('says how many looks are wanted and not paid', () => {
		const { watchedCases, looksWanted, looksPaid, usd } = copyPrice(load(4_000), prices)
		expect({ watchedCases, looksWanted, looksPaid }).toEqual({ watchedCases: 1_500, looksWanted: 1_238, looksPaid: 54 })
		expect(usd).toBeCloseTo(31 * 54 * 0.001)
	})

	it('would be beyond it where X bills deletions as posts, which a stage then does without', () => {
		const billed = { ...prices, deletionEvent: 0.005 }
		expect(copyPrice(load(400), billed).usd).toBeGreaterThan(1.7)
		expect(copyPrice(load(400), { ...billed, subscriptions: 0 }).usd).toBeLessThanOrEqual(1.7)
	})

	it('is a budget of whole thousandths a day', () => {
		expect(looksPerDay(prices)).toBe(54)
	})
})
