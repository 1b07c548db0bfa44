import { describe, expect } from 'vitest'
import { newSession, SESSION_LASTS, type SessionStore } from '#shared/agents/session.ts'
import { createDynamoSessionStore } from '#shared/aws/session-store.ts'
import { HOUR, MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import type { LocalTables } from '#test/fixtures/vault-tables.ts'
import { createMemorySessionStore } from '#test/memory/session-store.ts'
import { movingClock } from '#test/support/moving-clock.ts'

const it = onTemplateTables('Sessions')

const START = '2026-12-01T08:00:00.000Z'
const signedIn = { sub: 'anna', groups: ['agent'], role: 'agent', issuedAt: Date.parse(START) / 1_000 } as const

const wall = () => {
	const clock = movingClock(START)
	const realClock: RealClock = { epochMilliseconds: () => Date.parse(clock.now()) }
	return { ...clock, realClock, start: () => newSession(signedIn, { random: systemRandom, now: clock.now() }) }
}

describe.each<[string, (tables: LocalTables, realClock: RealClock) => SessionStore]>([
	['in memory', (_, realClock) => createMemorySessionStore({ realClock })],
	['in DynamoDB', ({ client }, realClock) => createDynamoSessionStore(client, 'Sessions', realClock)],
])('sessions, %s', (_, create) => {
	it('are found by the hash of their id alone', async ({ tables }) => {
		const { realClock, start } = wall()
		const sessions = create(tables, realClock)
		const { id, session } = start()
		await sessions.create(session)
		expect(await sessions.find(session.hash)).toEqual(session)
		expect(await sessions.find(id)).toBeUndefined()
	})

	it('end at once, and an act that comes late does not bring them back', async ({ tables }) => {
		const { realClock, start, now } = wall()
		const sessions = create(tables, realClock)
		const [{ session }, { session: other }] = [start(), start()]
		await sessions.create(session)
		await sessions.create(other)
		await sessions.end(session.hash)
		await sessions.noteAct({ hash: session.hash, lastActAt: now() })
		expect(await sessions.find(session.hash)).toBeUndefined()
		expect(await sessions.find(other.hash)).toEqual(other)
		await sessions.end(session.hash)
	})

	it('are over half an hour after the last act, and after ten hours whatever was done', async ({ tables }) => {
		const { realClock, start, now, pass } = wall()
		const sessions = create(tables, realClock)
		const { session } = start()
		const { hash } = session
		await sessions.create(session)
		pass(30 * MINUTE - 1)
		expect(await sessions.find(hash)).toEqual(session)
		await sessions.noteAct({ hash, lastActAt: now() })
		pass(30 * MINUTE - 1)
		expect(await sessions.find(hash)).toMatchObject({ hash })
		pass(1)
		expect(await sessions.find(hash)).toBeUndefined()
		const busy = start()
		await sessions.create(busy.session)
		for (let passed = 0; passed < SESSION_LASTS; passed += HOUR / 4) {
			expect(await sessions.find(busy.session.hash)).toMatchObject({ sub: 'anna' })
			pass(HOUR / 4)
			await sessions.noteAct({ hash: busy.session.hash, lastActAt: now() })
		}
		expect(await sessions.find(busy.session.hash)).toBeUndefined()
	})

	it('are shown to their owner, newest first, without what signs in', async ({ tables }) => {
		const { realClock, pass, now } = wall()
		const sessions = create(tables, realClock)
		const sub = `someone-${systemRandom.bytes(4).toString()}`.slice(0, 24).replaceAll(',', '')
		const begin = () => newSession({ ...signedIn, sub }, { random: systemRandom, now: now() }).session
		const old = begin()
		await sessions.create(old)
		pass(29 * MINUTE)
		const [first, second] = [begin(), { ...begin(), createdAt: new Date(Date.parse(now()) + 1).toISOString() }]
		await sessions.create(first)
		await sessions.create(second)
		pass(2 * MINUTE)
		const shown = [second, first].map(({ hash, createdAt, lastActAt }) => ({ hash, createdAt, lastActAt }))
		expect(await sessions.ofPerson(sub)).toEqual(shown)
		await sessions.end(second.hash)
		expect(await sessions.ofPerson(sub)).toEqual(shown.slice(1))
		expect(await sessions.ofPerson('nobody.else')).toEqual([])
	})

	it('refuse a second one under the same id', async ({ tables }) => {
		const { realClock, start } = wall()
		const sessions = create(tables, realClock)
		const { session } = start()
		await sessions.create(session)
		await expect(sessions.create(session)).rejects.toThrow()
	})
})
