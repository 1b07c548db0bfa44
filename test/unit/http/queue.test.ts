import { describe, expect } from 'vitest'
import { z } from 'zod'
import { rowViewSchema } from '#shared/desk/queue/row-view.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const read = async (desk: DeskPlace, query = '', as = 'anna', role?: string) => {
	const { status, body } = await desk.ask(`GET /api/queue${query}`, { as, role })
	expect(status).toBe(200)
	return { ...body, items: z.array(rowViewSchema().strict()).parse(body.items) }
}
const idsOf = async (desk: DeskPlace, query = '', as = 'anna') =>
	(await read(desk, query, as)).items.map(({ id }) => id)
const at = (minutes: number): string => new Date(Date.parse(START) + minutes * MINUTE).toISOString()

describe('GET /api/queue', () => {
	it('shows who waits, since when, with what words, who has it, and until when', async ({ desk }) => {
		const first = await desk.writes({ author: { id: '1', handle: 'eins', name: 'Eins' }, text: 'Seit Montag\ntot' })
		desk.pass(MINUTE)
		const second = await desk.writes({
			author: { id: '2' },
			network: 'facebook',
			accountId: '2001',
			form: 'dm',
			visibility: 'private',
			sentAt: at(1),
		})
		await desk.ask(`POST /api/cases/${first}/claim`, { as: 'anna' })
		const { items } = await read(desk)
		expect(items).toMatchObject([
			{
				id: first,
				state: 'open',
				next: { kind: 'waiting', at: START },
				name: 'Eins',
				handle: 'eins',
				channels: ['x'],
				text: 'Seit Montag tot',
				unanswered: 1,
				form: 'unknown',
				language: 'de',
				owner: 'anna',
				claimedBy: 'anna',
				marks: [],
				waitingSince: START,
				firstSeen: START,
				turn: 'ours',
			},
			{ id: second, next: { kind: 'window', at: at(1 + 7 * 24 * 60) }, channels: ['facebook'] },
		])
		expect(items[1]).not.toHaveProperty('owner')
		desk.pass(21 * MINUTE)
		const [later] = (await read(desk)).items
		expect([later?.owner, later?.claimedBy]).toEqual(['anna', undefined])
		expect(await idsOf(desk, '?view=mine')).toEqual([first])
		expect(await idsOf(desk, '', 'ben')).toEqual([second])
		expect(await idsOf(desk, '?view=all&channel=facebook', 'ben')).toEqual([second])
	})

	it('goes on page by page, and counts each view with the first', async ({ desk }) => {
		const ids: string[] = []
		for (const user of ['1', '2', '3']) {
			ids.push(await desk.writes({ author: { id: user } }))
			desk.pass(MINUTE)
		}
		const first = await read(desk, '?limit=2')
		expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
		const none = { count: 0 }
		expect(first).toMatchObject({
			counts: { now: { count: 3 }, all: { count: 3 }, mine: none, team: none, waiting: none, due: none, closed: none },
			inFlight: { count: 0 },
		})
		const second = await read(desk, `?limit=2&cursor=${encodeURIComponent(String(Reflect.get(first, 'next')))}`)
		expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2))
		expect(Object.keys(second)).toEqual(['items', 'scanned'])
	})

	it('counts to 99, and tells that there are more', async ({ desk }) => {
		for (let user = 1; user <= 101; user += 1) await desk.writes({ author: { id: String(user) } })
		expect(await read(desk)).toMatchObject({ counts: { now: { count: 99, more: true }, mine: { count: 0 } } })
	})

	it('shows a trainee’s answer to be released, and today’s ends with their reason', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask('POST /api/agents/tim/initials', { as: 'lea', role: 'lead', body: { initials: 'TI' } })
		await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		const body = { version: 2, outcome: 'noRequest', reason: 'thanks' }
		expect((await desk.ask(`POST /api/cases/${id}/outcome`, { as: 'ben', body })).status).toBe(200)
		expect((await read(desk, '?view=closed')).items).toMatchObject([
			{ id, state: 'closed', closedAt: START, outcome: 'noRequest', reason: 'thanks' },
		])
		expect(await idsOf(desk)).toEqual([])
		desk.pass(24 * 60 * MINUTE)
		expect(await idsOf(desk, '?view=closed')).toEqual([])
	})

	it('tells what was received and is no case yet, and since when', async ({ desk }) => {
		const [early, late] = [0, 3].map((minutes) => newEnvelopeId(at(minutes), systemRandom))
		if (early === undefined || late === undefined) throw new Error('two deliveries')
		await desk.ledger.expect({ envelope: early, count: 3 })
		await desk.ledger.expect({ envelope: late, count: 2 })
		await desk.ledger.settle(early, new Map([[0, 'message']]))
		desk.pass(5 * MINUTE)
		expect(await read(desk)).toMatchObject({ inFlight: { count: 4, oldestAt: START } })
		await desk.ledger.settle(early, new Map([1, 2].map((index) => [index, 'aside'])))
		// Read once a minute, for everybody who looks.
		desk.pass(MINUTE)
		expect(await read(desk)).toMatchObject({ inFlight: { count: 2, oldestAt: at(3) } })
		// What was tried is told of whatever its age.
		await desk.ledger.leaveOpen(late)
		desk.pass(3 * 24 * 60 * MINUTE)
		expect(await read(desk)).toMatchObject({ inFlight: { count: 2, oldestAt: at(3) } })
		await desk.ledger.settle(late, new Map([0, 1].map((index) => [index, 'message'])))
		desk.pass(MINUTE)
		expect(await read(desk)).toMatchObject({ inFlight: { count: 0 } })
	})

	it('has nothing new to tell until something changed that the page shows or counts, or the minute is over', async ({
		desk,
	}) => {
		const ask = (tag?: string, query = '', as = 'anna') =>
			desk.ask(`GET /api/queue${query}`, { as, headers: tag === undefined ? {} : { 'If-None-Match': tag } })
		const tagOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).headers.get('ETag') ?? ''
		const id = await desk.writes()
		const tag = await tagOf()
		expect(tag).toMatch(/^"[\w-]{16}"$/)
		const same = await ask(tag)
		expect([same.status, same.text, same.headers.get('ETag')]).toEqual([304, '', tag])
		expect((await ask(`"other", W/${tag}`)).status).toBe(304)
		const others = await Promise.all([
			tagOf('', '?view=all'),
			tagOf('', '?limit=2'),
			tagOf('', '?language=de'),
			tagOf('', '', 'ben'),
		])
		expect(new Set([tag, ...others]).size).toBe(5)
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })
		const claimed = await ask(tag)
		expect([claimed.status, claimed.body.items]).toEqual([200, []])
		const now = claimed.headers.get('ETag') ?? ''
		expect((await ask(now)).status).toBe(304)
		await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		expect((await desk.ask(`PUT /api/cases/${id}/presence`, { as: 'ben', body: { writing: true } })).status).toBe(200)
		expect((await ask(now)).status).toBe(304)
		desk.pass(MINUTE)
		expect((await ask(now)).status).toBe(200)
	})

	it('tells of the next pages without a tag, as nobody polls them', async ({ desk }) => {
		for (const user of ['1', '2']) await desk.writes({ author: { id: user } })
		const { next } = (await desk.ask('GET /api/queue?limit=1', { as: 'anna' })).body
		const second = await desk.ask(`GET /api/queue?limit=1&cursor=${encodeURIComponent(String(next))}`, { as: 'anna' })
		expect([second.status, second.headers.get('ETag')]).toEqual([200, null])
	})

	it('shows everybody who reads cases the same, and nobody else', async ({ desk }) => {
		const id = await desk.writes()
		for (const role of ['lead', 'auditor', 'trainee'])
			expect((await read(desk, '?view=all', `r-${role}`, role)).items.map((row) => row.id)).toEqual([id])
		expect((await desk.ask('GET /api/queue', { as: 'cora', role: 'callcentre' })).status).toBe(403)
	})

	it.for([
		['?view=danger', 'view', 'unknownValue'],
		['?channel=fax', 'channel', 'unknownValue'],
		['?limit=51', 'limit', 'tooBig'],
		['?owner=me', 'owner', 'unknownField'],
		['?cursor=x', 'cursor', 'cursorInvalid'],
	] as const)('refuses %s, naming the parameter', async ([query, field, code], { desk }) => {
		const answer = await desk.ask(`GET /api/queue${query}`, { as: 'anna' })
		expect([answer.status, answer.body.errors]).toEqual([400, [{ field, code }]])
	})
})
