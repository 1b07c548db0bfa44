import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { describe, expect } from 'vitest'
import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { createDynamoAgentDirectory } from '#shared/aws/agent-directory.ts'
import { createDynamoIdempotencyStore } from '#shared/aws/case-tables.ts'
import type { CommandRecord, IdempotencyStore } from '#shared/cases/idempotency-store.ts'
import { agentKeySchema } from '#shared/cases/keys.ts'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { type LocalTables, onTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryAgentDirectory } from '#test/memory/agent-directory.ts'
import { createMemoryIdempotencyStore } from '#test/memory/idempotency-store.ts'
import { anId } from '#test/support/request-factories.ts'

const CASES: CreateTableCommandInput = {
	TableName: 'cases',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
	KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}

const it = onTables(CASES)

const movingClock = () => {
	let now = Date.parse('2026-11-22T12:00:00.000Z')
	return {
		now: () => new Date(now).toISOString(),
		pass: (milliseconds: number) => {
			now += milliseconds
		},
	}
}
type MovingClock = ReturnType<typeof movingClock>

describe.each<[string, (tables: LocalTables, clock: MovingClock) => AgentDirectory]>([
	['in memory', (_tables, clock) => createMemoryAgentDirectory({ clock, random: systemRandom })],
	[
		'in DynamoDB',
		(tables: LocalTables, clock) => createDynamoAgentDirectory(tables.client, 'cases', { clock, random: systemRandom }),
	],
])('agent directory %s', (_, create) => {
	const someone = () => `anna-${anId('cmd')}`

	it('gives an agent one random key, however many ask at once', async ({ tables }) => {
		const directory = create(tables, movingClock())
		const sub = someone()
		const keys = await Promise.all(Array.from({ length: 5 }, () => directory.keyFor(sub)))
		expect(new Set(keys).size).toBe(1)
		expect(agentKeySchema.safeParse(keys[0]).success).toBe(true)
		expect(keys[0]).not.toContain('anna')
		expect(await directory.keyFor(someone())).not.toBe(keys[0])
	})

	it('finds agents by their keys and leaves out what it does not know', async ({ tables }) => {
		const directory = create(tables, movingClock())
		const sub = someone()
		const key = await directory.keyFor(sub)
		expect([...(await directory.find([key, anId('agent'), key]))]).toEqual([[key, sub]])
		expect((await directory.find([])).size).toBe(0)
	})

	it('destroys the map 90 days after the last use, and never gives the key again', async ({ tables }) => {
		const clock = movingClock()
		const directory = create(tables, clock)
		const sub = someone()
		const key = await directory.keyFor(sub)
		clock.pass(80 * DAY)
		expect(await directory.keyFor(sub)).toBe(key)
		clock.pass(80 * DAY)
		expect((await directory.find([key])).get(key)).toBe(sub)
		clock.pass(11 * DAY)
		expect((await directory.find([key])).size).toBe(0)
		const next = await directory.keyFor(sub)
		expect(next).not.toBe(key)
		expect((await directory.find([key, next])).get(next)).toBe(sub)
		expect((await directory.find([key])).size).toBe(0)
	})

	it('loses at most a day by not renewing with every use', async ({ tables }) => {
		const clock = movingClock()
		const directory = create(tables, clock)
		const sub = someone()
		const key = await directory.keyFor(sub)
		clock.pass(23 * HOUR)
		await directory.keyFor(sub)
		clock.pass(89 * DAY)
		expect((await directory.find([key])).get(key)).toBe(sub)
	})
})

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
		const clock = movingClock()
		const store = create(tables, clock)
		const key = anId('cmd')
		const records = [begun(clock), begun(clock), begun(clock)]
		const found = await Promise.all(records.map((record) => store.begin(key, record)))
		expect(found.filter((one) => one === undefined)).toHaveLength(1)
		const winner = records[found.indexOf(undefined)]
		for (const one of found.filter((other) => other !== undefined)) expect(one).toEqual(winner)
	})

	it('knows its own try again, as after a lost answer', async ({ tables }) => {
		const clock = movingClock()
		const store = create(tables, clock)
		const key = anId('cmd')
		const record = begun(clock)
		await store.begin(key, record)
		expect(await store.begin(key, record)).toBeUndefined()
	})

	it('replaces only what was seen', async ({ tables }) => {
		const clock = movingClock()
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
		const clock = movingClock()
		const store = create(tables, clock)
		const key = anId('cmd')
		await store.begin(key, begun(clock))
		clock.pass(24 * HOUR)
		expect(await store.begin(key, begun(clock))).toBeUndefined()
	})
})
