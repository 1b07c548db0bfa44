import { describe, expect } from 'vitest'
import { createDynamoRereadStore } from '#shared/aws/cursor-store.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryRereadStore } from '#test/memory/reread-store.ts'

const AT = '2026-11-22T10:00:00.000Z'
const LATER = '2026-11-23T10:00:00.000Z'
const it = onTemplateTables('Cursors')

describe.each([
	['in memory', createMemoryRereadStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoRereadStore(tables.client, 'Cursors')],
])('re-reads %s', (_, create) => {
	const ids = (count: number) => Array.from({ length: count }, () => newId('case', systemRandom))

	it('tell what is known of each case, and leave out those of which nothing is', async ({ tables }) => {
		const store = create(tables)
		const [known = newId('case', systemRandom), ...others] = ids(3)
		await store.mark([known], { visitedAt: AT })
		expect([...(await store.marks([known, ...others]))]).toEqual([[known, { visitedAt: AT }]])
		await store.mark([known], { lookedAt: LATER, watchedSince: AT, askedAt: LATER })
		await store.mark([known], { visitedAt: LATER, watchedSince: undefined })
		expect((await store.marks([known])).get(known)).toEqual({ visitedAt: LATER, lookedAt: LATER, askedAt: LATER })
	})

	it('take away what was never there', async ({ tables }) => {
		const store = create(tables)
		const [unknown = newId('case', systemRandom)] = ids(1)
		await store.mark([unknown], { watchedSince: undefined })
		expect((await store.marks([unknown])).get(unknown) ?? {}).toEqual({})
	})

	it('take as many cases as a page of the list has', async ({ tables }) => {
		const store = create(tables)
		const cases = ids(100)
		await store.mark(cases, { visitedAt: AT })
		expect((await store.marks(cases)).size).toBe(100)
		expect((await store.marks([])).size).toBe(0)
		await store.mark([], { visitedAt: AT })
	})

	it('keep how the subscriptions are', async ({ tables }) => {
		const store = create(tables)
		await store.keepWatch({ verifiedAt: AT, soundSince: AT })
		await store.keepWatch({ verifiedAt: LATER, soundSince: AT })
		expect(await store.watch()).toEqual({ verifiedAt: LATER, soundSince: AT })
	})

	it('spend as much as a day may cost, and not a thousandth more; each day anew', async ({ tables }) => {
		const store = create(tables)
		const spend = (day: string, milliUsd: number) => store.spend(day, milliUsd, 10)
		expect(await spend('2026-11-22', 11)).toBe(false)
		expect([await spend('2026-11-22', 6), await spend('2026-11-22', 5), await spend('2026-11-22', 4)]).toEqual([
			true,
			false,
			true,
		])
		expect(await spend('2026-11-22', 1)).toBe(false)
		expect([await spend('2026-11-23', 10), await spend('2026-11-23', 1)]).toEqual([true, false])
		// A run that began before midnight spends nothing of a day that is over.
		expect(await spend('2026-11-22', 1)).toBe(false)
	})

	it('spend what many want at once only as far as it goes', async ({ tables }) => {
		const store = create(tables)
		const paid = await Promise.all(Array.from({ length: 12 }, () => store.spend('2026-11-24', 1, 5)))
		expect(paid.filter(Boolean).length).toBeLessThanOrEqual(5)
		expect(paid.filter(Boolean).length).toBeGreaterThan(0)
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
