import { describe, expect } from 'vitest'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

type Line = Readonly<Record<string, unknown>>
const linesOf = (desk: DeskPlace): readonly Line[] => desk.lines.map((line): Line => JSON.parse(line))
const recorded = (desk: DeskPlace, code: string): readonly Line[] => linesOf(desk).filter((line) => line.code === code)
const counted = (desk: DeskPlace, metric: string): number =>
	linesOf(desk).reduce((sum, line) => sum + (typeof line[metric] === 'number' ? line[metric] : 0), 0)
const START_SECONDS = Date.parse(START) / 1_000

describe('the record of refusals', () => {
	it('holds what was wrong with a token, never the token', async ({ desk, issuer }) => {
		const claims = { sub: 'anna-geheim', 'cognito:groups': ['agent'] }
		const tokens = {
			expired: await issuer.sign({ ...claims, iat: START_SECONDS - 7_200, exp: START_SECONDS - 3_700 }),
			wrongKind: await issuer.sign({ ...claims, token_use: 'id' }),
			wrongScope: await issuer.sign({ ...claims, scope: 'openid' }),
			wrongSignature: await issuer.signByStranger(claims),
			malformed: 'x.y.z',
		}
		for (const [reason, token] of Object.entries(tokens)) {
			expect((await desk.ask('GET /api/cases', { token })).status).toBe(401)
			expect([reason, recorded(desk, 'TOKEN_REFUSED').at(-1)]).toEqual([reason, expect.objectContaining({ reason })])
		}
		expect((await desk.ask('GET /api/cases')).status).toBe(401)
		expect(recorded(desk, 'TOKEN_REFUSED').at(-1)).toMatchObject({ reason: 'missing' })
		expect(counted(desk, 'TokensRefused')).toBe(6)
		for (const one of ['anna-geheim', ...Object.values(tokens)]) expect(desk.lines.join('')).not.toContain(one)
	})

	it('holds whose role was too little for what, by the key of the agent', async ({ desk }) => {
		await desk.ask('POST /api/agents', { as: 'anna', body: {} })
		await desk.ask('GET /api/cases', { as: 'cora', role: 'callcentre' })
		const [anna, cora] = [await desk.roster.find('anna'), await desk.roster.find('cora')]
		expect(recorded(desk, 'ROLE_REFUSED')).toEqual([
			expect.objectContaining({ reason: 'role-forbidden', route: 'enrolAgent', agent: anna?.key }),
			expect.objectContaining({ reason: 'role-forbidden', route: 'listCases', agent: cora?.key }),
		])
		expect(counted(desk, 'RolesRefused')).toBe(2)
	})

	it('holds who came without a place on the roster, or after it', async ({ desk, issuer }) => {
		await desk.ask('GET /api/cases', { token: await issuer.tokenOf('mallory') })
		const token = await desk.tokenOf('fatma')
		await desk.ask('POST /api/agents/fatma/retirement', { as: 'lea', role: 'lead', body: {} })
		await desk.ask('GET /api/cases', { token })
		const fatma = await desk.roster.find('fatma')
		expect(recorded(desk, 'ROSTER_REFUSED').map(({ reason, agent }) => [reason, agent])).toEqual([
			['not-on-roster', undefined],
			['agent-retired', fatma?.key],
		])
		expect(desk.lines.join('')).not.toContain('mallory')
	})

	it('holds who asked for what is another one’s', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		const reading = { purpose: 'identifyCustomer', fields: ['name'] }
		expect((await desk.ask(`POST /api/cases/${id}/customer-data/readings`, { as: 'ben', body: reading })).status).toBe(
			403,
		)
		const ben = await desk.roster.find('ben')
		expect(recorded(desk, 'RIGHT_REFUSED')).toEqual([
			expect.objectContaining({ reason: 'not-yours', route: 'readCustomerData', agent: ben?.key }),
		])
		expect(counted(desk, 'RightsRefused')).toBe(1)
	})

	it('holds nothing of what went well, or was only ill-formed', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: {} })
		expect(linesOf(desk).filter(({ code }) => String(code).endsWith('_REFUSED'))).toEqual([])
	})
})

describe('who was shown a case', () => {
	it('is for auditors, on record itself, and in no log', async ({ desk }) => {
		const id = await desk.writes()
		const auditor = { as: 'ada', role: 'auditor' }
		await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		for (const [as, role] of [
			['anna', 'agent'],
			['lea', 'lead'],
		] as const)
			expect((await desk.ask(`GET /api/cases/${id}/seen`, { as, role })).status).toBe(403)
		const asked = () => desk.ask(`GET /api/cases/${id}/seen`, auditor)
		const sight = (by: string, what = 'case') => ({ by, what, version: 2, at: START })
		const items = (await asked()).body.items as readonly object[]
		expect(items).toHaveLength(3)
		expect(items).toEqual(expect.arrayContaining([sight('anna'), sight('ben'), sight('ada', 'record')]))
		expect((await desk.ask('GET /api/cases/case_00000000000000000000000000/seen', auditor)).status).toBe(404)
		const keys = await Promise.all(['anna', 'ben'].map(async (sub) => (await desk.roster.find(sub))?.key ?? ''))
		const told = linesOf(desk).filter(({ code }) => code === 'SEEN_READ')
		expect(told).toEqual([expect.objectContaining({ caseId: id, agent: (await desk.roster.find('ada'))?.key })])
		for (const key of keys) expect(told.map((line) => JSON.stringify(line)).join('')).not.toContain(key)
	})
})
