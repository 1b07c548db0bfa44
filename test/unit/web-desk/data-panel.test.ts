import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { currentRequest } from '#shared/cases/state.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/web-desk-test.ts'
import { anId } from '#test/support/request-factories.ts'

/** A case of anna's whose customer gave a number. */
const givenCase = async (desk: DeskPlace, author = { id: '77' }) => {
	const caseId = await desk.writes({ author, threadId: `t${author.id}` })
	const version = (await desk.store.load(caseId))?.version
	await desk.ask(`POST /api/cases/${caseId}/data-requests`, {
		as: 'anna',
		body: { version, fields: ['customerNumber'] },
	})
	const request = currentRequest((await desk.store.load(caseId)) ?? expect.fail())?.id ?? anId('req')
	const submission = anId('sub')
	const given = { caseId, submissionId: submission, assurance: 'controlsMailbox', givenAt: desk.clock.now() } as const
	await desk.vault.put(await sealSubmission(desk, { ...given, values: { customerNumber: 'K-4711' } }))
	const received = { kind: 'recordData', request, submission, fields: ['customerNumber'] } as const
	await applyCommand(desk, caseId, { ...received, assurance: 'controlsMailbox' })
	return { caseId, path: `/desk/cases/${(await desk.store.load(caseId))?.number}/data` }
}

describe('the panel of what a customer gave', () => {
	it('shows nothing before somebody said what for, and then for two minutes', async ({ web, desk }) => {
		const { caseId, path } = await givenCase(desk)
		const { cookie, csrf } = await web.enter('anna')
		const before = await web.ask(path, { cookie })
		expect(await before.text()).not.toContain('K-4711')
		expect(before.headers.get('refresh')).toBeNull()
		const form = { _csrf: csrf, purpose: 'callBack', 'fields:list': 'customerNumber' }
		const read = await web.ask(path, { cookie, form })
		expect(read.status).toBe(200)
		expect(read.headers.get('refresh')).toBe(`121; url=${path}`)
		expect(read.headers.get('cache-control')).toBe('no-store')
		const page = await read.text()
		expect(page).toContain('K-4711')
		expect(page).toContain('zurückrufen')
		expect(desk.factsOf(caseId).filter((kind) => kind === 'DataRead')).toHaveLength(1)
		expect(await (await web.ask(path, { cookie })).text()).not.toContain('K-4711')
	})

	it('erases all of it, once its box is ticked, by who may read it or a lead', async ({ web, desk }) => {
		const { caseId, path } = await givenCase(desk)
		const { cookie, csrf } = await web.enter('anna')
		expect(await (await web.ask(path, { cookie })).text()).toContain('name="_erase"')
		const unsure = await web.ask(path, { cookie, form: { _csrf: csrf, _erase: 'yes' } })
		expect([unsure.status, desk.factsOf(caseId).includes('DataErased')]).toEqual([422, false])
		expect(await unsure.text()).toContain('Bitte erst das Häkchen setzen')
		const sure = { _erase: 'yes', _confirmed: 'yes' }
		const stranger = await web.enter('ben')
		expect(await (await web.ask(path, { cookie: stranger.cookie })).text()).not.toContain('name="_erase"')
		const refused = await web.ask(path, { cookie: stranger.cookie, form: { _csrf: stranger.csrf, ...sure } })
		expect([refused.status, desk.factsOf(caseId).includes('DataErased')]).toEqual([403, false])
		const done = await web.ask(path, { cookie, form: { _csrf: csrf, ...sure } })
		expect(done.status).toBe(200)
		expect(await done.text()).toMatch(/role="status".*Endgültig gelöscht/s)
		expect(desk.factsOf(caseId)).toContain('DataErased')
		const form = { _csrf: csrf, purpose: 'callBack', 'fields:list': 'customerNumber' }
		expect(await (await web.ask(path, { cookie, form })).text()).not.toContain('K-4711')
		const other = await givenCase(desk, { id: '78' })
		const lead = await web.enter('lea~lead')
		const byLead = await web.ask(other.path, { cookie: lead.cookie, form: { _csrf: lead.csrf, ...sure } })
		expect([byLead.status, desk.factsOf(other.caseId).includes('DataErased')]).toEqual([200, true])
	})

	it('says without a purpose what is missing, keeps what was chosen, and reads nothing', async ({ web, desk }) => {
		const { caseId, path } = await givenCase(desk)
		const { cookie, csrf } = await web.enter('anna')
		const answer = await web.ask(path, { cookie, form: { _csrf: csrf, 'fields:list': 'customerNumber' } })
		expect(answer.status).toBe(422)
		const page = await answer.text()
		expect(page).toContain('role="alert"')
		expect(page).toMatch(/value="customerNumber" checked/)
		expect(answer.headers.get('refresh')).toBeNull()
		expect(desk.factsOf(caseId)).not.toContain('DataRead')
	})

	it('tells whom the case was not entrusted to, and shows them nothing, whatever they post', async ({ web, desk }) => {
		const { caseId, path } = await givenCase(desk)
		const { cookie, csrf } = await web.enter('ben')
		const page = await (await web.ask(path, { cookie })).text()
		expect(page).toContain('Nur für die, denen der Fall anvertraut ist')
		expect(page).not.toContain('name="purpose"')
		const form = { _csrf: csrf, purpose: 'callBack', 'fields:list': 'customerNumber' }
		const answer = await web.ask(path, { cookie, form })
		expect(answer.status).toBe(403)
		expect(await answer.text()).not.toContain('K-4711')
		expect(desk.factsOf(caseId)).not.toContain('DataRead')
	})
})
