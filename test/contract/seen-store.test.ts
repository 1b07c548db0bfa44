import { describe, expect } from 'vitest'
import { createDynamoRecentCasesStore, createDynamoSeenStore } from '#shared/aws/seen-store.ts'
import {
	CASES_READ_AN_HOUR,
	CLOSINGS_ALONE,
	CLOSINGS_KEPT_FOR,
	countClosing,
	countMiss,
	countReading,
	LOOKUPS_KEPT_FOR,
	MISSES_ALLOWED,
	mayLookUp,
	type RecentCasesStore,
	SEEN_KEPT_FOR,
	type SeenStore,
} from '#shared/desk/seen.ts'
import { type Clock, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryRecentCasesStore, createMemorySeenStore } from '#test/memory/seen-store.ts'
import { movingClock } from '#test/support/moving-clock.ts'

const it = onTemplateTables('Seen')

const START = '2026-11-22T12:00:00.000Z'
const anAgent = () => newId('agent', systemRandom)
const aCase = () => newId('case', systemRandom)

describe.each<[string, (tables: LocalTables, clock: Clock) => SeenStore]>([
	['in memory', (_, clock) => createMemorySeenStore({ clock })],
	['in DynamoDB', ({ client }, clock) => createDynamoSeenStore(client, 'Seen', clock)],
])('who was shown a case, %s', (_, create) => {
	it('is the last sight of each agent, for 30 days', async ({ tables }) => {
		const clock = movingClock(START)
		const seen = create(tables, clock)
		const [caseId, other, anna, ben] = [aCase(), aCase(), anAgent(), anAgent()]
		await seen.put(caseId, { by: anna, what: 'case', version: 1, at: clock.now() })
		await seen.put(other, { by: ben, what: 'case', version: 1, at: clock.now() })
		clock.pass(MINUTE)
		const later = { by: anna, what: 'case', version: 4, at: clock.now() } as const
		const audit = { by: anna, what: 'record', version: 4, at: clock.now() } as const
		await seen.put(caseId, later)
		await seen.put(caseId, audit)
		const sorted = async () => (await seen.list(caseId)).toSorted((one, two) => (one.what < two.what ? -1 : 1))
		expect(await sorted()).toEqual([later, audit])
		clock.pass(SEEN_KEPT_FOR - 1)
		expect(await sorted()).toEqual([later, audit])
		expect(await seen.versionShown(caseId, anna)).toBe(4)
		expect(await seen.versionShown(caseId, ben)).toBe(0)
		clock.pass(1_001)
		expect(await sorted()).toEqual([])
		expect(await seen.versionShown(caseId, anna)).toBe(0)
	})
})

describe.each<[string, (tables: LocalTables) => RecentCasesStore]>([
	['in memory', createMemoryRecentCasesStore],
	['in DynamoDB', ({ client }) => createDynamoRecentCasesStore(client, 'Seen', 'readings')],
])('readings of an agent, %s', (_, create) => {
	it('count each case once in an hour that moves on', async ({ tables }) => {
		const clock = movingClock(START)
		const readings = create(tables)
		const [anna, ben, first] = [anAgent(), anAgent(), aCase()]
		const read = (by: typeof anna, caseId: typeof first) => countReading({ readings, clock }, by, caseId)
		expect(await read(anna, first)).toBe(1)
		expect(await read(anna, first)).toBe(1)
		expect(await read(ben, first)).toBe(1)
		clock.pass(30 * MINUTE)
		for (let number = 2; number <= CASES_READ_AN_HOUR + 1; number += 1) expect(await read(anna, aCase())).toBe(number)
		clock.pass(30 * MINUTE)
		expect(await read(anna, aCase())).toBe(CASES_READ_AN_HOUR + 1)
		clock.pass(HOUR)
		expect(await read(anna, first)).toBe(1)
	})
	it('are all counted that come at once', async ({ tables }) => {
		const clock = movingClock(START)
		const readings = create(tables)
		const anna = anAgent()
		await Promise.all(Array.from({ length: 4 }, () => countReading({ readings, clock }, anna, aCase())))
		expect((await readings.find(anna)).cases).toHaveLength(4)
	})
})

describe.each<[string, (tables: LocalTables) => RecentCasesStore]>([
	['in memory', createMemoryRecentCasesStore],
	['in DynamoDB', ({ client }) => createDynamoRecentCasesStore(client, 'Seen', 'closings')],
])('unanswered closings of an agent, %s', (_, create) => {
	it('are three in ten minutes, each case once, and each agent for themself', async ({ tables }) => {
		const clock = movingClock(START)
		const closings = create(tables)
		const [anna, ben, first] = [anAgent(), anAgent(), aCase()]
		const count = (by: typeof anna, caseId = aCase()) => countClosing({ closings, clock }, by, caseId)
		expect(await count(anna, first)).toBe(true)
		clock.pass(MINUTE)
		expect([await count(anna), await count(anna), await count(anna)]).toEqual([true, true, false])
		expect(await count(anna, first)).toBe(true)
		expect(await count(ben)).toBe(true)
		expect((await closings.find(anna)).cases).toHaveLength(CLOSINGS_ALONE)
		clock.pass(CLOSINGS_KEPT_FOR)
		expect(await count(anna)).toBe(true)
		expect((await closings.find(anna)).cases).toHaveLength(1)
	})
	it('are no more than three where many come at once', async ({ tables }) => {
		const clock = movingClock(START)
		const closings = create(tables)
		const anna = anAgent()
		const counted = await Promise.all(Array.from({ length: 9 }, () => countClosing({ closings, clock }, anna, aCase())))
		expect(counted.filter((isAlone) => isAlone)).toHaveLength(CLOSINGS_ALONE)
	})
})

describe.each<[string, (tables: LocalTables) => RecentCasesStore]>([
	['in memory', createMemoryRecentCasesStore],
	['in DynamoDB', ({ client }) => createDynamoRecentCasesStore(client, 'Seen', 'lookups')],
])('numbers of no case, %s', (_, create) => {
	it('are counted each, to ten in ten minutes, then forgotten', async ({ tables }) => {
		const lookups = create(tables)
		const clock = movingClock(START)
		const [anna, ben] = [anAgent(), anAgent()]
		const dependencies = { lookups, clock, random: systemRandom }
		const counted: boolean[] = []
		for (let count = 0; count < MISSES_ALLOWED; count += 1) counted.push(await countMiss(dependencies, anna))
		expect(counted).toEqual([...Array.from({ length: MISSES_ALLOWED - 1 }, () => false), true])
		expect([await mayLookUp(dependencies, anna), await mayLookUp(dependencies, ben)]).toEqual([false, true])
		clock.pass(LOOKUPS_KEPT_FOR)
		expect(await mayLookUp(dependencies, anna)).toBe(true)
		await countMiss(dependencies, anna)
		expect((await lookups.find(anna)).cases).toHaveLength(1)
	})
})
