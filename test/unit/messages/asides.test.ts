import { describe, expect } from 'vitest'
import { dueShard, listShard } from '#shared/cases/list-keys.ts'
import { ledgerBucket } from '#shared/ledger/envelope.ts'
import { asideKeys } from '#shared/messages/asides.ts'
import { markAsideSeen, promoteAside } from '#shared/messages/promote-aside.ts'
import type { Slice } from '#shared/messages/queued-delivery.ts'
import { comment, feed } from '#test/deliveries/meta.ts'
import { handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { keyOf } from '#test/support/case-factories.ts'
import { ofKind } from '#test/support/content-factories.ts'

const handle = (place: WorkerPlace, body: unknown) => handleMessage(place.dependencies, place.deliver(body, 'meta'))
const ANNA = keyOf('agent', 1)

/** Somebody answers a neighbour's comment below the same post of ours. */
const toNeighbour = (id: string, author: string, members = {}) =>
	comment({
		comment_id: id,
		parent_id: '55_77',
		from: { id: author, name: `Gast ${author}` },
		message: 'Karl Kunde bei mir auch nicht',
		message_tags: [{ id: '6001', name: 'Karl Kunde', offset: 0, length: 10 }],
		...members,
	})
const unseen = async (place: WorkerPlace) => (await place.stores.asides.unseen(100)).ids
const onlyAside = async (place: WorkerPlace) => {
	const [id] = await unseen(place)
	if (id === undefined) throw new Error('no aside')
	return id
}

describe('an aside', () => {
	it.beforeEach(async ({ place }) => {
		await handle(place, feed(comment()))
		await handle(place, feed(toNeighbour('55_88', '6002')))
	})

	it('waits to be looked at, with its thread and the time of its writing', async ({ place }) => {
		const id = await onlyAside(place)
		const content = ofKind((await place.dependencies.content.get([id]))[0], 'aside')
		expect(content.thread).toMatch(/^thread_[0-9a-z]{26}$/)
		expect(content.thread).not.toContain('55')
		expect(await place.stores.asides.waiting()).toEqual({ count: 1, oldestAt: content?.at })
		expect(await place.stores.asides.waiting(content.thread)).toEqual({ count: 1, oldestAt: content?.at })
		expect(await place.stores.asides.ofThread(content.thread ?? '', 10)).toEqual({ ids: [id] })
	})
	it('becomes a message with a case of its author, which waits since it was written', async ({ place }) => {
		const id = await onlyAside(place)
		const caseId = await promoteAside(place.dependencies, id)
		const state = (await place.cases()).find((one) => one.id === caseId)
		const [content] = await place.dependencies.content.get([id])
		expect(state).toMatchObject({ turn: { who: 'ours' }, waitingSince: content?.at, unanswered: { count: 1 } })
		expect(content).toMatchObject({ caseId, userId: '6002', text: 'Karl Kunde bei mir auch nicht' })
		expect(await unseen(place)).toEqual([])
		expect(await promoteAside(place.dependencies, id)).toBe(caseId)
		expect(await place.cases()).toHaveLength(2)
	})
	it('in which somebody may be in danger becomes one at once, seen by nobody, once however often it comes', async ({
		place,
	}) => {
		const event = feed(toNeighbour('55_95', '6009', { message: 'Karl Kunde ich will nicht mehr leben' }))
		await handle(place, event)
		await handle(place, event)
		const endangered = (await place.cases()).filter(({ dangers }) => dangers.length > 0)
		expect(endangered).toMatchObject([{ dangers: [{ danger: 'selfHarm' }], unanswered: { count: 1 } }])
		expect(await unseen(place)).toHaveLength(1)
	})
	it('joins the open case its author has by now', async ({ place }) => {
		await handle(place, feed(comment({ comment_id: '55_91', from: { id: '6002', name: 'Gast 6002' } })))
		await promoteAside(place.dependencies, await onlyAside(place))
		expect((await place.cases()).map(({ unanswered }) => unanswered.count)).toEqual([1, 2])
	})
	it('is made a case once by two agents at the same time', async ({ place }) => {
		const id = await onlyAside(place)
		const [one, other] = await Promise.all([promoteAside(place.dependencies, id), promoteAside(place.dependencies, id)])
		expect(one).toBe(other)
		expect(await place.cases()).toHaveLength(2)
	})
	it('stays an aside that somebody has seen', async ({ place }) => {
		const id = await onlyAside(place)
		const seen = await markAsideSeen(place.dependencies, id, ANNA)
		expect(seen).toMatchObject({ asideSeenBy: ANNA, asideSeenAt: place.dependencies.clock.now() })
		expect(await unseen(place)).toEqual([])
		expect((await markAsideSeen(place.dependencies, id, keyOf('agent', 2)))?.asideSeenBy).toBe(ANNA)
		expect(await place.stores.asides.ofThread(seen?.thread ?? '', 10)).toEqual({ ids: [id] })
		expect(await promoteAside(place.dependencies, id)).toMatch(/^case_/)
	})
	it('leaves every list when its author takes it back', async ({ place }) => {
		const id = await onlyAside(place)
		const content = ofKind((await place.dependencies.content.get([id]))[0], 'aside')
		await handle(place, feed(toNeighbour('55_88', '6002', { verb: 'remove' })))
		expect(await unseen(place)).toEqual([])
		expect(await place.stores.asides.ofThread(content.thread ?? '', 10)).toEqual({ ids: [] })
		expect(await promoteAside(place.dependencies, id)).toBeUndefined()
		expect(await markAsideSeen(place.dependencies, id, ANNA)).toBeUndefined()
	})
	it('that is none is not found', async ({ place }) => {
		expect(await promoteAside(place.dependencies, keyOf('msg', 7))).toBeUndefined()
		expect(await markAsideSeen(place.dependencies, keyOf('msg', 7), ANNA)).toBeUndefined()
	})
})

describe('3,000 comments under one post', () => {
	const COMMENTS = 3_000
	const ASKING = 400
	const TALKING = 200

	/** Who asks comes back with a question; who talks answers the neighbour; all others just say something. */
	const crowd = () =>
		Array.from({ length: COMMENTS }, (_, n) => {
			const [id, author] = [`55_${100_000 + n}`, String(7_000_000 + n)]
			if (n % 15 === 1) return toNeighbour(id, author, { created_time: 1_795_341_600 + n })
			const isAsking = n % 15 === 4 || n % 15 === 8
			const message = isAsking ? `Wann geht mein Anschluss wieder? ${n}` : `Bei mir auch nicht ${n}`
			return comment({ comment_id: id, from: { id: author, name: author }, message, created_time: 1_795_341_600 + n })
		})

	it('lose nobody: each asker has a waiting case, each aside waits, no key takes more than its share', async ({
		place,
	}) => {
		const writes = new Map<string, number>()
		const count = (key: string | undefined) => {
			if (key !== undefined) writes.set(key, (writes.get(key) ?? 0) + 1)
		}
		const { store, content, ledger } = place.dependencies
		place.dependencies = {
			...place.dependencies,
			store: {
				...store,
				commit: async (change) => {
					const done = await store.commit(change)
					count(listShard(change.after))
					count(dueShard(change.after))
					count(change.after.id)
					return done
				},
			},
			content: {
				...content,
				put: async (item) => {
					const { asideShard, threadShard } = asideKeys(item)
					count(asideShard)
					count(threadShard)
					return content.put(item)
				},
			},
			ledger: {
				...ledger,
				settle: (envelope, outcomes, cases) => {
					count(ledgerBucket(envelope))
					return ledger.settle(envelope, outcomes, cases)
				},
			},
		}
		const all = crowd()
		// As Meta sends them: a few at a time, some in batches of a thousand.
		await handle(place, feed(...all.slice(0, 1_000)))
		await handle(place, feed(...all.slice(1_000, 1_700)))
		for (let at = 1_700; at < COMMENTS; at += 5) await handle(place, feed(...all.slice(at, at + 5)))
		const slices: Slice[] = [...place.queued].sort((a, b) => (a.events < b.events ? -1 : 1))
		for (const slice of slices) await handleMessage(place.dependencies, slice)

		const balance = await place.balance()
		expect(balance).toMatchObject({ received: COMMENTS, messages: COMMENTS - TALKING, asides: TALKING, difference: 0 })
		const cases = await place.cases()
		expect(cases).toHaveLength(COMMENTS - TALKING)
		expect(cases.filter(({ turn, waitingSince }) => turn.who !== 'ours' || waitingSince === undefined)).toEqual([])
		const askers = (await place.stores.allContent()).flatMap((one) =>
			one.kind === 'message' && one.text.startsWith('Wann geht') ? [one] : [],
		)
		expect(new Set(askers.map(({ caseId }) => caseId)).size).toBe(ASKING)
		expect(await place.stores.asides.waiting()).toMatchObject({ count: TALKING })

		const most = (prefix: string | RegExp) =>
			Math.max(...[...writes].filter(([key]) => key.match(prefix)).map(([, number]) => number))
		const share = (number: number, shards: number) => (number / shards) * 1.5
		expect(most(/^open#/)).toBeLessThan(share(COMMENTS - TALKING, 8))
		expect(most(/^due#/)).toBeLessThan(share(COMMENTS - TALKING, 8))
		expect(most(/^aside#/)).toBeLessThan(share(TALKING, 8) + 10)
		expect(most(/^thread_/)).toBeLessThan(share(TALKING, 4))
		expect(most(/^case_/)).toBe(1)
		expect(most(/^2026-11-22#/)).toBeLessThan(COMMENTS / 5)
	}, 60_000)
})
