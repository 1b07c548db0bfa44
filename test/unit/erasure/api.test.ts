import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

type Ask = Parameters<DeskPlace['ask']>[1]

const opened = (desk: DeskPlace, change: Parameters<typeof desk.writes>[0] = {}) => desk.writes(change)
const numberOf = async (desk: DeskPlace, id: string): Promise<string> =>
	String((await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case?.number)
const erase = (desk: DeskPlace, id: string, ask: Ask) =>
	desk.ask(`POST /api/cases/${id}/person-erasures`, { as: 'lea', role: 'lead', ...ask })
const withdraw = (desk: DeskPlace, id: string, ask: Ask = {}) =>
	desk.ask(`POST /api/cases/${id}/person-erasures/withdrawal`, { as: 'lea', role: 'lead', body: {}, ...ask })
const answerOf = ({ status, body }: Awaited<ReturnType<typeof erase>>) => [status, body.type]
const timelineOf = async (desk: DeskPlace, id: string) =>
	(await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.timeline
const lapse = (desk: DeskPlace, id: CaseId) => applyCommand(desk, id, { kind: 'lapse' })

describe('the erasure of a person by the API', () => {
	it('is demanded by a lead, with the number of the case, and begins fifteen minutes later', async ({ desk }) => {
		const id = await opened(desk)
		const shop = await opened(desk, { accountId: '1002', text: 'im Laden auch' })
		const { status, body } = await erase(desk, id, { body: { confirm: (await numberOf(desk, id)).toLowerCase() } })
		expect(status).toBe(200)
		expect(body.case).toMatchObject({
			id,
			personErasure: 'demanded',
			personErasureBegins: '2026-11-22T12:15:00.000Z',
		})
		expect(desk.factsOf(id).at(-1)).toBe('PersonErasureDemanded')
		// Elsewhere it begins with this one: until then nothing is to be taken back there.
		expect(desk.factsOf(shop)).not.toContain('PersonErasureDemanded')
		expect(await timelineOf(desk, id)).toContainEqual(
			expect.objectContaining({ kind: 'personErasureDemanded', agent: 'lea', reason: 'demanded' }),
		)
		desk.pass(15 * MINUTE)
		await lapse(desk, id)
		const after = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case
		expect(after).toMatchObject({ personErasure: 'begun' })
		expect(after).not.toHaveProperty('personErasureBegins')
	})

	it('is proposed by the owner, and demanded by a second person by the same call', async ({ desk }) => {
		const id = await opened(desk)
		const body = { confirm: await numberOf(desk, id) }
		const by = (as: string, role = 'agent') => erase(desk, id, { as, role, body })
		expect(answerOf(await by('ben'))).toEqual([403, 'urn:hilft:problem:not-yours'])
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		const proposed = await by('anna')
		expect([proposed.status, proposed.body.case?.personErasure]).toEqual([200, 'proposed'])
		expect(proposed.body.case).not.toHaveProperty('personErasureBegins')
		const own = await by('anna')
		expect(answerOf(own)).toEqual([409, 'urn:hilft:problem:own-proposal'])
		expect(own.body.case).toMatchObject({ personErasure: 'proposed' })
		expect((await by('ada', 'auditor')).status).toBe(403)
		const confirmed = await by('ben')
		expect([confirmed.status, confirmed.body.case?.personErasure]).toEqual([200, 'demanded'])
		expect(await timelineOf(desk, id)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: 'personErasureProposed', agent: 'anna' }),
				expect.objectContaining({ kind: 'personErasureDemanded', agent: 'anna', confirmedBy: 'ben' }),
			]),
		)
	})

	it('is no longer proposed after 24 hours', async ({ desk }) => {
		const id = await opened(desk)
		const body = { confirm: await numberOf(desk, id) }
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		await erase(desk, id, { as: 'anna', role: 'agent', body })
		desk.pass(DAY)
		expect((await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case).not.toHaveProperty('personErasure')
		expect((await erase(desk, id, { as: 'ben', role: 'agent', body })).status).toBe(403)
	})

	it('is withdrawn until it has begun, and goes on as before until then', async ({ desk }) => {
		const id = await opened(desk)
		const body = { confirm: await numberOf(desk, id) }
		expect(answerOf(await withdraw(desk, id))).toEqual([409, 'urn:hilft:problem:erasure-not-demanded'])
		await erase(desk, id, { body })
		const { version } = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.case ?? {}
		const reply = { version, visibility: 'public', text: 'Wir melden uns.' }
		expect((await desk.ask(`POST /api/cases/${id}/replies`, { as: 'anna', body: reply })).status).toBe(200)
		expect(answerOf(await withdraw(desk, id, { as: 'ben', role: 'agent' }))).toEqual([
			403,
			'urn:hilft:problem:not-yours',
		])
		const withdrawn = await withdraw(desk, id)
		expect(withdrawn.status).toBe(200)
		expect(withdrawn.body.case).not.toHaveProperty('personErasure')
		expect(await timelineOf(desk, id)).toContainEqual(
			expect.objectContaining({ kind: 'personErasureWithdrawn', agent: 'lea' }),
		)
		await erase(desk, id, { body })
		desk.pass(15 * MINUTE)
		await lapse(desk, id)
		const late = await withdraw(desk, id)
		expect(answerOf(late)).toEqual([409, 'urn:hilft:problem:erasure-begun'])
		expect(late.body.case).toMatchObject({ personErasure: 'begun' })
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

	it('refuses answers once it has begun', async ({ desk }) => {
		const id = await opened(desk)
		await erase(desk, id, { body: { confirm: await numberOf(desk, id) } })
		desk.pass(15 * MINUTE)
		await lapse(desk, id)
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
		expect((await withdraw(desk, caseId)).status).toBe(200)
		expect((await list(desk)).body.items).toMatchObject([{ code: CODE, state: 'byHand', cases: [] }])
		const unknown = await desk.ask(`POST /api/deletions/${'0'.repeat(26)}/finish`, {
			as: 'lea',
			role: 'lead',
			body: {},
		})
		expect([unknown.status, unknown.body.type]).toEqual([404, 'urn:hilft:problem:deletion-unknown'])
	})
})
