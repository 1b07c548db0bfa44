import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { CaseId } from '#shared/cases/keys.ts'
import { caseViewSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { createDeskPlace, type DeskPlace, type Issuer, START, startIssuer } from '#test/fixtures/desk-place.ts'

/** One case of several that this release cannot read: everybody else's work goes on. */

let issuer: Issuer
let desk: DeskPlace
let ids: CaseId[]
let lost: CaseId
beforeAll(async () => {
	issuer = await startIssuer()
})
afterAll(() => issuer.stop())
beforeEach(async () => {
	desk = createDeskPlace(issuer)
	ids = []
	for (const id of ['1', '2', '3', '4']) {
		ids.push(await desk.writes({ author: { id, handle: `h${id}` } }))
		desk.pass(MINUTE)
	}
	const [, second] = ids
	if (second === undefined) throw new Error('no case')
	lost = second
	desk.makeUnreadable(lost)
})

const rowSchema = z.union([caseViewSchema().strict(), unreadableCaseSchema().strict()])
const list = async (query = '', as = 'anna') => {
	const { status, body } = await desk.ask(`GET /api/cases${query}`, { as })
	expect(status).toBe(200)
	return z.array(rowSchema).parse(body.items)
}
const counted = () => desk.lines.filter((line) => line.includes('"CasesUnreadable":')).length

describe('the list', () => {
	it('shows it in its place as what is known of it, and counts it', async () => {
		desk.makeUnreadable(lost, false)
		const { number } = (await desk.store.load(lost)) ?? {}
		desk.makeUnreadable(lost)
		const rows = await list()
		expect(rows.map(({ id }) => id)).toEqual(ids)
		expect(rows[1]).toEqual({
			id: lost,
			number,
			state: 'open',
			unreadable: true,
			waitingSince: new Date(Date.parse(START) + MINUTE).toISOString(),
		})
		expect(rows.filter((row) => 'unreadable' in row)).toHaveLength(1)
		expect(counted()).toBe(1)
	})

	it('goes on behind it, also where it is the last of a page', async () => {
		const first = await desk.ask('GET /api/cases?limit=2', { as: 'anna' })
		const second = await list(`?limit=2&cursor=${encodeURIComponent(String(first.body.next))}`)
		expect(second.map(({ id }) => id)).toEqual(ids.slice(2))
	})

	it('shows it among the closed ones, and among one’s own', async () => {
		desk.makeUnreadable(lost, false)
		await desk.ask(`POST /api/cases/${lost}/claim`, { as: 'anna' })
		desk.makeUnreadable(lost)
		expect((await list('?owner=me')).map(({ id }) => id)).toEqual([lost])
		expect(await list('?owner=me', 'ben')).toEqual([])
		desk.makeUnreadable(lost, false)
		const body = { version: 3, outcome: 'noRequest', reason: 'spam' }
		expect((await desk.ask(`POST /api/cases/${lost}/outcome`, { as: 'anna', body })).status).toBe(200)
		desk.makeUnreadable(lost)
		expect(await list('?state=closed')).toMatchObject([{ id: lost, state: 'closed', unreadable: true }])
		expect(await list()).toHaveLength(3)
	})

	it('finds it by its number, by who wrote it and by network', async () => {
		const number = (await list()).find(({ id }) => id === lost)?.number ?? ''
		for (const query of [`?q=${number}`, '?q=h2', '?q=h2&channel=x', '?q=h2&state=open'])
			expect(await list(query)).toMatchObject([{ id: lost, unreadable: true }])
		for (const query of ['?q=h2&channel=facebook', '?q=h2&state=closed', '?q=h2&owner=me'])
			expect(await list(query)).toEqual([])
	})
})

describe('whoever asks for it alone', () => {
	const reply = { version: 2, text: 'Wir kümmern uns.', visibility: 'public' }
	it.each<[string, unknown]>([
		['GET /api/cases/:id', undefined],
		['POST /api/cases/:id/claim', {}],
		['POST /api/cases/:id/notes', { text: 'Rückruf' }],
		['POST /api/cases/:id/replies', reply],
		['POST /api/cases/:id/replies/preview', { text: 'Wir kümmern uns.', visibility: 'public' }],
		['POST /api/cases/:id/outcome', { version: 2, outcome: 'helped' }],
		['POST /api/cases/:id/data-requests', { version: 2, fields: ['name'] }],
		['POST /api/cases/:id/person-erasures', { confirm: '0000000' }],
		['POST /api/cases/:id/customer-data/readings', { purpose: 'callBack', fields: ['phone'] }],
		['POST /api/cases/:id/customer-data/erasures', {}],
	])('gets 503 and one type: %s', async (call, body) => {
		await desk.ask('POST /api/agents/anna/initials', { as: 'lea', role: 'lead', body: { initials: 'AB' } })
		const answer = await desk.ask(call.replace(':id', lost), { as: 'anna', body, headers: { 'Idempotency-Key': 'k' } })
		expect([answer.status, answer.body.type]).toEqual([503, 'urn:hilft:problem:case-unreadable'])
		expect(answer.headers.get('Retry-After')).toBeNull()
		expect(counted()).toBe(1)
		expect(desk.lines.join('')).toContain(`"code":"CASE_UNREADABLE","caseId":"${lost}"`)
		expect(desk.lines.join('')).not.toContain('REQUEST_FAILED')
	})

	it('can go on when it is read again, with the same Idempotency-Key', async () => {
		const ask = () =>
			desk.ask(`POST /api/cases/${lost}/notes`, {
				as: 'anna',
				body: { text: 'Rückruf' },
				headers: { 'Idempotency-Key': 'k' },
			})
		expect((await ask()).status).toBe(503)
		desk.makeUnreadable(lost, false)
		expect((await ask()).status).toBe(200)
		expect(desk.factsOf(lost).filter((kind) => kind === 'NoteWritten')).toHaveLength(1)
	})

	it('leaves the others to be worked', async () => {
		const [first] = ids
		for (const call of [`GET /api/cases/${first}`, `POST /api/cases/${first}/claim`])
			expect((await desk.ask(call, { as: 'anna', body: call.startsWith('POST') ? {} : undefined })).status).toBe(200)
	})
})

it('is described wherever a case can be unknown that is read', () => {
	const known = apiRoutes(desk).map(({ contract }) => contract)
	// Attachments are shown by the words of their message; the case is not read.
	const reading = known.filter(({ operation }) => operation !== 'showMedia')
	const named = reading.filter(({ problems }) => problems.includes('case-unknown'))
	expect(named.length).toBeGreaterThan(15)
	for (const { operation, problems } of named)
		expect([operation, problems]).toEqual([operation, expect.arrayContaining(['case-unreadable'])])
})
