import { describe, expect, it } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { erasePerson } from '#shared/erasure/erase-person.ts'
import type { ErasureJob } from '#shared/erasure/erasure-job.ts'
import { tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { deletion, post, postDelivery } from '#test/deliveries/x.ts'
import { createErasurePlace } from '#test/fixtures/erasure-place.ts'
import { createWorkerPlace, handleMessage } from '#test/fixtures/worker-place.ts'
import { createMemoryDeletionStore } from '#test/memory/deletion-store.ts'
import { ANNA } from '#test/support/case-factories.ts'

const OTHER = { id_str: '7777', screen_name: 'fremd', name: 'Fremd' }
const SECOND = '1924465506158879100'

type Place = ReturnType<typeof createWorkerPlace>

const onlyCase = async ({ cases }: Pick<Place, 'cases'>): Promise<CaseId> => {
	const [state] = await cases()
	if (state === undefined) throw new Error('no case')
	return state.id
}

describe('what a customer writes whose open case cannot be read', () => {
	it('is parked with its reason, harms no neighbour, and joins its case after the fix', async () => {
		const place = createWorkerPlace()
		const { dependencies, stores } = place
		const take = (body: unknown) => handleMessage(dependencies, place.deliver(body))
		await take(postDelivery(post()))
		const lost = await onlyCase(place)
		stores.makeUnreadable(lost)
		await take(postDelivery(post({ id_str: SECOND, text: '@hilft noch etwas' })))
		await take(postDelivery(post({ id_str: '1924465506158879200', user: OTHER, text: '@hilft auch hier' })))
		const { items } = await dependencies.parked.list(10)
		expect(items).toMatchObject([{ reason: 'caseUnreadable', source: 'x' }])
		expect(stores.facts.size).toBe(2)
		expect(await place.balance()).toMatchObject({ received: 3, messages: 2, parked: 1, difference: 0 })

		// Tried too early it stays, for the same reason.
		const [parked] = items
		await handleMessage(dependencies, { command: 'retry-parked', id: parked?.id })
		expect((await dependencies.parked.list(10)).items).toMatchObject([{ reason: 'caseUnreadable' }])

		stores.makeUnreadable(lost, false)
		await handleMessage(dependencies, { command: 'retry-parked', id: parked?.id })
		expect((await dependencies.parked.list(10)).items).toEqual([])
		expect((await dependencies.store.load(lost))?.unanswered.count).toBe(2)
		expect(await place.balance()).toMatchObject({ messages: 3, parked: 0, difference: 0 })
	})

	it('is parked as well where they take something back: our copy goes after the fix', async () => {
		const place = createWorkerPlace()
		const { dependencies, stores } = place
		await handleMessage(dependencies, place.deliver(postDelivery(post())))
		const lost = await onlyCase(place)
		stores.makeUnreadable(lost)
		const status = { id: '1924465506158878979', user_id: '5001' }
		const gone = { for_user_id: '1001', tweet_delete_events: [deletion({ status })] }
		await handleMessage(dependencies, place.deliver(gone))
		const { items } = await dependencies.parked.list(10)
		expect(items).toMatchObject([{ reason: 'caseUnreadable' }])
		stores.makeUnreadable(lost, false)
		await handleMessage(dependencies, { command: 'retry-parked', id: items[0]?.id })
		expect((await stores.allContent()).map(({ kind }) => kind === 'erased')).toEqual([true])
	})
})

describe('the erasure of a person', () => {
	/** Two cases of one person, at two accounts of ours; the first cannot be read. */
	const lived = async () => {
		const place = createErasurePlace()
		await place.take(postDelivery(post()))
		const lost = await onlyCase(place)
		const shop = post({
			id_str: SECOND,
			text: '@hilft_shop noch etwas',
			in_reply_to_user_id_str: '1002',
			entities: { user_mentions: [{ id_str: '1002', indices: [0, 11] }] },
		})
		await place.take({ ...postDelivery(shop), for_user_id: '1002' })
		const current = (await place.cases()).find(({ id }) => id !== lost)?.id
		if (current === undefined) throw new Error('no second case')
		place.stores.makeUnreadable(lost)
		return { place, lost, current }
	}
	const isErased = async ({ place }: Awaited<ReturnType<typeof lived>>, caseId: CaseId) =>
		(await place.dependencies.store.load(caseId))?.personErasure?.state === 'done'

	it('erases the cases that can be read, and keeps a job for the one that cannot', async () => {
		const lives = await lived()
		const { place, lost, current } = lives
		await place.tell(current, { kind: 'beginPersonErasure', reason: 'demanded', by: ANNA })
		expect(await erasePerson(place.dependencies, current, () => true)).toBe('erased')
		expect(await isErased(lives, current)).toBe(true)
		const [job, ...more] = place.again
		expect([job, more]).toEqual([{ caseId: lost }, []])
		if (job === undefined) throw new Error('no job')

		await expect(erasePerson(place.dependencies, job.caseId, () => true)).rejects.toThrow('caseUnreadable')
		place.stores.makeUnreadable(lost, false)
		expect(await erasePerson(place.dependencies, job.caseId, () => true)).toBe('erased')
		expect(await isErased(lives, lost)).toBe(true)
		expect((await place.texts()).filter((one) => 'text' in one)).toEqual([])
	})

	it('of whom Meta tells is not finished before that case is erased, and stops no other request', async () => {
		const { place, lost, current } = await lived()
		await place.tell(current, { kind: 'beginPersonErasure', reason: 'network' })
		await erasePerson(place.dependencies, current, () => true)
		const deletions = createMemoryDeletionStore()
		const now = place.dependencies.clock.now()
		const asked = {
			receivedAt: addMilliseconds(now, -2 * DAY),
			askedAt: addMilliseconds(now, -2 * DAY),
			state: 'inWork',
			revision: 0,
		} as const
		const [first, second] = ['0'.repeat(26), '1'.repeat(26)]
		await deletions.put({ ...asked, code: first, cases: [lost, current] })
		await deletions.put({ ...asked, code: second, cases: [current] })
		const jobs: ErasureJob[] = []
		const erasures = { send: async (job: ErasureJob) => void jobs.push(job) }
		const tend = () => tendDeletions({ ...place.dependencies, deletions, erasures })
		await tend()
		expect((await deletions.find(first))?.state).toBe('inWork')
		expect((await deletions.find(second))?.state).toBe('finished')
		expect(jobs).toEqual([])
		expect(place.lines.join('')).toContain('"DeletionsOverdue":1')
		place.stores.makeUnreadable(lost, false)
		await tend()
		expect(jobs).toEqual([{ caseId: lost }])
	})
})
