import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import type { Words, WordsStore } from '#shared/cases/ports.ts'
import { MINUTE, plus } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import type { AsideList, AuthorAsides } from '#shared/messages/asides.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { anId } from '#test/support/request-factories.ts'
import { startTemplateTables } from '#test/support/template-tables.ts'
import type { LocalTables } from '#test/support/vault-tables.ts'

const AT = '2026-11-22T10:00:00.000Z'
let tables: LocalTables
beforeAll(async () => {
	tables = await startTemplateTables('Words')
})
afterAll(() => tables.stop())

type Stores = { readonly words: WordsStore; readonly asides: AsideList & AuthorAsides }

describe.each([
	['in memory', (): Stores => createMemoryStores()],
	[
		'in DynamoDB',
		(): Stores => ({
			words: createDynamoWordsStore(tables.client, 'Words'),
			asides: createDynamoAsideList(tables.client, 'Words'),
		}),
	],
])('asides %s', (_, create) => {
	const aThread = (): string => `thread_${newId('msg', systemRandom).slice('msg_'.length)}`
	const aside = (thread: string, minutes: number, change: Partial<Words> = {}): Words => ({
		id: newId('msg', systemRandom),
		text: 'bei mir auch',
		network: 'facebook',
		isAside: true,
		thread,
		at: plus(AT, minutes * MINUTE),
		...change,
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

	it('are listed over all threads and in their own, the oldest first, each once', async () => {
		const { words, asides } = create()
		const threads = [aThread(), aThread()]
		const all = Array.from({ length: 23 }, (_, n) => aside(threads[n % 2] ?? '', 60 - n))
		for (const one of all) await words.put(one)
		await words.put({ id: newId('msg', systemRandom), text: 'an uns', thread: threads[0] ?? '', at: AT })
		const ids = all.map(({ id }) => id).toReversed()
		expect(await pages((cursor) => asides.unseen(4, cursor))).toEqual(ids)
		const [thread = ''] = threads
		const own = all.filter((one) => one.thread === thread).map(({ id }) => id)
		expect(await pages((cursor) => asides.ofThread(thread, 4, cursor))).toEqual(own.toReversed())
		expect(await asides.waiting()).toEqual({ count: 23, oldestAt: plus(AT, 38 * MINUTE) })
		expect(await asides.waiting(thread)).toMatchObject({ count: own.length })
		expect(await asides.waiting(aThread())).toEqual({ count: 0 })
		for (const one of all) await words.put({ ...one, revision: 1, asideSeenAt: AT })
		expect(await asides.unseen(4)).toEqual({ ids: [] })
	})
	it('leave the list of the unseen when seen, and every list when erased or filed', async () => {
		const { words, asides } = create()
		const thread = aThread()
		const [seen, erased, filed] = [aside(thread, 1), aside(thread, 2), aside(thread, 3)]
		for (const one of [seen, erased, filed]) await words.put(one)
		const { isAside: __, ...message } = filed
		await words.put({ ...seen, revision: 1, asideSeenAt: AT, asideSeenBy: newId('agent', systemRandom) })
		await words.put({ id: erased.id, isAside: true, at: erased.at, erasedAt: AT, revision: 1 })
		await words.put({ ...message, caseId: newId('case', systemRandom), revision: 1 })
		expect(await asides.unseen(10)).toEqual({ ids: [] })
		expect(await asides.ofThread(thread, 10)).toEqual({ ids: [seen.id] })
		expect(await asides.waiting(thread)).toEqual({ count: 0 })
		expect(await words.get([seen.id])).toMatchObject([{ thread, asideSeenAt: AT }])
	})
	it('are found by their author, whatever the thread and the account of ours, seen or not, until they are erased', async () => {
		const { words, asides } = create()
		const userId = anId('contact')
		const theirs = Array.from({ length: 9 }, (_, n) => aside(aThread(), n, { userId, accountId: `200${n % 3}` }))
		for (const one of [...theirs, aside(aThread(), 2, { userId: `${userId}9` })]) await words.put(one)
		const author = { network: 'facebook', userId } as const
		const found = () => pages((cursor) => asides.ofAuthor(author, 4, cursor))
		expect(await found()).toEqual(theirs.map(({ id }) => id))
		const [first, second, ...rest] = theirs
		if (first === undefined || second === undefined) throw new Error('too few')
		await words.put({ ...first, revision: 1, asideSeenAt: AT })
		await words.put({ id: second.id, isAside: true, at: second.at, erasedAt: AT, revision: 1 })
		expect(await found()).toEqual([first, ...rest].map(({ id }) => id))
		expect(await asides.ofAuthor({ ...author, network: 'x' }, 4)).toEqual({ ids: [] })
	})
	it('refuse a cursor that was not given', async () => {
		const { asides } = create()
		await expect(asides.unseen(4, 'x')).rejects.toThrow(RefusedError)
		await expect(asides.ofThread(aThread(), 4, 'x')).rejects.toThrow(RefusedError)
	})
})
