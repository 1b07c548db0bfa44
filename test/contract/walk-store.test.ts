import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDynamoCursorStore } from '#shared/aws/cursor-store.ts'
import { createDynamoWalkStore } from '#shared/aws/walk-store.ts'
import type { CursorStore } from '#shared/sending/cursor-store.ts'
import type { WalkStore } from '#shared/upkeep/walk-store.ts'
import { createMemoryCursorStore } from '#test/memory/cursor-store.ts'
import { createMemoryWalkStore } from '#test/memory/walk-store.ts'
import { keyOf } from '#test/support/case-factories.ts'
import { startTemplateTables } from '#test/support/template-tables.ts'
import type { LocalTables } from '#test/support/vault-tables.ts'

let tables: LocalTables
beforeAll(async () => {
	tables = await startTemplateTables('Cursors')
})
afterAll(() => tables.stop())

describe.each<[string, () => WalkStore]>([
	['in memory', createMemoryWalkStore],
	['in DynamoDB', () => createDynamoWalkStore(tables.client, 'Cursors')],
])('walk store %s', (_, create) => {
	it('begins at the beginning, remembers each walk apart, and begins again', async () => {
		const store = create()
		expect([await store.place('open'), await store.place('closed')]).toEqual([undefined, undefined])
		await store.moveTo('open', 'page-2')
		await store.moveTo('closed', 'page-9')
		expect([await store.place('open'), await store.place('closed')]).toEqual(['page-2', 'page-9'])
		await store.moveTo('open', undefined)
		expect([await store.place('open'), await store.place('closed')]).toEqual([undefined, 'page-9'])
	})
})

describe.each<[string, () => CursorStore]>([
	['in memory', createMemoryCursorStore],
	['in DynamoDB', () => createDynamoCursorStore(tables.client, 'Cursors')],
])('cursor store %s', (_, create) => {
	it('moves forward only', async () => {
		const store = create()
		const caseId = keyOf('case', 7)
		expect(await store.position(caseId)).toBe(0)
		await store.advance(caseId, 5)
		await store.advance(caseId, 3)
		expect(await store.position(caseId)).toBe(5)
	})
})
