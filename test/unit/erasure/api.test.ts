import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeskPlace, type DeskPlace, type Issuer, START, startIssuer } from '#test/fixtures/desk-place.ts'

let issuer: Issuer
let desk: DeskPlace
beforeAll(async () => {
	issuer = await startIssuer()
})
afterAll(() => issuer.stop())
beforeEach(() => {
	desk = createDeskPlace(issuer)
})

type Ask = Parameters<DeskPlace['ask']>[1]

const opened = (change: Parameters<typeof desk.writes>[0] = {}) => desk.writes(change)
const numberOf = async (id: string): Promise<string> =>
	String((await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case?.number)
const erase = (id: string, ask: Ask) =>
	desk.ask(`POST /api/cases/${id}/person-erasures`, { as: 'lea', role: 'lead', ...ask })

describe('the erasure of a person by the API', () => {
	it('is demanded by a lead, with the number of the case, in all cases of the person', async () => {
		const id = await opened()
		const shop = await opened({ accountId: '1002', text: 'im Laden auch' })
		const others = await opened({ author: { id: '78' } })
		const { status, body } = await erase(id, { body: { confirm: (await numberOf(id)).toLowerCase() } })
		expect(status).toBe(200)
		expect(body.case).toMatchObject({ id, personErasure: 'demanded' })
		expect(desk.factsOf(id).at(-1)).toBe('PersonErasureDemanded')
		expect(desk.factsOf(shop).at(-1)).toBe('PersonErasureDemanded')
		expect(desk.factsOf(others)).not.toContain('PersonErasureDemanded')
		const { timeline } = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body
		expect(timeline).toContainEqual(expect.objectContaining({ kind: 'personErasureDemanded' }))
	})

	it('may be demanded by the owner, and refuses other agents and auditors', async () => {
		const id = await opened()
		const confirm = await numberOf(id)
		for (const [as, role] of [
			['anna', 'agent'],
			['ada', 'auditor'],
		] as const)
			expect((await erase(id, { as, role, body: { confirm } })).status).toBe(403)
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		expect((await erase(id, { as: 'anna', role: 'agent', body: { confirm } })).status).toBe(200)
	})

	it('refuses without the right number, an old version, an unknown case, and unknown members', async () => {
		const id = await opened()
		const confirm = await numberOf(id)
		const wrong = await erase(id, { body: { confirm: '0000000' } })
		expect([wrong.status, wrong.body.errors]).toEqual([422, [{ field: 'confirm', code: 'mismatch' }]])
		expect((await erase(id, { body: {} })).status).toBe(422)
		expect((await erase(id, { body: { confirm, now: true } })).status).toBe(422)
		expect((await erase(id, { body: { confirm, version: 1 } })).status).toBe(409)
		expect((await erase(`case_${'0'.repeat(26)}`, { body: { confirm } })).status).toBe(404)
		expect(desk.factsOf(id)).not.toContain('PersonErasureDemanded')
	})

	it('happens once, however often it is repeated, under one key or several', async () => {
		const id = await opened()
		const body = { confirm: await numberOf(id) }
		const headers = { 'Idempotency-Key': 'einmal' }
		const [first, again] = [await erase(id, { body, headers }), await erase(id, { body, headers })]
		expect(again.body).toEqual(first.body)
		expect((await erase(id, { body })).status).toBe(200)
		expect(desk.factsOf(id).filter((kind) => kind === 'PersonErasureDemanded')).toHaveLength(1)
	})

	it('refuses answers from then on', async () => {
		const id = await opened()
		await erase(id, { body: { confirm: await numberOf(id) } })
		const { version } = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case ?? {}
		const reply = { version, visibility: 'public', text: 'Wir melden uns.' }
		const answer = await desk.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body: reply })
		expect([answer.status, answer.body.type]).toEqual([409, 'urn:hilft:problem:person-erased'])
	})
})

describe('requests to delete by the API', () => {
	const CODE = '0123456789ABCDEFGHJKMNPQRS'
	const received = async (): Promise<void> => {
		const deletion = { code: CODE, receivedAt: START, askedAt: START, cases: [], revision: 0 }
		expect(await desk.deletions.put({ ...deletion, state: 'byHand' })).toBe(true)
	}
	const list = async (state?: string) =>
		desk.ask(`GET /api/deletions${state === undefined ? '' : `?state=${state}`}`, { as: 'anna' })

	it('are listed with the time until which they must be done', async () => {
		await received()
		expect((await list()).body.items).toEqual([
			{
				code: CODE,
				state: 'byHand',
				receivedAt: START,
				dueAt: '2026-11-23T12:00:00.000Z',
				overdue: false,
				cases: [],
			},
		])
		expect((await list('inWork')).body.items).toEqual([])
		expect((await list('other')).status).toBe(400)
	})

	it('are ended by a lead: nothing is kept, or the person of a case is erased', async () => {
		await received()
		const finish = (body: object, role = 'lead') =>
			desk.ask(`POST /api/deletions/${CODE}/finish`, { as: 'lea', role, body })
		expect((await finish({}, 'agent')).status).toBe(403)
		const caseId = await opened()
		expect((await finish({ caseId })).body.deletion).toMatchObject({ state: 'inWork', cases: [caseId], by: 'lea' })
		expect(desk.factsOf(caseId).at(-1)).toBe('PersonErasureDemanded')
		const inWork = await finish({})
		expect([inWork.status, inWork.body.type]).toEqual([409, 'urn:hilft:problem:deletion-in-work'])
		const unknown = await desk.ask(`POST /api/deletions/${'0'.repeat(26)}/finish`, {
			as: 'lea',
			role: 'lead',
			body: {},
		})
		expect([unknown.status, unknown.body.type]).toEqual([404, 'urn:hilft:problem:deletion-unknown'])
	})
})
