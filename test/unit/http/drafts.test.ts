import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { tendDrafts } from '#shared/erasure/tend-drafts.ts'
import { DAY, HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { LEA } from '#test/support/case-factories.ts'

const TEXT = 'Das tut uns leid. Wir schauen sofort nach und melden uns.'
const typed = (status: number, code: string) => ({ status, body: { type: `urn:hilft:problem:${code}` } })

const draft = (desk: DeskPlace, id: CaseId, way = 'public', as = 'anna', query = '') =>
	desk.ask(`GET /api/cases/${id}/drafts/${way}${query}`, { as })
const save = (desk: DeskPlace, id: CaseId, text: string, way = 'public', as = 'anna') =>
	desk.ask(`PUT /api/cases/${id}/drafts/${way}`, { as, body: { text } })
const shown = async (desk: DeskPlace, id: CaseId, as: string) => (await desk.ask(`GET /api/cases/${id}`, { as })).body
const versionOf = async (desk: DeskPlace, id: CaseId) => (await desk.store.load(id))?.version
const answer = async (desk: DeskPlace, id: CaseId, body: object = {}, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/replies`, {
		as,
		body: { version: await versionOf(desk, id), visibility: 'public', text: TEXT, ...body },
	})
const lastSend = async (desk: DeskPlace, id: CaseId) => {
	const send = (await desk.store.load(id))?.sends.at(-1)
	if (send === undefined) throw new Error('Nothing was sent')
	return send
}
const close = async (desk: DeskPlace, id: CaseId) => {
	await shown(desk, id, 'ben')
	const body = { version: await versionOf(desk, id), outcome: 'noRequest', reason: 'thanks' }
	expect((await desk.ask(`POST /api/cases/${id}/outcome`, { as: 'ben', body })).status).toBe(200)
}

describe('a draft', () => {
	it('is one for each agent and way, and there again later', async ({ desk }) => {
		const id = await desk.writes()
		expect((await draft(desk, id)).body).toEqual({ versions: [] })
		expect((await save(desk, id, 'Hallo')).status).toBe(200)
		await save(desk, id, 'Guten Tag', 'mail')
		await save(desk, id, 'Moin', 'public', 'ben')
		expect((await draft(desk, id)).body).toEqual({ draft: { text: 'Hallo', at: desk.clock.now() }, versions: [] })
		expect((await draft(desk, id, 'mail')).body).toMatchObject({ draft: { text: 'Guten Tag' } })
		expect((await draft(desk, id, 'public', 'ben')).body).toMatchObject({ draft: { text: 'Moin' } })
		expect(await draft(desk, id, 'fax')).toMatchObject(typed(404, 'not-found'))
		expect(await save(desk, id, 'x'.repeat(10_001))).toMatchObject(typed(422, 'body-invalid'))
		expect(await save(desk, 'case_00000000000000000000000000', 'Hallo')).toMatchObject(typed(404, 'case-unknown'))
	})

	it('keeps a text a minute of those before it, and the one that was given up', async ({ desk }) => {
		const id = await desk.writes()
		for (const text of ['H', 'Ha', 'Hal']) {
			await save(desk, id, text)
			desk.pass(2 * SECOND)
		}
		desk.pass(MINUTE)
		await save(desk, id, 'Hallo Frau Berg')
		expect((await desk.ask(`DELETE /api/cases/${id}/drafts/public`, { as: 'anna' })).status).toBe(200)
		const { body } = await draft(desk, id)
		expect(body.draft).toBeUndefined()
		expect(body.versions).toMatchObject([{ text: 'Hallo Frau Berg' }, { text: 'Hal' }, { text: 'H' }])
		desk.pass(DAY)
		expect((await draft(desk, id)).body.versions).toEqual([])
	})

	it('is told to colleagues by whom, where and when, never a word', async ({ desk }) => {
		const id = await desk.writes()
		await save(desk, id, 'Geheim')
		const told = await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		expect(told.body.drafts).toEqual([{ by: 'anna', way: 'public', at: desk.clock.now() }])
		expect(told.text).not.toContain('Geheim')
		expect((await shown(desk, id, 'anna')).drafts).toEqual([])
		expect(await draft(desk, id, 'public', 'ben', '?of=anna')).toMatchObject(typed(409, 'take-over-needed'))
	})

	it('is read by a lead only once they have the case', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		await save(desk, id, 'Mein Entwurf')
		const asLead = () => desk.ask(`GET /api/cases/${id}/drafts/public?of=anna`, { as: 'lea', role: 'lead' })
		expect(await asLead()).toMatchObject(typed(409, 'take-over-needed'))
		await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'lea', role: 'lead', body: { reason: 'Anna ist krank' } })
		expect((await asLead()).body).toMatchObject({ draft: { text: 'Mein Entwurf' } })
		const nobody = await desk.ask(`GET /api/cases/${id}/drafts/public?of=niemand`, { as: 'lea', role: 'lead' })
		expect(nobody).toMatchObject(typed(404, 'no-such-agent'))
	})

	it('ends with the answer or the note that it became', async ({ desk }) => {
		const id = await desk.writes()
		await save(desk, id, TEXT)
		await save(desk, id, 'Ruft Montag an', 'note')
		await answer(desk, id)
		await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text: 'Ruft Montag an' } })
		expect((await draft(desk, id)).body.draft).toBeUndefined()
		expect((await draft(desk, id, 'note')).body).toMatchObject({ versions: [{ text: 'Ruft Montag an' }] })
		expect((await shown(desk, id, 'ben')).drafts).toEqual([])
	})

	it('is what was refused, withdrawn or failed', async ({ desk }) => {
		const id = await desk.writes()
		await answer(desk, id, { text: 'Ihre Nummer 0171 2345678 rufen wir an' })
		expect((await draft(desk, id)).body).toMatchObject({ draft: { text: 'Ihre Nummer 0171 2345678 rufen wir an' } })
		desk.pass(MINUTE)
		const queued = await answer(desk, id)
		expect((await draft(desk, id)).body.draft).toBeUndefined()
		desk.pass(SECOND)
		await desk.ask(`POST /api/cases/${id}/replies/${(queued.body.reply as { id: string }).id}/withdrawal`, {
			as: 'anna',
			body: {},
		})
		expect((await draft(desk, id)).body).toMatchObject({ draft: { text: TEXT, cameBack: 'withdrawn' } })
		expect((await draft(desk, id, 'public', 'ben')).body.draft).toBeUndefined()
		desk.pass(SECOND)
		await desk.ask(`DELETE /api/cases/${id}/drafts/public`, { as: 'anna' })
		expect((await draft(desk, id)).body.draft).toBeUndefined()
		await answer(desk, id)
		desk.pass(MINUTE)
		const { id: send } = await lastSend(desk, id)
		await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
		const failure = { kind: 'recordFailure', send, attempt: 1, reason: 'rejected', invitation: send } as const
		await applyCommand(desk, id, failure)
		expect((await draft(desk, id)).body).toMatchObject({ draft: { text: TEXT, cameBack: 'failed' } })
		desk.pass(SECOND)
		await save(desk, id, 'Anders')
		expect((await draft(desk, id)).body.draft).toEqual({ text: 'Anders', at: desk.clock.now() })
	})

	it('goes 14 days after the close, however old it is by then', async ({ desk }) => {
		const id = await desk.writes()
		await save(desk, id, 'Alt')
		desk.pass(30 * DAY)
		await tendDrafts(desk)
		expect((await draft(desk, id)).body).toMatchObject({ draft: { text: 'Alt' } })
		await close(desk, id)
		desk.pass(14 * DAY - 1)
		await tendDrafts(desk)
		expect((await draft(desk, id)).body).toMatchObject({ draft: { text: 'Alt' } })
		desk.pass(1)
		expect((await draft(desk, id)).body).toEqual({ versions: [] })
		expect((await shown(desk, id, 'ben')).drafts).toEqual([])
		expect(await save(desk, id, 'Neu')).toMatchObject(typed(409, 'drafts-ended'))
		desk.pass(HOUR)
		await tendDrafts(desk)
		const anna = (await desk.roster.find('anna'))?.key ?? LEA
		expect(await desk.drafts.find({ caseId: id, by: anna, way: 'public' })).toBeUndefined()
	})

	it('is not kept once the erasure of its person has begun, however close they come', async ({ desk }) => {
		const id = await desk.writes()
		await save(desk, id, 'Vorher')
		const { drafts } = desk
		const anna = (await desk.roster.find('anna'))?.key ?? LEA
		const put = drafts.put
		Object.assign(drafts, {
			put: async (...args: Parameters<typeof put>) => {
				await applyCommand(desk, id, { kind: 'beginPersonErasure', reason: 'demanded' })
				return put(...args)
			},
		})
		expect(await save(desk, id, 'Nachher')).toMatchObject(typed(409, 'drafts-ended'))
		expect(await drafts.find({ caseId: id, by: anna, way: 'public' })).toBeUndefined()
		expect(await drafts.versions({ caseId: id, by: anna, way: 'public' })).toEqual([])
	})
})

describe('who is at a case', () => {
	const tell = (desk: DeskPlace, id: CaseId, as: string, writing: boolean) =>
		desk.ask(`PUT /api/cases/${id}/presence`, { as, body: { writing } })

	it('is told to others for 30 seconds, and leaves nothing', async ({ desk }) => {
		const id = await desk.writes()
		const other = await desk.writes({ author: { id: '2' } })
		const version = await versionOf(desk, id)
		expect((await tell(desk, id, 'anna', true)).body).toEqual({ present: [] })
		expect((await tell(desk, id, 'ben', false)).body).toEqual({ present: [{ by: 'anna', writing: true }] })
		expect((await shown(desk, id, 'anna')).present).toEqual([{ by: 'ben', writing: false }])
		expect((await shown(desk, other, 'anna')).present).toEqual([])
		desk.wait(20 * SECOND)
		await tell(desk, id, 'ben', true)
		desk.wait(10 * SECOND)
		expect((await shown(desk, id, 'cem')).present).toEqual([{ by: 'ben', writing: true }])
		expect(await versionOf(desk, id)).toBe(version)
		expect(await tell(desk, id, 'anna', true)).toMatchObject({ status: 200 })
		const auditor = await desk.ask(`PUT /api/cases/${id}/presence`, {
			as: 'ada',
			role: 'auditor',
			body: { writing: false },
		})
		expect(auditor).toMatchObject(typed(403, 'role-forbidden'))
	})

	it('is told of whoever was shown a case, and of nobody only because they look on while they write', async ({
		desk,
	}) => {
		const id = await desk.writes()
		await shown(desk, id, 'ben')
		expect(await shown(desk, id, 'anna')).toMatchObject({ present: [{ by: 'ben', writing: false }] })
		await desk.ask(`PUT /api/cases/${id}/presence`, { as: 'anna', body: { writing: true } })
		await shown(desk, id, 'anna')
		expect(await shown(desk, id, 'ben')).toMatchObject({ present: [{ by: 'anna', writing: true }] })
	})
})
