import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect } from 'vitest'
import { changeRoster, setDuty } from '#shared/agents/change-roster.ts'
import { chooseInitials, INITIALS, initialsFor } from '#shared/agents/initials.ts'
import { type AgentRecord, RECORD_KEPT_FOR, type RosterStore } from '#shared/agents/roster.ts'
import { createDynamoAgents } from '#shared/aws/roster-store.ts'
import { type Clock, realClock } from '#shared/kernel/clock.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemoryRosterStore } from '#test/memory/roster-store.ts'
import { movingClock } from '#test/support/moving-clock.ts'

const it = onTemplateTables('Agents')

const START = '2026-11-22T12:00:00.000Z'
const someone = (name = 'anna') => `${name}-${newId('cmd', systemRandom)}`

const recordOf = (sub: string, change: Partial<AgentRecord> = {}): AgentRecord => ({
	sub,
	key: newId('agent', systemRandom),
	name: 'Anna',
	role: 'agent',
	team: 'nord',
	languages: ['de', 'tr'],
	duty: { state: 'on' },
	dutySince: START,
	revision: 1,
	...change,
})

const enrol = async (roster: RosterStore, sub = someone(), change: Partial<AgentRecord> = {}): Promise<AgentRecord> => {
	const record = recordOf(sub, change)
	expect(await roster.put(record, (await roster.list()).revision)).toBe(true)
	return record
}

describe.each<[string, (tables: LocalTables, clock: Clock) => RosterStore]>([
	['in memory', (_, clock) => createMemoryRosterStore({ clock, random: systemRandom })],
	['in DynamoDB', ({ client }, clock) => createDynamoAgents(client, 'Agents', clock).roster],
])('roster %s', (_, create) => {
	it('finds a record by subject and by key, and lists it', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const record = await enrol(roster, someone(), { duty: { state: 'away', until: START }, revokedBefore: START })
		expect(await roster.find(record.sub)).toEqual(record)
		expect(await roster.findByKeys([record.key, newId('agent', systemRandom), record.key])).toEqual(
			new Map([[record.key, record]]),
		)
		expect((await roster.list()).records).toContainEqual(record)
		expect(await roster.find(someone())).toBeUndefined()
	})

	it('lets one of two leads write who saw the same roster', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const { revision } = await roster.list()
		const [one, other] = [recordOf(someone()), recordOf(someone())]
		const put = await Promise.all([roster.put(one, revision), roster.put(other, revision)])
		expect(put.toSorted()).toEqual([false, true])
		expect((await roster.list()).revision).toBe(revision + 1)
	})

	it('takes what agents say of themselves under their own revision, and a lead notices it', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const record = await enrol(roster)
		const { revision } = await roster.list()
		expect(await roster.putOwn({ ...record, duty: { state: 'off' }, revision: 2 })).toBe(true)
		expect(await roster.putOwn({ ...record, duty: { state: 'away' }, revision: 2 })).toBe(false)
		expect(await roster.put({ ...record, role: 'auditor', revision: 2 }, revision)).toBe(false)
		expect(await roster.put({ ...record, role: 'auditor', revision: 3 }, revision)).toBe(true)
		expect(await roster.find(record.sub)).toEqual({ ...record, role: 'auditor', revision: 3 })
	})

	it('forgets an agent 90 days after the last day, with the way back from the key', async ({ tables }) => {
		const clock = movingClock(START)
		const roster = create(tables, clock)
		const { sub, key } = await enrol(roster, someone(), { retiredAt: START })
		clock.pass(RECORD_KEPT_FOR - 1)
		expect((await roster.findByKeys([key])).get(key)?.sub).toBe(sub)
		clock.pass(1)
		expect(await roster.find(sub)).toBeUndefined()
		expect((await roster.findByKeys([key])).size).toBe(0)
		expect((await roster.list()).records.map((one) => one.sub)).not.toContain(sub)
		const again = await enrol(roster, sub)
		expect(again.key).not.toBe(key)
		expect(await roster.find(sub)).toEqual(again)
	})

	it('keeps who works here for good', async ({ tables }) => {
		const clock = movingClock(START)
		const roster = create(tables, clock)
		const record = await enrol(roster)
		clock.pass(10 * RECORD_KEPT_FOR)
		expect(await roster.find(record.sub)).toEqual(record)
	})

	it('gives initials to one agent, once and for good', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const [anna, ben] = [await enrol(roster), await enrol(roster)]
		const letters = (await initialsFor(roster, anna.sub)) ?? ''
		expect(letters).toMatch(INITIALS)
		expect(await initialsFor(roster, anna.sub)).toBe(letters)
		expect(await chooseInitials(roster, ben.sub, letters)).toBe('taken')
		expect(await chooseInitials(roster, anna.sub, 'qz2')).toMatchObject({ initials: 'qz2' })
		expect(await chooseInitials(roster, ben.sub, letters)).toBe('taken')
		expect(await initialsFor(roster, someone())).toBeUndefined()
	})

	it('gives nobody the initials of one who left, and them no others', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const { sub } = await enrol(roster)
		const letters = (await initialsFor(roster, sub)) ?? ''
		const record = await roster.find(sub)
		if (record === undefined) throw new Error('The record is gone')
		const { revision } = await roster.list()
		expect(await roster.put({ ...record, retiredAt: START, revision: record.revision + 1 }, revision)).toBe(true)
		expect(await initialsFor(roster, sub)).toBeUndefined()
		expect(await chooseInitials(roster, sub, 'zy9')).toBe('retired')
		expect(await chooseInitials(roster, (await enrol(roster)).sub, letters)).toBe('taken')
	})

	it('gives different initials to all who need them at once', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const subs: string[] = []
		for (let number = 0; number < 6; number += 1) subs.push((await enrol(roster)).sub)
		const given = await Promise.all(subs.map((sub) => initialsFor(roster, sub)))
		expect(new Set(given).size).toBe(subs.length)
	})

	it('does not let duty and initials overwrite each other', async ({ tables }) => {
		const roster = create(tables, movingClock(START))
		const { sub } = await enrol(roster)
		await Promise.all([
			setDuty({ roster, clock: movingClock(START) }, sub, { state: 'away' }),
			initialsFor(roster, sub),
		])
		expect(await roster.find(sub)).toMatchObject({ duty: { state: 'away' }, initials: expect.stringMatching(INITIALS) })
	})

	it('lets one become the first lead, however many come at once', async ({ tables }) => {
		const clock = movingClock(START)
		const roster = create(tables, clock)
		for (const { sub, role, revision, ...rest } of (await roster.list()).records)
			if (role === 'lead')
				await roster.put({ sub, role: 'auditor', revision: revision + 1, ...rest }, (await roster.list()).revision)
		const parts = { roster, clock, realClock, random: systemRandom }
		const subs = [someone('lea'), someone('otto'), someone('ute')]
		const tried = await Promise.all(subs.map((sub) => changeRoster(parts, { kind: 'enrolFirstLead', sub })))
		expect(tried.filter(({ outcome }) => outcome === 'keep')).toHaveLength(1)
		expect((await roster.list()).records.filter(({ role }) => role === 'lead')).toHaveLength(1)
	})
})

it('names nobody whose initials they were', async ({ tables }) => {
	const clock = movingClock(START)
	const { roster } = createDynamoAgents(tables.client, 'Agents', clock)
	const { sub } = await enrol(roster)
	const letters = await initialsFor(roster, sub)
	const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: 'Agents' }))
	const taken = Items.filter(({ kind, id }) => kind === 'initials' && id === letters)
	expect(taken).toEqual([{ kind: 'initials', id: letters }])
})

it('leads from keys to names by the directory, as by the roster', async ({ tables }) => {
	const clock = movingClock(START)
	const { roster, agents: directory } = createDynamoAgents(tables.client, 'Agents', clock)
	const { sub, key } = await enrol(roster)
	expect([...(await directory.find([key, newId('agent', systemRandom), key]))]).toEqual([[key, sub]])
	expect((await directory.find([])).size).toBe(0)
})
