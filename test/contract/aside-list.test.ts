import { describe, expect } from 'vitest'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import type { AsideContent, Content } from '#shared/cases/content.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import type { AsideList, AuthorAsides } from '#shared/messages/asides.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { aMessage, anAside } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const AT = '2026-11-22T10:00:00.000Z'
const it = onTemplateTables('Content')

type Stores = { readonly content: ContentStore; readonly asides: AsideList & AuthorAsides }

describe.each([
	['in memory', (): Stores => createMemoryStores()],
	[
		'in DynamoDB',
		(tables: LocalTables): Stores => ({
			content: createDynamoContentStore(tables.client, 'Content'),
			asides: createDynamoAsideList(tables.client, 'Content'),
		}),
	],
])('asides %s', (_, create) => {
	const aThread = (): string => `thread_${newId('msg', systemRandom).slice('msg_'.length)}`
	const aside = (thread: string, minutes: number, change: Partial<AsideContent> = {}): AsideContent =>
		anAside({
			id: newId('msg', systemRandom),
			network: 'facebook',
			thread,
			at: addMilliseconds(AT, minutes * MINUTE),
			...change,
		})
	const erasedAside = ({ id, at, seen, source }: AsideContent): Content => ({
		kind: 'erased',
		was: 'aside',
		...{ id, at, seen, source, erasedAt: AT, revision: 1 },
	})
	const pages = async (page: (cursor?: string) => ReturnType<AsideList['unseen']>) => {
		const ids: string[] = []
		let cursor: string | undefined
		do {
			const { ids: some, next } = await page(cursor)
			expect(some.length).toBeLessThanOrEqual(4)
			ids.push(...some)
			cursor = next
		} while (cursor !== undefined)
		return ids
	}

	it('are listed over all threads and in their own, the oldest first, each once', async ({ tables }) => {
		const { content, asides } = create(tables)
		const threads = [aThread(), aThread()]
		const all = Array.from({ length: 23 }, (_, n) => aside(threads[n % 2] ?? '', 60 - n))
		for (const one of all) await content.put(one)
		await content.put(aMessage({ id: newId('msg', systemRandom), thread: threads[0] ?? '', at: AT }))
		const ids = all.map(({ id }) => id).toReversed()
		expect(await pages((cursor) => asides.unseen(4, cursor))).toEqual(ids)
		const [thread = ''] = threads
		const own = all.filter((one) => one.thread === thread).map(({ id }) => id)
		expect(await pages((cursor) => asides.ofThread(thread, 4, cursor))).toEqual(own.toReversed())
		expect(await asides.waiting()).toEqual({ count: 23, oldestAt: addMilliseconds(AT, 38 * MINUTE) })
		expect(await asides.waiting(thread)).toMatchObject({ count: own.length })
		expect(await asides.waiting(aThread())).toEqual({ count: 0 })
		for (const one of all) await content.put({ ...one, revision: 1, asideSeenAt: AT })
		expect(await asides.unseen(4)).toEqual({ ids: [] })
	})
	it('are given by their thread within a span of time, the newest of them', async ({ tables }) => {
		const { content, asides } = create(tables)
		const thread = aThread()
		const all = Array.from({ length: 12 }, (_, n) => aside(thread, n, { asideSeenAt: AT }))
		for (const one of [...all, aside(aThread(), 3, { asideSeenAt: AT })]) await content.put(one)
		const ids = all.map(({ id }) => id)
		const at = (minute: number) => addMilliseconds(AT, minute * MINUTE)
		expect(await asides.newestOfThread(thread, {}, 20)).toEqual(ids)
		expect(await asides.newestOfThread(thread, { from: at(2), before: at(7) }, 20)).toEqual(ids.slice(2, 7))
		expect(await asides.newestOfThread(thread, { before: at(7) }, 3)).toEqual(ids.slice(4, 7))
	})
	it('leave the list of the unseen when seen, and every list when erased or filed', async ({ tables }) => {
		const { content, asides } = create(tables)
		const thread = aThread()
		const [seen, erased, filed] = [aside(thread, 1), aside(thread, 2), aside(thread, 3)]
		for (const one of [seen, erased, filed]) await content.put(one)
		await content.put({ ...seen, revision: 1, asideSeenAt: AT, asideSeenBy: newId('agent', systemRandom) })
		await content.put(erasedAside(erased))
		await content.put(aMessage({ id: filed.id, thread, at: filed.at, revision: 1 }))
		expect(await asides.unseen(10)).toEqual({ ids: [] })
		expect(await asides.ofThread(thread, 10)).toEqual({ ids: [seen.id] })
		expect(await asides.waiting(thread)).toEqual({ count: 0 })
		expect(await content.get([seen.id])).toMatchObject([{ thread, asideSeenAt: AT }])
	})
	it('are found by their author, whatever the thread and the account of ours, seen or not, until they are erased', async ({
		tables,
	}) => {
		const { content, asides } = create(tables)
		const userId = anId('contact')
		const theirs = Array.from({ length: 9 }, (_, n) => aside(aThread(), n, { userId, accountId: `200${n % 3}` }))
		for (const one of [...theirs, aside(aThread(), 2, { userId: `${userId}9` })]) await content.put(one)
		const author = { network: 'facebook', userId } as const
		const found = () => pages((cursor) => asides.ofAuthor(author, 4, cursor))
		expect(await found()).toEqual(theirs.map(({ id }) => id))
		const [first, second, ...rest] = theirs
		if (first === undefined || second === undefined) throw new Error('too few')
		await content.put({ ...first, revision: 1, asideSeenAt: AT })
		await content.put(erasedAside(second))
		expect(await found()).toEqual([first, ...rest].map(({ id }) => id))
		expect(await asides.ofAuthor({ ...author, network: 'x' }, 4)).toEqual({ ids: [] })
	})
	it('refuse a cursor that was not given', async ({ tables }) => {
		const { asides } = create(tables)
		await expect(asides.unseen(4, 'x')).rejects.toThrow(RefusedError)
		await expect(asides.ofThread(aThread(), 4, 'x')).rejects.toThrow(RefusedError)
	})
})
