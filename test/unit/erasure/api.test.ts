import { describe, expect } from 'vitest'
import { type DeskPlace, it, START } from '#test/fixtures/desk-place.ts'

type Ask = Parameters<DeskPlace['ask']>[1]

const opened = (desk: DeskPlace, change: Parameters<typeof desk.writes>[0] = {}) => desk.writes(change)
const numberOf = async (desk: DeskPlace, id: string): Promise<string> =>
	String((await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case?.number)
const erase = (desk: DeskPlace, id: string, ask: Ask) =>
	desk.ask(`POST /api/cases/${id}/person-erasures`, { as: 'lea', role: 'lead', ...ask })

describe('the erasure of a person by the API', () => {
	it('is demanded by a lead, with the number of the case, in all cases of the person', async ({ desk }) => {
		const id = await opened(desk)
		const shop = await opened(desk, { accountId: '1002', text: 'im Laden auch' })
		const others = await opened(desk, { author: { id: '78' } })
		const { status, body } = await erase(desk, id, { body: { confirm: (await numberOf(desk, id)).toLowerCase() } })
		expect(status).toBe(200)
		expect(body.case).toMatchObject({ id, personErasure: 'demanded' })
		expect(desk.factsOf(id).at(-1)).toBe('PersonErasureDemanded')
		expect(desk.factsOf(shop).at(-1)).toBe('PersonErasureDemanded')
		expect(desk.factsOf(others)).not.toContain('PersonErasureDemanded')
		const { timeline } = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body
		expect(timeline).toContainEqual(expect.objectContaining({ kind: 'personErasureDemanded' }))
	})

	it('may be demanded by the owner, and refuses other agents and auditors', async ({ desk }) => {
		const id = await opened(desk)
		const confirm = await numberOf(desk, id)
		for (const [as, role] of [
			['anna', 'agent'],
			['ada', 'auditor'],
		] as const)
			expect((await erase(desk, id, { as, role, body: { confirm } })).status).toBe(403)
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		expect((await erase(desk, id, { as: 'anna', role: 'agent', body: { confirm } })).status).toBe(200)
	})

	it('refuses without the right number, an old version, an unknown case, and unknown members', async ({ desk }) => {
		const id = await opened(desk)
		const confirm = await numberOf(desk, id)
		const wrong = await erase(desk, id, { body: { confirm: '0000000' } })
		expect([wrong.status, wrong.body.errors]).toEqual([422, [{ field: 'confirm', code: 'mismatch' }]])
		expect((await erase(desk, id, { body: {} })).status).toBe(422)
		expect((await erase(desk, id, { body: { confirm, now: true } })).status).toBe(422)
		expect((await erase(desk, id, { body: { confirm, version: 1 } })).status).toBe(409)
		expect((await erase(desk, `case_${'0'.repeat(26)}`, { body: { confirm } })).status).toBe(404)
		expect(desk.factsOf(id)).not.toContain('PersonErasureDemanded')
	})

	it('happens once, however often it is repeated, under one key or several', async ({ desk }) => {
		const id = await opened(desk)
		const body = { confirm: await numberOf(desk, id) }
		const headers = { 'Idempotency-Key': 'einmal' }
		const [first, again] = [await erase(desk, id, { body, headers }), await erase(desk, id, { body, headers })]
		expect(again.body).toEqual(first.body)
		expect((await erase(desk, id, { body })).status).toBe(200)
		expect(desk.factsOf(id).filter((kind) => kind === 'PersonErasureDemanded')).toHaveLength(1)
	})

	it('refuses answers from then on', async ({ desk }) => {
		const id = await opened(desk)
		await erase(desk, id, { body: { confirm: await numberOf(desk, id) } })
		const { version } = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case ?? {}
		const reply = { version, visibility: 'public', text: 'Wir melden uns.' }
		const answer = await desk.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body: reply })
		expect([answer.status, answer.body.type]).toEqual([409, 'urn:hilft:problem:person-erased'])
	})
})

describe('requests to delete by the API', () => {
	const CODE = '0123456789ABCDEFGHJKMNPQRS'
	const received = async (desk: DeskPlace): Promise<void> => {
		const deletion = { code: CODE, receivedAt: START, askedAt: START, cases: [], revision: 0 }
		expect(await desk.deletions.put({ ...deletion, state: 'byHand' })).toBe(true)
	}
	const list = async (desk: DeskPlace, state?: string) =>
		desk.ask(`GET /api/deletions${state === undefined ? '' : `?state=${state}`}`, { as: 'anna' })

	it('are listed with the time until which they must be done', async ({ desk }) => {
		await received(desk)
		expect((await list(desk)).body.items).toEqual([
			{
				code: CODE,
				state: 'byHand',
				receivedAt: START,
				dueAt: '2026-11-23T12:00:00.000Z',
				overdue: false,
				cases: [],
			},
		])
		expect((await list(desk, 'inWork')).body.items).toEqual([])
		expect((await list(desk, 'other')).status).toBe(400)
	})

	it('are ended by a lead: nothing is kept, or the person of a case is erased', async ({ desk }) => {
		await received(desk)
		const finish = (body: object, role = 'lead') =>
			desk.ask(`POST /api/deletions/${CODE}/finish`, { as: 'lea', role, body })
		expect((await finish({}, 'agent')).status).toBe(403)
		const caseId = await opened(desk)
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
