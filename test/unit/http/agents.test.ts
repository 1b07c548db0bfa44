import { describe, expect } from 'vitest'
import { MINUTE } from '#shared/kernel/clock.ts'
import { createDeskPlace, type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const TIM = { sub: 'tim', name: 'Tim Thomsen', team: 'nord', role: 'trainee', languages: ['de', 'en'] }
const lea = { as: 'lea', role: 'lead' } as const
const typed = (code: string) => ({ type: `urn:hilft:problem:${code}` })

const put = (desk: DeskPlace, sub: string, body: object, as = 'lea', role = 'lead') =>
	desk.ask(`PUT /api/agents/${sub}`, { as, role, body })

describe('the roster', () => {
	it('is written by leads and read by everybody', async ({ desk }) => {
		expect((await desk.ask('POST /api/agents', { ...lea, body: TIM })).body.agent).toEqual({
			...TIM,
			duty: { state: 'on' },
			revision: 1,
		})
		for (const role of ['agent', 'auditor', 'trainee', 'callcentre']) {
			const as = `some-${role}`
			expect(await desk.ask('POST /api/agents', { as, role, body: { ...TIM, sub: 'tom' } })).toMatchObject({
				status: 403,
				body: typed('role-forbidden'),
			})
			expect((await put(desk, as, { role: 'lead' }, as, role)).status).toBe(403)
			expect((await desk.ask(`POST /api/agents/${as}/retirement`, { as, role, body: {} })).status).toBe(403)
			const { status, body } = await desk.ask('GET /api/agents', { as, role })
			if (role === 'callcentre') expect(status).toBe(403)
			else expect(body.items).toContainEqual({ ...TIM, duty: { state: 'on' }, revision: 1 })
		}
	})

	it('names what is wrong with what a lead writes', async ({ desk }) => {
		const write = (body: object) => desk.ask('POST /api/agents', { ...lea, body })
		expect(await write({ ...TIM, sub: 'anna' })).toMatchObject({ status: 409, body: typed('agent-known') })
		for (const [wrong, field] of [
			[{ role: 'chef' }, 'role'],
			[{ sub: 'me' }, 'sub'],
			[{ sub: 'two words' }, 'sub'],
			[{ team: 'Team Nord' }, 'team'],
			[{ languages: ['deutsch'] }, 'languages[0]'],
			[{ name: '  ' }, 'name'],
			[{ name: '\u202enagivE' }, 'name'],
			[{ name: 'Tim\nThomsen' }, 'name'],
			[{ name: '\u200d' }, 'name'],
		] as const)
			expect(await write({ ...TIM, ...wrong })).toMatchObject({ status: 422, body: { errors: [{ field }] } })
		expect(await put(desk, 'nobody', {})).toMatchObject({ status: 404, body: typed('no-such-agent') })
		expect(await put(desk, 'anna', { revision: 99 })).toMatchObject({ status: 409, body: typed('agent-changed') })
		expect(await put(desk, 'lea', { role: 'agent' })).toMatchObject({ status: 403, body: typed('own-record') })
		expect(await desk.ask('POST /api/agents/lea/retirement', { ...lea, body: {} })).toMatchObject({
			status: 403,
			body: typed('own-record'),
		})
	})

	it('changes what an agent may do with the next request, whatever the token says', async ({ desk }) => {
		const id = await desk.writes()
		const token = await desk.tokenOf('anna')
		const take = () => desk.ask(`POST /api/cases/${id}/take-over`, { token, body: {} })
		expect((await take()).status).toBe(200)
		expect((await put(desk, 'anna', { role: 'auditor' })).status).toBe(200)
		expect(await take()).toMatchObject({ status: 403, body: typed('role-missing') })
		expect((await put(desk, 'anna', { role: 'trainee' })).status).toBe(200)
		expect(await take()).toMatchObject({ status: 403, body: typed('role-forbidden') })
		expect((await desk.ask(`GET /api/cases/${id}`, { token })).status).toBe(200)
	})

	it('lets nobody in who does not stand on it, whatever the token says', async ({ desk, issuer }) => {
		for (const role of ['agent', 'auditor', 'trainee', 'callcentre', 'lead']) {
			const token = await issuer.tokenOf('mallory', role)
			for (const call of ['GET /api/cases', 'GET /api/agents/me', 'GET /api/agents'])
				expect(await desk.ask(call, { token })).toMatchObject({ status: 403, body: typed('not-on-roster') })
		}
	})

	it('ends all rights of one who is retired with the next request, in both functions', async ({ desk }) => {
		const id = await desk.writes()
		const token = await desk.tokenOf('fatma')
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { token, body: {} })).status).toBe(200)
		expect((await desk.ask('POST /api/agents/fatma/retirement', { ...lea, body: {} })).body.agent).toMatchObject({
			sub: 'fatma',
			retired: true,
		})
		const reading = { purpose: 'identifyCustomer', fields: ['name'] }
		for (const [call, body] of [
			['GET /api/cases', undefined],
			[`GET /api/cases/${id}`, undefined],
			[`POST /api/cases/${id}/notes`, { text: 'noch da' }],
			['PUT /api/agents/me/duty', { state: 'on' }],
			[`POST /api/cases/${id}/customer-data/readings`, reading],
		] as const)
			expect(await desk.ask(call, { token, body })).toMatchObject({ status: 403, body: typed('agent-retired') })
		expect((await desk.ask('POST /api/agents', { ...lea, body: { ...TIM, sub: 'fatma' } })).status).toBe(201)
		const take = () => desk.ask(`POST /api/cases/${id}/take-over`, { token, body: {} })
		expect(await take()).toMatchObject({ status: 403, body: typed('role-forbidden') })
		expect((await put(desk, 'fatma', { role: 'agent' })).status).toBe(200)
		expect((await take()).status).toBe(200)
	})

	it('refuses tokens of before a moment, and only those', async ({ desk, issuer }) => {
		const at = Math.floor(Date.parse(START) / 1_000)
		const tokenAt = (iat: number) => issuer.sign({ sub: 'anna', 'cognito:groups': ['agent'], iat, exp: iat + 3_600 })
		const [old, young] = [await tokenAt(at - 1), await tokenAt(at)]
		expect((await put(desk, 'anna', { revokedBefore: START })).body.agent).toMatchObject({ revokedBefore: START })
		expect(await desk.ask('GET /api/cases', { token: old })).toMatchObject({
			status: 401,
			body: typed('token-revoked'),
		})
		const reading = { purpose: 'identifyCustomer', fields: ['name'] }
		expect(
			await desk.ask(`POST /api/cases/${await desk.writes()}/customer-data/readings`, { token: old, body: reading }),
		).toMatchObject({ status: 401, body: typed('token-revoked') })
		expect((await desk.ask('GET /api/cases', { token: young })).status).toBe(200)
		const future = new Date(Date.parse(START) + 2 * MINUTE).toISOString()
		expect(await put(desk, 'anna', { revokedBefore: future })).toMatchObject({
			status: 422,
			body: { errors: [{ field: 'revokedBefore', code: 'future' }] },
		})
	})
})

describe('the first lead', () => {
	it('writes their own record while no lead works here, once, and it is told', async ({ issuer }) => {
		const desk = createDeskPlace(issuer, {}, { isRosterEmpty: true })
		const [ute, uwe, anna] = await Promise.all([
			issuer.tokenOf('ute', 'lead'),
			issuer.tokenOf('uwe', 'lead'),
			issuer.tokenOf('anna', 'agent'),
		])
		const refused = { status: 403, body: typed('not-on-roster') }
		expect(await desk.ask('GET /api/agents', { token: anna })).toMatchObject(refused)
		const reading = { purpose: 'identifyCustomer', fields: ['name'] }
		expect(
			await desk.ask(`POST /api/cases/${await desk.writes()}/customer-data/readings`, { token: ute, body: reading }),
		).toMatchObject(refused)
		expect((await desk.ask('GET /api/agents/me', { token: ute })).body.agent).toMatchObject({
			sub: 'ute',
			role: 'lead',
		})
		expect(await desk.ask('GET /api/agents/me', { token: uwe })).toMatchObject(refused)
		expect(desk.lines.filter((line) => line.includes('"FIRST_LEAD"'))).toHaveLength(1)
		expect(desk.lines.filter((line) => line.includes('"FirstLead":1'))).toHaveLength(1)
	})
})

describe('duty', () => {
	it('is each one’s own word, with an end', async ({ desk }) => {
		const until = new Date(Date.parse(START) + 30 * MINUTE).toISOString()
		const say = (body: object, as = 'anna') => desk.ask('PUT /api/agents/me/duty', { as, body })
		expect((await say({ state: 'away', until })).body.agent).toMatchObject({
			sub: 'anna',
			duty: { state: 'away', until },
		})
		const dutyOf = async (sub: string) => {
			const { body } = await desk.ask('GET /api/duty', { as: 'ben' })
			return (body.items as readonly { readonly sub: string }[]).find((one) => one.sub === sub)
		}
		expect(await dutyOf('anna')).toEqual({ sub: 'anna', name: 'anna', team: 'nord', state: 'away', until })
		desk.pass(31 * MINUTE)
		expect(await dutyOf('anna')).toEqual({ sub: 'anna', name: 'anna', team: 'nord', state: 'on' })
		expect(await say({ state: 'off', until })).toMatchObject({
			status: 422,
			body: { errors: [{ field: 'until', code: 'past' }] },
		})
		expect((await say({ state: 'müde' })).status).toBe(422)
		expect((await say({ state: 'off', until: '2026-11-24T08:00:00+01:00' })).body.agent).toMatchObject({
			duty: { state: 'off', until: '2026-11-24T07:00:00.000Z' },
		})
		expect((await desk.ask('PUT /api/agents/ben/duty', { ...lea, body: { state: 'off' } })).status).toBe(404)
	})
	it('names nobody who left', async ({ desk }) => {
		await desk.ask('POST /api/agents/emil/retirement', { ...lea, body: {} })
		const { body } = await desk.ask('GET /api/duty', { as: 'ben' })
		expect(JSON.stringify(body)).not.toContain('emil')
	})
})
