import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { INITIALS, type InitialsStore, initialsFor, initialsToTry } from '#shared/agents/initials.ts'
import { createDynamoInitialsStore } from '#shared/aws/agent-directory.ts'
import { createDynamoRecentTexts } from '#shared/aws/case-tables.ts'
import { RECENT_TEXTS_KEPT, type RecentTexts } from '#shared/replies/recent-texts.ts'
import { type LocalTables, onTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryInitialsStore } from '#test/memory/initials-store.ts'
import { createMemoryRecentTexts } from '#test/memory/recent-texts.ts'
import { keyOf } from '#test/support/case-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const TABLE: CreateTableCommandInput = {
	TableName: 'cases',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
	KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}

const it = onTables(TABLE)

const someone = () => `anna-${anId('cmd')}`

describe.each<[string, (tables: LocalTables) => InitialsStore]>([
	['in memory', createMemoryInitialsStore],
	['in DynamoDB', (tables: LocalTables) => createDynamoInitialsStore(tables.client, 'cases')],
])('initials %s', (_, create) => {
	it('go to one agent, once and for good', async ({ tables }) => {
		const store = create(tables)
		const [anna, ben] = [someone(), someone()]
		const letters = (await initialsFor(store, anna)) ?? ''
		expect(letters).toMatch(INITIALS)
		expect(await store.take(ben, letters)).toBe(false)
		expect(await store.take(anna, 'zz9')).toBe(false)
		expect(await initialsFor(store, anna)).toBe(letters)
	})
	it('can be changed for others, and stay taken', async ({ tables }) => {
		const store = create(tables)
		const [anna, ben] = [someone(), someone()]
		const letters = (await initialsFor(store, anna)) ?? ''
		expect(await store.change(ben, 'qz1')).toBe(false)
		expect(await store.change(anna, 'qz2')).toBe(true)
		expect(await store.find(anna)).toEqual({ initials: 'qz2' })
		expect(await store.take(ben, letters)).toBe(false)
		expect(await store.take(ben, 'qz2')).toBe(false)
		await store.retire(anna)
		expect(await store.change(anna, 'qz3')).toBe(false)
	})
	it('stay taken after their agent left, who gets no others', async ({ tables }) => {
		const store = create(tables)
		const anna = someone()
		const letters = (await initialsFor(store, anna)) ?? ''
		await store.retire(anna)
		expect(await store.find(anna)).toEqual({ retired: true })
		expect(await initialsFor(store, anna)).toBeUndefined()
		expect(await store.take(someone(), letters)).toBe(false)
		expect(await store.take(anna, 'zy9')).toBe(false)
	})
	it('are all different, however many agents need them at once', async ({ tables }) => {
		const store = create(tables)
		const agents = Array.from({ length: 12 }, someone)
		const given = await Promise.all(agents.map((sub) => initialsFor(store, sub)))
		expect(new Set(given).size).toBe(agents.length)
	})
})

it('tries the likeliest initials first, and only such as can stand under an answer', () => {
	expect(initialsToTry('anna.berg').slice(0, 3)).toEqual(['an', 'aa', 'ab'])
	for (const sub of ['Ünal', '4711', '', 'lea']) expect(initialsToTry(sub)[0]).toMatch(INITIALS)
	expect(initialsToTry('anna').length).toBeGreaterThan(10_000)
})

it('names nobody whose initials they were, once they left', async ({ tables }) => {
	const store = createDynamoInitialsStore(tables.client, 'cases')
	const anna = someone()
	const letters = await initialsFor(store, anna)
	await store.retire(anna)
	const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: 'cases' }))
	const both = Items.filter(
		(item) => JSON.stringify(item).includes(`"${letters}"`) || item.id === `initials#${letters}`,
	)
	expect(JSON.stringify(both)).not.toContain(anna)
})

describe.each<[string, (tables: LocalTables) => RecentTexts]>([
	['in memory', createMemoryRecentTexts],
	['in DynamoDB', (tables: LocalTables) => createDynamoRecentTexts(tables.client, 'cases')],
])('recent texts %s', (_, create) => {
	const text = (number: number) => ({ caseId: keyOf('case', number), fingerprint: `f${number}` })

	it('are kept per account, the newest last', async ({ tables }) => {
		const recent = create(tables)
		const [one, other] = [someone(), someone()]
		await recent.add(one, text(1))
		await recent.add(one, text(2))
		expect(await recent.list(one)).toEqual([text(1), text(2)])
		expect(await recent.list(other)).toEqual([])
	})
	it('are no more than any stage looks back on', async ({ tables }) => {
		const recent = create(tables)
		const account = someone()
		for (let number = 1; number <= RECENT_TEXTS_KEPT + 3; number += 1) await recent.add(account, text(number))
		const kept = await recent.list(account)
		expect(kept).toHaveLength(RECENT_TEXTS_KEPT)
		expect(kept.at(-1)).toEqual(text(RECENT_TEXTS_KEPT + 3))
	})
	it('of two agents at once are both kept', async ({ tables }) => {
		const recent = create(tables)
		const account = someone()
		await Promise.all([recent.add(account, text(1)), recent.add(account, text(2))])
		expect((await recent.list(account)).map(({ fingerprint }) => fingerprint).toSorted()).toEqual(['f1', 'f2'])
	})
})
