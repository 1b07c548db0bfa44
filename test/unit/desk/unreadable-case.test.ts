import { describe, expect } from 'vitest'
import { z } from 'zod'
import type { CaseId } from '#shared/cases/keys.ts'
import { caseViewSchema, unreadableCaseSchema } from '#shared/desk/case-view-schema.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it as base } from '#test/fixtures/desk-test.ts'

/** One case of several that this release cannot read: everybody else's work goes on. */

type Cases = { readonly ids: readonly CaseId[]; readonly lost: CaseId }

/** Four cases, of which the second cannot be read. */
const it = base.extend('cases', { auto: true }, async ({ desk }): Promise<Cases> => {
	const ids: CaseId[] = []
	for (const id of ['1', '2', '3', '4']) {
		ids.push(await desk.writes({ author: { id, handle: `h${id}` } }))
		desk.pass(MINUTE)
	}
	const [, lost] = ids
	if (lost === undefined) throw new Error('no case')
	desk.makeUnreadable(lost)
	return { ids, lost }
})

const rowSchema = z.union([caseViewSchema().strict(), unreadableCaseSchema().strict()])
const list = async (desk: DeskPlace, query = '', as = 'anna') => {
	const { status, body } = await desk.ask(`GET /api/cases${query}`, { as })
	expect(status).toBe(200)
	return z.array(rowSchema).parse(body.items)
}
const counted = (desk: DeskPlace) => desk.lines.filter((line) => line.includes('"CasesUnreadable":')).length

describe('the list', () => {
	it('shows it in its place as what is known of it, and counts it', async ({ desk, cases }) => {
		desk.makeUnreadable(cases.lost, false)
		const { number } = (await desk.store.load(cases.lost)) ?? {}
		desk.makeUnreadable(cases.lost)
		const rows = await list(desk)
		expect(rows.map(({ id }) => id)).toEqual(cases.ids)
		expect(rows[1]).toEqual({
			id: cases.lost,
			number,
			state: 'open',
			unreadable: true,
			waitingSince: new Date(Date.parse(START) + MINUTE).toISOString(),
		})
		expect(rows.filter((row) => 'unreadable' in row)).toHaveLength(1)
		expect(counted(desk)).toBe(1)
	})

	it('goes on behind it, also where it is the last of a page', async ({ desk, cases }) => {
		const first = await desk.ask('GET /api/cases?limit=2', { as: 'anna' })
		const second = await list(desk, `?limit=2&cursor=${encodeURIComponent(String(first.body.next))}`)
		expect(second.map(({ id }) => id)).toEqual(cases.ids.slice(2))
	})

	it('shows it among the closed ones', async ({ desk, cases }) => {
		desk.makeUnreadable(cases.lost, false)
		const body = { version: 2, outcome: 'noRequest', reason: 'thanks' }
		await desk.ask(`GET /api/cases/${cases.lost}`, { as: 'anna' })
		expect((await desk.ask(`POST /api/cases/${cases.lost}/outcome`, { as: 'anna', body })).status).toBe(200)
		desk.makeUnreadable(cases.lost)
		expect(await list(desk, '?state=closed')).toMatchObject([{ id: cases.lost, state: 'closed', unreadable: true }])
		expect(await list(desk)).toHaveLength(3)
	})

	it('finds it by its number and by who wrote it', async ({ desk, cases }) => {
		const number = (await list(desk)).find(({ id }) => id === cases.lost)?.number ?? ''
		for (const q of [number, '@h2']) {
			const found = await desk.ask(`GET /api/search?${new URLSearchParams({ q })}`, { as: 'anna' })
			expect(found.body).toMatchObject({ items: [{ id: cases.lost, unreadable: true }] })
		}
	})
})

describe('whoever asks for it alone', () => {
	const reply = { version: 2, text: 'Wir kümmern uns.', visibility: 'public' }
	it.for<[string, unknown]>([
		['GET /api/cases/:id', undefined],
		['POST /api/cases/:id/claim', {}],
		['POST /api/cases/:id/notes', { text: 'Rückruf' }],
		['POST /api/cases/:id/replies', reply],
		['POST /api/cases/:id/replies/preview', { text: 'Wir kümmern uns.', visibility: 'public' }],
		['POST /api/cases/:id/outcome', { version: 2, outcome: 'helped' }],
		['POST /api/cases/:id/data-requests', { version: 2, fields: ['name'] }],
		['POST /api/cases/:id/person-erasures', { confirm: '0000000' }],
		['POST /api/cases/:id/person-erasures/withdrawal', {}],
		['POST /api/cases/:id/customer-data/readings', { purpose: 'callBack', fields: ['phone'] }],
		['POST /api/cases/:id/customer-data/erasures', {}],
	])('gets 503 and one type: %s', async ([call, body], { desk, cases }) => {
		await desk.ask('POST /api/agents/anna/initials', { as: 'lea', role: 'lead', body: { initials: 'AB' } })
		const answer = await desk.ask(call.replace(':id', cases.lost), {
			as: 'anna',
			body,
			headers: { 'Idempotency-Key': 'k' },
		})
		expect([answer.status, answer.body.type]).toEqual([503, 'urn:hilft:problem:case-unreadable'])
		expect(answer.headers.get('Retry-After')).toBeNull()
		expect(counted(desk)).toBe(1)
		expect(desk.lines.join('')).toContain(`"code":"CASE_UNREADABLE","caseId":"${cases.lost}"`)
		expect(desk.lines.join('')).not.toContain('REQUEST_FAILED')
	})

	it('can go on when it is read again, with the same Idempotency-Key', async ({ desk, cases }) => {
		const ask = () =>
			desk.ask(`POST /api/cases/${cases.lost}/notes`, {
				as: 'anna',
				body: { text: 'Rückruf' },
				headers: { 'Idempotency-Key': 'k' },
			})
		expect((await ask()).status).toBe(503)
		desk.makeUnreadable(cases.lost, false)
		expect((await ask()).status).toBe(200)
		expect(desk.factsOf(cases.lost).filter((kind) => kind === 'NoteWritten')).toHaveLength(1)
	})

	it('leaves the others to be worked', async ({ desk, cases }) => {
		const [first] = cases.ids
		for (const call of [`GET /api/cases/${first}`, `POST /api/cases/${first}/claim`])
			expect((await desk.ask(call, { as: 'anna', body: call.startsWith('POST') ? {} : undefined })).status).toBe(200)
	})
})

it('is described wherever a case can be unknown that is read', ({ desk }) => {
	const known = apiRoutes(desk).map(({ contract }) => contract)
	// Attachments are shown by the words of their message; the case is not read.
	const reading = known.filter(({ operation }) => operation !== 'showMedia')
	const named = reading.filter(({ problems }) => problems.includes('case-unknown'))
	expect(named.length).toBeGreaterThan(15)
	for (const { operation, problems } of named)
		expect([operation, problems]).toEqual([operation, expect.arrayContaining(['case-unreadable'])])
})
