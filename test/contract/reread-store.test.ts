import { describe, expect } from 'vitest'
import { createDynamoRereadStore } from '#shared/aws/cursor-store.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryRereadStore } from '#test/memory/reread-store.ts'

const AT = '2026-11-22T10:00:00.000Z'
const it = onTemplateTables('Cursors')

describe.each([
	['in memory', createMemoryRereadStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoRereadStore(tables.client, 'Cursors')],
])('re-reads %s', (_, create) => {
	const ids = (count: number) => Array.from({ length: count }, () => newId('case', systemRandom))

	it('tell when each case was last looked at, and leave out those that never were', async ({ tables }) => {
		const store = create(tables)
		const [read = newId('case', systemRandom), ...others] = ids(3)
		await store.markRead([read], AT)
		expect([...(await store.lastReads([read, ...others]))]).toEqual([[read, AT]])
		await store.markRead([read], '2026-11-23T10:00:00.000Z')
		expect((await store.lastReads([read])).get(read)).toBe('2026-11-23T10:00:00.000Z')
	})

	it('take as many cases as a page of the list has', async ({ tables }) => {
		const store = create(tables)
		const cases = ids(100)
		await store.markRead(cases, AT)
		expect((await store.lastReads(cases)).size).toBe(100)
		expect((await store.lastReads([])).size).toBe(0)
		await store.markRead([], AT)
	})

	it('keep the place of a run, and begin anew without one', async ({ tables }) => {
		const store = create(tables)
		expect(await store.cursor()).toBeUndefined()
		await store.moveCursor('MSMyMDI2')
		expect(await store.cursor()).toBe('MSMyMDI2')
		await store.moveCursor(undefined)
		expect(await store.cursor()).toBeUndefined()
	})
})
