import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { describe, expect } from 'vitest'
import { createDynamoIdempotencyStore } from '#shared/aws/case-tables.ts'
import type { CommandRecord, IdempotencyStore } from '#shared/cases/idempotency-store.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import { type LocalTables, onTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryIdempotencyStore } from '#test/memory/idempotency-store.ts'
import { type MovingClock, movingClock } from '#test/support/moving-clock.ts'
import { anId } from '#test/support/request-factories.ts'

const CASES: CreateTableCommandInput = {
	TableName: 'cases',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
	KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}

const it = onTables(CASES)

describe.each<[string, (tables: LocalTables, clock: MovingClock) => IdempotencyStore]>([
	['in memory', (_tables, clock) => createMemoryIdempotencyStore({ clock })],
	['in DynamoDB', (tables: LocalTables, clock) => createDynamoIdempotencyStore(tables.client, 'cases', { clock })],
])('idempotency store %s', (_, create) => {
	const caseId = anId('case')
	const begun = (clock: MovingClock): CommandRecord => ({
		caseId,
		bodyHash: 'h',
		run: anId('cmd'),
		at: clock.now(),
		status: 'running',
	})

	it('lets one begin and shows the others what it is', async ({ tables }) => {
		const clock = movingClock('2026-11-22T12:00:00.000Z')
		const store = create(tables, clock)
		const key = anId('cmd')
		const records = [begun(clock), begun(clock), begun(clock)]
		const found = await Promise.all(records.map((record) => store.begin(key, record)))
		expect(found.filter((one) => one === undefined)).toHaveLength(1)
		const winner = records[found.indexOf(undefined)]
		for (const one of found.filter((other) => other !== undefined)) expect(one).toEqual(winner)
	})

	it('knows its own try again, as after a lost answer', async ({ tables }) => {
		const clock = movingClock('2026-11-22T12:00:00.000Z')
		const store = create(tables, clock)
		const key = anId('cmd')
		const record = begun(clock)
		await store.begin(key, record)
		expect(await store.begin(key, record)).toBeUndefined()
	})

	it('replaces only what was seen', async ({ tables }) => {
		const clock = movingClock('2026-11-22T12:00:00.000Z')
		const store = create(tables, clock)
		const key = anId('cmd')
		const record = begun(clock)
		await store.begin(key, record)
		const done: CommandRecord = { ...record, status: 'done', version: 7 }
		expect(await store.replace(key, { ...record, run: 'other' }, done)).toBe(false)
		expect(await store.replace(key, record, done)).toBe(true)
		expect(await store.replace(key, record, done)).toBe(false)
		expect(await store.begin(key, begun(clock))).toEqual(done)
		expect(await store.replace(anId('cmd'), record, done)).toBe(false)
	})

	it('forgets after a day', async ({ tables }) => {
		const clock = movingClock('2026-11-22T12:00:00.000Z')
		const store = create(tables, clock)
		const key = anId('cmd')
		await store.begin(key, begun(clock))
		clock.pass(24 * HOUR)
		expect(await store.begin(key, begun(clock))).toBeUndefined()
	})
})
