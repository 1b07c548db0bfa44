import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { Assurance } from '#shared/cases/codes.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { currentRequest } from '#shared/cases/state.ts'
import { CASES_READ_AN_HOUR } from '#shared/desk/seen.ts'
import { HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { sealSubmission } from '#shared/vault/seal-submission.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { anId, aRequest } from '#test/support/request-factories.ts'

const ADDRESS = 'erika.muster@example.org'

/** A case of anna's for which the customer was asked, and typed an address. */
const askedCase = async (desk: DeskPlace, customer = '77'): Promise<CaseId> => {
	const id = await desk.writes({ author: { id: customer } })
	await desk.ask(`POST /api/cases/${id}/data-requests`, {
		as: 'anna',
		body: { version: 2, fields: ['customerNumber', 'phone'] },
	})
	const asked = currentRequest((await desk.store.load(id)) ?? expect.fail())
	const issue = { number: 1, address: ADDRESS, addressKey: 'a1', askedAt: START }
	await desk.requests.create(aRequest({ id: asked?.id ?? anId('req'), caseId: id, issues: [issue] }), [])
	return id
}

const give = async (
	desk: DeskPlace,
	caseId: CaseId,
	values: Record<string, string>,
	assurance: Assurance = 'controlsMailbox',
) => {
	const submissionId = anId('sub')
	await desk.vault.put(
		await sealSubmission(desk, { caseId, submissionId, assurance, givenAt: desk.clock.now(), values }),
	)
	const request = currentRequest((await desk.store.load(caseId)) ?? expect.fail())?.id ?? anId('req')
	const fields = Object.keys(values) as ('phone' | 'customerNumber')[]
	await applyCommand(desk, caseId, { kind: 'recordData', request, submission: submissionId, fields, assurance })
}

const givenCase = async (desk: DeskPlace, customer?: string): Promise<CaseId> => {
	const id = await askedCase(desk, customer)
	await give(desk, id, { customerNumber: 'K-4711', phone: '+49 30 123456' })
	return id
}

const read = (
	desk: DeskPlace,
	id: string,
	as: string,
	body: unknown = { purpose: 'identifyCustomer', fields: ['customerNumber', 'phone'] },
) => desk.ask(`POST /api/cases/${id}/customer-data/readings`, { as, body })
const erase = (desk: DeskPlace, id: string, as: string, role = 'agent', body?: unknown) =>
	desk.ask(`POST /api/cases/${id}/customer-data/erasures`, { as, role, body })

describe('readings', () => {
	it('give the owner the data with how sure we are and what is allowed, after the reading is on record', async ({
		desk,
	}) => {
		const id = await givenCase(desk)
		const answer = await read(desk, id, 'anna')
		expect(answer.status).toBe(200)
		expect(answer.headers.get('Cache-Control')).toBe('no-store')
		expect(answer.body.items).toEqual([
			expect.objectContaining({
				field: 'customerNumber',
				value: 'K-4711',
				assurance: 'controlsMailbox',
				receivedAt: START,
			}),
			expect.objectContaining({ field: 'phone', value: '+49 30 123456' }),
		])
		expect(answer.text).toContain('orderStatus')
		expect(answer.text).not.toMatch(/simCard|porting|addressChange|bankDetails|pin/)
		expect(desk.factsOf(id).at(-1)).toBe('DataRead')
		expect(desk.lines.join('')).not.toMatch(/4711|123456/)
	})

	it('give only the fields named, and less is allowed on the word of an account', async ({ desk }) => {
		const id = await askedCase(desk)
		await give(desk, id, { customerNumber: 'K-4711', phone: '+49 30 123456' }, 'controlsAccount')
		const { body } = await read(desk, id, 'anna', { purpose: 'callBack', fields: ['phone', 'phone', 'name'] })
		expect(body.items).toEqual([
			expect.objectContaining({ field: 'phone', allowed: ['generalAdvice', 'faultReport', 'callBack'] }),
		])
	})

	it('are refused to whoever does not work the case, a lead included, and nothing is recorded', async ({ desk }) => {
		const id = await givenCase(desk)
		const before = desk.factsOf(id)
		const refused = await read(desk, id, 'ben')
		expect([refused.status, refused.body.type]).toEqual([403, 'urn:hilft:problem:not-yours'])
		const lead = await desk.ask(`POST /api/cases/${id}/customer-data/readings`, {
			as: 'lea',
			role: 'lead',
			body: { purpose: 'callBack', fields: ['phone'] },
		})
		expect(lead.status).toBe(403)
		expect(desk.factsOf(id)).toEqual(before)
		const version = (await desk.store.load(id))?.version
		await desk.ask(`POST /api/cases/${id}/assign`, { as: 'anna', body: { version, owner: 'anna', deputy: 'ben' } })
		expect((await read(desk, id, 'ben')).status).toBe(200)
	})

	it.for([
		['dora', 'agent'],
		['lea', 'lead'],
	] as const)(
		'are refused to %s who took the case over, until somebody else hands it to them',
		async ([as, role], { desk }) => {
			const id = await givenCase(desk)
			const ask = (path: string, body: object = {}) => desk.ask(`POST /api/cases/${id}/${path}`, { as, role, body })
			const reading = () => ask('customer-data/readings', { purpose: 'callBack', fields: ['phone'] })
			await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: 'off' } })
			expect((await ask('take-over')).status).toBe(200)
			expect((await ask('claim')).status).toBe(200)
			const refused = await reading()
			expect([refused.status, refused.body.type]).toEqual([403, 'urn:hilft:problem:not-yours'])
			const version = (await desk.store.load(id))?.version
			const body = { version, owner: as }
			await desk.ask(`POST /api/cases/${id}/assign`, { as: 'otto', role: 'lead', body })
			expect((await reading()).status).toBe(200)
		},
	)

	it('and erasures are refused to an agent who took the case over by themself', async ({ desk }) => {
		const id = await givenCase(desk)
		await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: 'off' } })
		await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'dora', body: {} })
		const before = desk.factsOf(id)
		const confirm = (await desk.store.load(id))?.number
		expect((await erase(desk, id, 'dora')).status).toBe(403)
		const person = await desk.ask(`POST /api/cases/${id}/person-erasures`, { as: 'dora', body: { confirm } })
		expect([person.status, person.body.type]).toEqual([403, 'urn:hilft:problem:not-yours'])
		expect(desk.factsOf(id)).toEqual(before)
	})

	it("are refused to who helps out with what is another's", async ({ desk }) => {
		const id = await givenCase(desk)
		desk.pass(21 * MINUTE)
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })).status).toBe(200)
		expect((await read(desk, id, 'ben')).status).toBe(403)
		expect((await erase(desk, id, 'ben')).status).toBe(403)
		expect((await read(desk, id, 'anna')).status).toBe(200)
	})

	it('are not made where the record of them fails', async ({ desk }) => {
		const id = await givenCase(desk)
		const failing = desk.store as { commit: unknown }
		failing.commit = async () => {
			throw new Error('throttled')
		}
		const answer = await read(desk, id, 'anna')
		expect(answer.status).toBe(500)
		expect(answer.text).not.toContain('4711')
	})

	it('refuse where nothing was given, an unknown case and an auditor', async ({ desk }) => {
		const id = await askedCase(desk)
		const nothing = await read(desk, id, 'anna')
		expect([nothing.status, nothing.body.type]).toEqual([404, 'urn:hilft:problem:no-data'])
		expect((await read(desk, `case_${'0'.repeat(26)}`, 'anna')).body.type).toBe('urn:hilft:problem:case-unknown')
		const auditor = await desk.ask(`POST /api/cases/${id}/customer-data/readings`, {
			as: 'ada',
			role: 'auditor',
			body: {},
		})
		expect(auditor.status).toBe(403)
	})

	it.for([
		[{ fields: ['phone'] }, 'purpose', 'missing'],
		[{ purpose: 'curiosity', fields: ['phone'] }, 'purpose', 'unknownValue'],
		[{ purpose: 'callBack', fields: [] }, 'fields', 'tooSmall'],
		[{ purpose: 'callBack', fields: ['phone', 'pin'] }, 'fields[1]', 'unknownValue'],
	] as const)('refuse %j, naming the field', async ([body, field, code], { desk }) => {
		const id = await givenCase(desk)
		const answer = await read(desk, id, 'anna', body)
		expect([answer.status, answer.body.errors]).toEqual([422, [{ field, code }]])
	})
})

describe('erasures', () => {
	it('destroy keys, items and typed addresses, put it on record, and may be repeated', async ({ desk }) => {
		const id = await givenCase(desk)
		const submission = (await desk.vault.listItems(id))[0]?.submissionId ?? ''
		const request = currentRequest((await desk.store.load(id)) ?? expect.fail())?.id ?? ''
		const erased = await erase(desk, id, 'anna')
		expect(erased.status).toBe(200)
		expect(erased.body.case).toMatchObject({ id, holdsCustomerData: false, dataRequest: { submissions: [] } })
		expect(await desk.vault.findKey(submission)).toBeUndefined()
		expect(await desk.vault.listItems(id)).toEqual([])
		expect(JSON.stringify(await desk.requests.find(request))).not.toContain(ADDRESS)
		expect((await erase(desk, id, 'anna')).text).toBe(erased.text)
		expect(desk.factsOf(id).filter((kind) => kind === 'DataErased')).toHaveLength(1)
	})

	it('leave nothing to read', async ({ desk }) => {
		const id = await givenCase(desk)
		await erase(desk, id, 'anna')
		const answer = await read(desk, id, 'anna')
		expect([answer.status, answer.body.type]).toEqual([410, 'urn:hilft:problem:erased'])
	})

	it('retry after a crash between the keys and the fact', async ({ desk }) => {
		const id = await givenCase(desk)
		const { commit } = desk.store
		const failing = desk.store as { commit: unknown }
		failing.commit = async () => {
			throw new Error('killed')
		}
		expect((await erase(desk, id, 'anna')).status).toBe(500)
		failing.commit = commit
		expect((await read(desk, id, 'anna')).status).toBe(410)
		expect((await erase(desk, id, 'anna')).status).toBe(200)
		expect(desk.factsOf(id).at(-1)).toBe('DataErased')
	})

	it('take an open request back, so that nothing new comes', async ({ desk }) => {
		const id = await askedCase(desk)
		const erased = await erase(desk, id, 'lea', 'lead')
		expect(erased.body.case).toMatchObject({
			turn: 'ours',
			dataRequest: { state: 'revoked' },
			holdsCustomerData: false,
		})
	})

	it('refuse whoever does not work the case but for a lead, a stale version, and a body that is not one', async ({
		desk,
	}) => {
		const id = await givenCase(desk)
		expect((await erase(desk, id, 'ben')).body.type).toBe('urn:hilft:problem:not-yours')
		const stale = await erase(desk, id, 'anna', 'agent', { version: 1 })
		expect([stale.status, stale.body.case]).toEqual([409, expect.objectContaining({ holdsCustomerData: true })])
		expect((await erase(desk, id, 'anna', 'agent', { all: true })).status).toBe(422)
		expect((await erase(desk, `case_${'0'.repeat(26)}`, 'anna')).status).toBe(404)
		expect(await desk.vault.listItems(id)).toHaveLength(2)
		expect((await erase(desk, id, 'lea', 'lead')).status).toBe(200)
	})
})

describe('readings of many cases', () => {
	it('by one agent within an hour are told, with the key in the log and nobody in the metric', async ({ desk }) => {
		let customers = 100
		const readOne = async () => {
			customers += 1
			const id = await givenCase(desk, String(customers))
			expect((await read(desk, id, 'anna')).status).toBe(200)
		}
		for (let number = 1; number <= CASES_READ_AN_HOUR; number += 1) await readOne()
		expect(desk.lines.join('')).not.toContain('DATA_READ_OFTEN')
		await readOne()
		const anna = await desk.roster.find('anna')
		const told = desk.lines.filter((line) => line.includes('DATA_READ_OFTEN')).map((line) => JSON.parse(line))
		expect(told).toEqual([expect.objectContaining({ agent: anna?.key, count: CASES_READ_AN_HOUR + 1 })])
		expect(desk.lines.filter((line) => line.includes('"DataReadOften":1'))).toHaveLength(1)
		desk.pass(HOUR)
		await readOne()
		expect(desk.lines.filter((line) => line.includes('"DataReadOften":1'))).toHaveLength(1)
	})
})
