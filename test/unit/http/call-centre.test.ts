import { describe, expect } from 'vitest'
import * as z from 'zod'
import { MISSES_ALLOWED } from '#shared/desk/seen.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const CORA = { as: 'cora', role: 'callcentre' }
const lookUp = (desk: DeskPlace, number: string, how: object = CORA) =>
	desk.ask(`GET /api/lookup?number=${encodeURIComponent(number)}`, how)
const numberOf = async (desk: DeskPlace, id: Awaited<ReturnType<DeskPlace['writes']>>): Promise<string> =>
	(await desk.store.load(id))?.number ?? ''
const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

describe('the call centre', () => {
	it('is told how a case stands whose number is said, without words and without a name of the customer', async ({
		desk,
	}) => {
		const id = await desk.writes({ text: 'Mein Anschluss in Kiel ist tot' })
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		const dueAt = '2026-11-23T12:00:00.000Z'
		await desk.ask(`POST /api/cases/${id}/promises`, { as: 'anna', body: { kind: 'callBack', dueAt } })
		const number = await numberOf(desk, id)
		const { status, body, text } = await lookUp(desk, `# ${number.slice(0, 3).toLowerCase()} ${number.slice(3)}`)
		expect(status).toBe(200)
		expect(body.case).toMatchObject({ id, number, state: 'open', turn: 'ours', owner: 'anna' })
		expect(body.case?.promises).toMatchObject([{ kind: 'callBack', dueAt, state: 'open' }])
		for (const said of ['Kiel', 'Erika', 'Kundin', '"77"']) expect(text).not.toContain(said)
		expect(Object.keys(body.case ?? {}).toSorted()).toEqual(
			['id', 'number', 'owner', 'promises', 'state', 'turn', 'version', 'waitingSince'].toSorted(),
		)
		expect((await lookUp(desk, number, { as: 'ben' })).status).toBe(200)
		for (const role of ['trainee', 'auditor'])
			expect((await lookUp(desk, number, { as: `some-${role}`, role })).status).toBe(403)
	})
	it('records a call, promises for the team, and hears as little, refused too', async ({ desk }) => {
		const id = await desk.writes()
		const call = (body: object) => desk.ask(`POST /api/cases/${id}/calls`, { ...CORA, body })
		const promise = { kind: 'callBack', dueAt: '2026-11-23T12:00:00.000Z' }
		const told = await call({ direction: 'in', result: 'reached', note: 'Router blinkt rot', promise })
		expect(told.status).toBe(200)
		expect(told.body.case).toMatchObject({ id, promises: [{ owedBy: 'team' }] })
		const { version } = (await desk.store.load(id)) ?? {}
		const stale = await call({ version: 1, direction: 'in', result: 'reached' })
		expect([stale.status, stale.body.case?.version]).toEqual([409, version])
		for (const { text } of [told, stale])
			for (const said of ['Erika', 'Kundin', 'Router', 'contacts']) expect(text).not.toContain(said)
		const seen = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.timeline
		expect(seen).toContainEqual(
			expect.objectContaining({ kind: 'callRecorded', agent: 'cora', text: 'Router blinkt rot' }),
		)
	})
	it('may do nothing else', async ({ desk }) => {
		const id = await desk.writes()
		const { body } = await desk.ask('GET /api/openapi.json')
		const calls = Object.entries(described.parse(body).paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		)
		const may = ['GET /api/lookup', 'POST /api/cases/{id}/calls', 'GET /api/health', 'GET /api/openapi.json']
		const others = calls.filter((one) => !may.includes(one))
		expect(others.length).toBeGreaterThan(60)
		for (const call of others) {
			const path = call.replace('{id}', id).replaceAll(/\{\w+\}/g, 'x')
			expect([call, (await desk.ask(path, { ...CORA, body: call.startsWith('GET') ? undefined : {} })).status]).toEqual(
				[call, 403],
			)
		}
	})
	it('waits after ten numbers of no case, as who guesses does, and is told to those on call once', async ({ desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		for (let count = 0; count < MISSES_ALLOWED; count += 1) {
			expect((await lookUp(desk, number)).status).toBe(200)
			const missed = await lookUp(desk, count % 2 === 0 ? '0000000' : 'keine Nummer')
			expect([missed.status, missed.body.type]).toEqual([404, 'urn:hilft:problem:case-unknown'])
		}
		const refused = await lookUp(desk, number)
		expect([refused.status, refused.body.type]).toEqual([429, 'urn:hilft:problem:too-many-misses'])
		expect(refused.headers.get('Retry-After')).toBe('600')
		expect((await lookUp(desk, number, { as: 'ben' })).status).toBe(200)
		const told = desk.lines.filter((line) => line.includes('NUMBERS_GUESSED'))
		expect(told).toHaveLength(1)
		expect(told[0]).toContain((await desk.roster.find('cora'))?.key)
		desk.pass(10 * MINUTE)
		expect((await lookUp(desk, number)).status).toBe(200)
	})
})
