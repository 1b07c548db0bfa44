import { describe, expect } from 'vitest'
import { createDynamoCursorStore, createDynamoScanStore } from '#shared/aws/cursor-store.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import { NOTHING_READ, type ScanStore } from '#shared/upkeep/scan-store.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryCursorStore } from '#test/memory/cursor-store.ts'
import { createMemoryWalkStore } from '#test/memory/scan-store.ts'
import { keyOf, minute } from '#test/support/case-factories.ts'

const it = onTemplateTables('Cursors')

describe.each<[string, (tables: LocalTables) => ScanStore]>([
	['in memory', createMemoryWalkStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoScanStore(tables.client, 'Cursors')],
])('scan store %s', (_, create) => {
	it('begins at the beginning, remembers each scan apart, and begins again', async ({ tables }) => {
		const store = create(tables)
		expect([await store.cursor('open'), await store.cursor('closed')]).toEqual([undefined, undefined])
		await store.moveCursor('open', 'page-2')
		await store.moveCursor('closed', 'page-9')
		expect([await store.cursor('open'), await store.cursor('closed')]).toEqual(['page-2', 'page-9'])
		await store.moveCursor('open', undefined)
		expect([await store.cursor('open'), await store.cursor('closed')]).toEqual([undefined, 'page-9'])
	})
	it('remembers how far demands were read, and which lag', async ({ tables }) => {
		const store = create(tables)
		expect(await store.demandsRead()).toEqual(NOTHING_READ)
		const lagging = [{ id: keyOf('case', 1), version: 3, key: `${minute(1)}#${keyOf('case', 1)}#3` }]
		await store.keepDemandsRead({ readTo: minute(2), lagging })
		expect(await store.demandsRead()).toEqual({ readTo: minute(2), lagging })
	})
})

describe.each<[string, (tables: LocalTables) => CursorStore]>([
	['in memory', createMemoryCursorStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoCursorStore(tables.client, 'Cursors')],
])('cursor store %s', (_, create) => {
	it('moves forward only', async ({ tables }) => {
		const store = create(tables)
		const caseId = keyOf('case', 7)
		expect(await store.position(caseId)).toBe(0)
		await store.advance(caseId, 5)
		await store.advance(caseId, 3)
		expect(await store.position(caseId)).toBe(5)
	})
	it('tells the positions of many cases, of none that has none', async ({ tables }) => {
		const store = create(tables)
		await store.advance(keyOf('case', 8), 2)
		const cases = [8, 9, ...Array.from({ length: 150 }, (_, n) => 100 + n)].map((n) => keyOf('case', n))
		expect(await store.positions(cases)).toEqual(new Map([[keyOf('case', 8), 2]]))
	})
})
