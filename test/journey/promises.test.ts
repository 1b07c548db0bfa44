import { describe, expect } from 'vitest'
import { z } from 'zod'
import { signInAtDesk } from '#infra/local/story/desk-client.ts'
import { addServiceMinutes } from '#shared/calendar/service-calendar.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_UNDO_SECONDS: '30' })

const clockSchema = z.object({ now: z.string() })
const problemSchema = z.object({ type: z.string(), possible: z.array(z.unknown()).optional() })
const promisesSchema = z.object({ items: z.array(z.object({ id: z.string(), dueAt: z.string() })) })

/** Moves the practice clock to an instant, and gives its time then. */
const clockAt = (origin: string) => async (to?: Instant) => {
	const clock = async (body?: object): Promise<Instant> => {
		const answer = await fetch(`${origin}/practice/clock`, {
			method: body === undefined ? 'GET' : 'POST',
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? null : JSON.stringify(body),
		})
		return clockSchema.parse(await answer.json()).now
	}
	const now = await clock()
	return to === undefined || to <= now ? now : clock({ advance: Date.parse(to) - Date.parse(now) })
}

describe('a promise on the running system', () => {
	it('keeps its case open, goes to the deputy in time, is overdue and told to the leads', async ({ system, place }) => {
		const at = clockAt(system.origin)
		const ben = await signInAtDesk(system.origin, 'ben')
		const { id } = await place.written('x', 'public', 'versprochen', 'Wann ruft ihr an?')
		const { version } = (await place.desk.show(id)).case
		await place.desk.command(id, 'assign', { version, owner: 'anna', deputy: 'ben' })
		const dueAt = addServiceMinutes(CALENDARS.default, await at(), 240)
		const made = await place.desk.command(id, 'promises', { kind: 'callBack', dueAt })
		expect(made.promises).toMatchObject([{ kind: 'callBack', state: 'open', agent: 'anna', dueAt }])
		const close = { version: made.version, outcome: 'helped' }
		const refused = await place.ask('POST', `/api/cases/${id}/outcome`, close)
		expect(problemSchema.parse(refused.body)).toMatchObject({
			type: 'urn:hilft:problem:promise-open',
			possible: [{ promise: made.promises[0]?.id }],
		})

		expect((await place.ask('PUT', '/api/agents/me/duty', { state: 'off' })).status).toBe(200)
		await at(addMilliseconds(dueAt, -30 * MINUTE))
		expect((await ben.show(id)).case).toMatchObject({
			turn: 'ours',
			promises: [{ state: 'open', agent: 'ben' }],
			due: { kind: 'promise', state: 'reminded' },
		})
		await at(addMilliseconds(dueAt, MINUTE))
		expect((await ben.show(id)).case.due).toMatchObject({ kind: 'promise', at: dueAt, state: 'overdue' })
		await at(addServiceMinutes(CALENDARS.default, dueAt, 61))
		expect((await ben.show(id)).case.due).toMatchObject({ state: 'escalated' })
		const listed = promisesSchema.parse((await place.ask('GET', '/api/promises?whose=all')).body)
		expect(listed.items.map((item) => item.dueAt)).toEqual([dueAt])
		const kept = await ben.command(id, `promises/${listed.items[0]?.id}/kept`, { on: 'call' })
		expect(kept.promises).toMatchObject([{ state: 'kept' }])
	})

	it('made with an answer is void once that is withdrawn', async ({ system, place }) => {
		const { id } = await place.written('x', 'public', 'zurueckgezogen', 'Und meine Rechnung?')
		const dueAt = addServiceMinutes(CALENDARS.default, await clockAt(system.origin)(), 600)
		const { id: reply } = await place.answer(id, 'Wir melden uns.', { promise: { kind: 'answer', dueAt } })
		expect((await place.desk.show(id)).case.promises).toMatchObject([{ state: 'open', from: 'reply' }])
		await place.desk.command(id, `replies/${reply}/withdrawal`, {})
		expect((await place.desk.show(id)).case.promises).toMatchObject([{ state: 'voided', voidedBecause: 'withdrawn' }])
	})
})
