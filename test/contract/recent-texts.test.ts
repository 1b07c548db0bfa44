import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoRecentTexts } from '#shared/aws/case-tables.ts'
import { RECENT_TEXTS_KEPT, type RecentTexts } from '#shared/replies/recent-texts.ts'
import { type LocalTables, onTables } from '#test/fixtures/vault-tables.ts'
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
