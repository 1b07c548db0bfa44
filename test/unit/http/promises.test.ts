import { describe, expect } from 'vitest'
import * as z from 'zod'
import { caseViewSchema, promiseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { addMilliseconds, DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { tendOwed } from '#shared/upkeep/tend-owed.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

type Id = `case_${string}`
const typed = (code: string) => ({ type: `urn:hilft:problem:${code}` })
const within = (desk: DeskPlace, milliseconds: number): string => addMilliseconds(desk.clock.now(), milliseconds)
const post = (desk: DeskPlace, id: Id, path: string, body: object = {}, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/${path}`, { as, body })
const promise = (desk: DeskPlace, id: Id, body: object = {}, as = 'anna') =>
	post(desk, id, 'promises', { kind: 'callBack', dueAt: within(desk, DAY), ...body }, as)
const shownSchema = z.object({ case: caseViewSchema(), timeline: z.array(timelineEntrySchema()) })
const shown = async (desk: DeskPlace, id: Id) =>
	shownSchema.parse((await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })).body)
const viewOf = ({ body }: { readonly body: { readonly case?: unknown } }) => caseViewSchema().parse(body.case)
const keyIn = (answer: Parameters<typeof viewOf>[0]): string => viewOf(answer).promises[0]?.id ?? ''
const promisesOf = async (desk: DeskPlace, id: Id) => (await shown(desk, id)).case.promises
const madeBy = async (desk: DeskPlace, id: Id, body: object = {}, as = 'anna'): Promise<string> =>
	keyIn(await promise(desk, id, body, as))
const repliedSchema = z.object({ reply: z.object({ id: z.string() }) })
/** Monday, 9:00 in Berlin: the place begins on a Sunday. */
const toMonday = (desk: DeskPlace): void => desk.pass(20 * HOUR)
const sweep = async (desk: DeskPlace, id: Id) => {
	const state = await desk.store.load(id)
	if (state === undefined) throw new Error('no case')
	await tendOwed(desk, state)
}

describe('promises', () => {
	it('are made with a note, shown with the case and in its timeline', async ({ desk }) => {
		const id = await desk.writes()
		const dueAt = within(desk, DAY)
		const made = await promise(desk, id, { note: ' Ruft lieber abends an ' })
		expect(made.status).toBe(200)
		expect(caseViewSchema().strict().parse(made.body.case)).toMatchObject({
			promises: [{ kind: 'callBack', state: 'open', dueAt, owedBy: 'agent', agent: 'anna', from: 'case' }],
			brokenPromises: 0,
			due: { kind: 'promise', at: dueAt, state: 'ahead' },
		})
		expect((await shown(desk, id)).timeline).toContainEqual(
			expect.objectContaining({
				kind: 'promiseMade',
				agent: 'anna',
				promiseKind: 'callBack',
				until: dueAt,
				owner: 'anna',
				text: 'Ruft lieber abends an',
			}),
		)
	})
	it('take a date of any zone, and none that is over or too far away', async ({ desk }) => {
		const id = await desk.writes()
		expect(await promise(desk, id, { dueAt: desk.clock.now() })).toMatchObject({
			status: 422,
			body: { ...typed('due-in-past'), errors: [{ field: 'dueAt', code: 'past' }] },
		})
		expect(await promise(desk, id, { dueAt: within(desk, 400 * DAY) })).toMatchObject({
			status: 422,
			body: typed('due-too-far'),
		})
		expect(await promise(desk, id, { dueAt: 'morgen' })).toMatchObject({ status: 422, body: typed('body-invalid') })
		const day = within(desk, DAY).slice(0, 10)
		const made = await promise(desk, id, { dueAt: `${day}T18:00:00+01:00` })
		expect(viewOf(made).promises).toMatchObject([{ dueAt: `${day}T17:00:00.000Z` }])
	})
	it('keep a case open until each of them ended, and say how it can', async ({ desk }) => {
		const id = await desk.writes()
		const made = await promise(desk, id)
		const { promises, version } = viewOf(made)
		const key = promises[0]?.id
		const dueAt = promises[0]?.dueAt
		const close = (seen: number) => post(desk, id, 'outcome', { version: seen, outcome: 'noRequest', reason: 'thanks' })
		expect(await close(version)).toMatchObject({
			status: 409,
			body: {
				...typed('promise-open'),
				possible: [{ promise: key, kind: 'callBack', dueAt, ways: ['kept', 'broken', 'moved'] }],
			},
		})
		const kept = await post(desk, id, `promises/${key}/kept`, { on: 'call' })
		expect(viewOf(kept).promises).toMatchObject([{ id: key, state: 'kept', keptOn: 'call' }])
		await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		expect((await close(viewOf(kept).version)).status).toBe(200)
	})
	it('are broken, moved and passed on', async ({ desk }) => {
		const id = await desk.writes()
		const key = await madeBy(desk, id)
		const dueAt = within(desk, 2 * DAY)
		const passed = await post(desk, id, `promises/${key}/passed-on`, { to: 'ben' })
		expect(viewOf(passed).promises).toMatchObject([{ id: key, agent: 'ben' }])
		const team = await post(desk, id, `promises/${key}/passed-on`, { to: 'nord' })
		expect(viewOf(team).promises).toMatchObject([{ id: key, owedBy: 'team', team: 'nord' }])
		const moved = await post(desk, id, `promises/${key}/moved`, { dueAt, agreed: true })
		const [next, before] = viewOf(moved).promises
		expect([next, before]).toMatchObject([
			{ state: 'open', dueAt, owedBy: 'team', team: 'nord', kind: 'callBack' },
			{ id: key, state: 'moved', movedTo: next?.id, agreed: true },
		])
		const broken = await post(desk, id, `promises/${next?.id}/broken`)
		expect(broken.body.case).toMatchObject({ brokenPromises: 1, promises: [{ id: next?.id, state: 'broken' }, {}] })
		expect(await post(desk, id, `promises/${key}/kept`)).toMatchObject({ status: 409, body: typed('promise-ended') })
	})
	it('go to nobody who owns no cases, and are none that is not there', async ({ desk }) => {
		const id = await desk.writes()
		const key = await madeBy(desk, id)
		await desk.tokenOf('ada', 'auditor')
		const to = (name: string) => post(desk, id, `promises/${key}/passed-on`, { to: name })
		expect(await to('gibtesnicht')).toMatchObject({
			status: 422,
			body: { ...typed('agent-unknown'), errors: [{ field: 'to' }] },
		})
		expect(await to('ada')).toMatchObject({ status: 422, body: typed('not-an-agent') })
		for (const name of ['nichts', `promise_${'0'.repeat(26)}`])
			expect(await post(desk, id, `promises/${name}/kept`)).toMatchObject({
				status: 404,
				body: typed('promise-unknown'),
			})
	})
	it('made with an answer end with it when it is withdrawn', async ({ desk }) => {
		const id = await desk.writes()
		const answer = await post(desk, id, 'replies', {
			version: 2,
			visibility: 'public',
			text: 'Wir rufen Sie morgen zurück.',
			promise: { kind: 'callBack', dueAt: within(desk, DAY) },
		})
		expect(viewOf(answer).promises).toMatchObject([{ state: 'open', from: 'reply', kind: 'callBack' }])
		await post(desk, id, `replies/${repliedSchema.parse(answer.body).reply.id}/withdrawal`)
		expect(await promisesOf(desk, id)).toMatchObject([{ state: 'voided', voidedBecause: 'withdrawn' }])
	})
	it('come with an interim answer, which says by when there is more', async ({ desk }) => {
		const id = await desk.writes()
		const until = within(desk, DAY)
		const text = 'Wir prüfen das gerade für Sie.'
		const answer = await post(desk, id, 'replies', {
			version: 2,
			visibility: 'public',
			text,
			purpose: 'interim',
			until,
		})
		expect(viewOf(answer).promises).toMatchObject([{ kind: 'answer', dueAt: until, from: 'reply', agent: 'anna' }])
	})
	it('are told apart by their dates when repeated under a key', async ({ desk }) => {
		const id = await desk.writes()
		const body = { kind: 'answer', dueAt: within(desk, DAY) }
		const ask = () =>
			desk.ask(`POST /api/cases/${id}/promises`, { as: 'anna', body, headers: { 'Idempotency-Key': 'one' } })
		const [first, second] = [await ask(), await ask()]
		expect(second.body).toEqual(first.body)
		expect(await promisesOf(desk, id)).toHaveLength(1)
	})
})

describe('the list of promises', () => {
	const pageSchema = z.object({
		items: z.array(promiseViewSchema().extend({ case: z.object({ id: z.string(), version: z.int() }) })),
		next: z.string().optional(),
	})
	const list = async (desk: DeskPlace, query: string, as = 'anna') => {
		const page = pageSchema.parse((await desk.ask(`GET /api/promises${query}`, { as })).body)
		return { ...page, agents: page.items.map(({ agent }) => agent) }
	}
	it("is by date: mine, my team's, or all", async ({ desk }) => {
		const [one, other] = [await desk.writes(), await desk.writes({ author: { id: '78' } })]
		await promise(desk, one, { dueAt: within(desk, 2 * DAY) })
		await promise(desk, other, { dueAt: within(desk, DAY) }, 'ben')
		desk.roster.seed('dora', { team: 'sued' })
		expect((await list(desk, '')).agents).toEqual(['anna'])
		expect((await list(desk, '?whose=all')).agents).toEqual(['ben', 'anna'])
		expect((await list(desk, '?whose=team')).agents).toEqual(['ben', 'anna'])
		const { body } = await desk.ask('GET /api/promises?whose=team', { token: await desk.tokenOf('dora') })
		expect(body.items).toHaveLength(0)
		const { items } = await list(desk, '?whose=all')
		expect(items[0]).toMatchObject({ kind: 'callBack', state: 'open', case: { id: other, version: 4 } })
	})
	it('goes on after a page, and forgets what ended', async ({ desk }) => {
		const [one, other] = [await desk.writes(), await desk.writes({ author: { id: '78' } })]
		const key = await madeBy(desk, one)
		await promise(desk, other, { dueAt: within(desk, 2 * DAY) })
		const first = await list(desk, '?whose=all&limit=1')
		expect(first.items).toMatchObject([{ id: key }])
		expect((await list(desk, `?whose=all&limit=1&cursor=${encodeURIComponent(first.next ?? '')}`)).items).toMatchObject(
			[{ case: { id: other } }],
		)
		await post(desk, one, `promises/${key}/kept`)
		expect((await list(desk, '?whose=all')).items).toHaveLength(1)
	})
})

describe('a promise that nobody keeps', () => {
	it('reminds, is overdue, and is told to the leads, in service hours', async ({ desk }) => {
		toMonday(desk)
		const id = await desk.writes()
		await promise(desk, id, { dueAt: within(desk, 2 * HOUR) })
		desk.pass(HOUR + MINUTE)
		await sweep(desk, id)
		expect((await shown(desk, id)).case).toMatchObject({ turn: 'ours', due: { state: 'reminded' } })
		desk.pass(HOUR)
		await sweep(desk, id)
		expect((await shown(desk, id)).case.due).toMatchObject({ kind: 'promise', state: 'overdue' })
		desk.pass(HOUR)
		await sweep(desk, id)
		const { case: view, timeline } = await shown(desk, id)
		expect(view.due).toMatchObject({ state: 'escalated' })
		expect(timeline.map(({ kind }) => kind).slice(-3)).toEqual([
			'promiseReminded',
			'promiseOverdue',
			'promiseEscalated',
		])
		expect(desk.lines.join('')).toContain('PromisesEscalated')
	})
	it("is the deputy's in time where its owner goes off duty", async ({ desk }) => {
		toMonday(desk)
		const id = await desk.writes()
		await post(desk, id, 'assign', { version: 2, owner: 'anna', deputy: 'ben' })
		await promise(desk, id, { dueAt: within(desk, 2 * HOUR) })
		await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: 'off' } })
		desk.pass(HOUR + MINUTE)
		await sweep(desk, id)
		expect(await promisesOf(desk, id)).toMatchObject([{ state: 'open', agent: 'ben' }])
		const mine = await desk.ask('GET /api/promises', { as: 'ben' })
		expect(mine.body.items).toHaveLength(1)
	})
})

describe('who owes a promise', () => {
	it.for([
		['is off, without a word of when they are back', { state: 'off' }, 'ben'],
		['is off, and back only after it is due', { state: 'off', backIn: 3 * HOUR }, 'ben'],
		['is off, and back before it is due', { state: 'off', backIn: 90 * MINUTE }, 'anna'],
		['is on a break that ends before', { state: 'away', backIn: 90 * MINUTE }, 'anna'],
		['is away for longer', { state: 'away', backIn: 3 * HOUR }, 'ben'],
		['is on, until before it is due', { state: 'on', backIn: 90 * MINUTE }, 'ben'],
		['is on', { state: 'on' }, 'anna'],
	] as const)('and %s: it is then to keep by another, or not', async ([, duty, keeper], { desk }) => {
		toMonday(desk)
		const id = await desk.writes()
		await post(desk, id, 'assign', { version: 2, owner: 'anna', deputy: 'ben' })
		await promise(desk, id, { dueAt: within(desk, 2 * HOUR) })
		const until = 'backIn' in duty ? within(desk, duty.backIn) : undefined
		await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: duty.state, until } })
		desk.pass(HOUR)
		await sweep(desk, id)
		expect(await promisesOf(desk, id)).toMatchObject([{ state: 'open', agent: keeper }])
	})
	it('and does not come back as they said, does not keep it', async ({ desk }) => {
		toMonday(desk)
		const id = await desk.writes()
		await promise(desk, id, { dueAt: within(desk, 2 * HOUR) })
		const until = within(desk, 90 * MINUTE)
		await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: 'off', until } })
		desk.pass(HOUR)
		await sweep(desk, id)
		expect(await promisesOf(desk, id)).toMatchObject([{ agent: 'anna' }])
		desk.pass(46 * MINUTE)
		await sweep(desk, id)
		expect(await promisesOf(desk, id)).toMatchObject([{ owedBy: 'team', team: 'nord' }])
	})
	it('and is off, loses it in time also where it falls due without service', async ({ desk }) => {
		const id = await desk.writes()
		await promise(desk, id, { dueAt: within(desk, 2 * HOUR) })
		await desk.ask('PUT /api/agents/me/duty', { as: 'anna', body: { state: 'off' } })
		desk.pass(HOUR)
		await sweep(desk, id)
		expect(await promisesOf(desk, id)).toMatchObject([{ owedBy: 'team', team: 'nord' }])
	})
})

describe('dates of our own', () => {
	it('take the turn when they come, and are cleared by a person', async ({ desk }) => {
		const id = await desk.writes()
		const at = within(desk, HOUR)
		const set = await post(desk, id, 'follow-up', { at, note: 'Hat der Techniker geschrieben?' })
		expect(set.body.case).toMatchObject({ followUp: { at, agent: 'anna', isDue: false }, due: { kind: 'followUp' } })
		desk.pass(HOUR)
		await sweep(desk, id)
		const { case: due, timeline } = await shown(desk, id)
		expect(due).toMatchObject({ turn: 'ours', followUp: { isDue: true }, due: { state: 'due' } })
		expect(timeline).toContainEqual(
			expect.objectContaining({ kind: 'followUpSet', until: at, text: 'Hat der Techniker geschrieben?' }),
		)
		const cleared = await post(desk, id, 'follow-up/clearing')
		expect(cleared.body.case).not.toHaveProperty('followUp')
		expect(await post(desk, id, 'follow-up/clearing')).toMatchObject({ status: 409, body: typed('no-follow-up') })
		expect(await post(desk, id, 'follow-up', { at: desk.clock.now() })).toMatchObject({ body: typed('due-in-past') })
	})
})

describe('calls', () => {
	it('are recorded with what was said and promised', async ({ desk }) => {
		const id = await desk.writes()
		const called = await post(desk, id, 'calls', {
			direction: 'out',
			result: 'mailbox',
			note: 'Bitte nach 17 Uhr',
			promise: { kind: 'callBack', dueAt: within(desk, DAY), owedBy: 'team' },
		})
		expect(viewOf(called).promises).toMatchObject([{ from: 'call', owedBy: 'team', team: 'nord' }])
		expect((await shown(desk, id)).timeline).toContainEqual(
			expect.objectContaining({
				kind: 'callRecorded',
				direction: 'out',
				result: 'mailbox',
				visibility: 'internal',
				text: 'Bitte nach 17 Uhr',
			}),
		)
	})
	it('say du only to whom was asked', async ({ desk }) => {
		const id = await desk.writes()
		expect(await post(desk, id, 'phone-form', { form: 'du' })).toMatchObject({ status: 422, body: typed('ask-first') })
		const set = await post(desk, id, 'phone-form', { form: 'du', asked: true })
		expect(set.body.case).toMatchObject({ phoneForm: { form: 'du', asked: true }, address: { form: 'unknown' } })
	})
	it('take no note that nobody can read', async ({ desk }) => {
		const id = await desk.writes()
		const body = { direction: 'in', result: 'reached', note: 'a\u0000b' }
		expect(await post(desk, id, 'calls', body)).toMatchObject({ status: 422, body: typed('text-invalid') })
	})
})

describe('the preview of an answer', () => {
	it('points at what sounds like a promise, and makes none', async ({ desk }) => {
		const id = await desk.writes()
		const text = 'Danke! Wir melden uns in zwei Stunden bei Ihnen.'
		const { body } = await post(desk, id, 'replies/preview', { visibility: 'public', text })
		const dueAt = within(desk, 2 * HOUR)
		expect(body.hints).toEqual([{ code: 'soundsLikePromise', start: 7, end: text.length, kind: 'answer', dueAt }])
		expect(await promisesOf(desk, id)).toEqual([])
		const plain = await post(desk, id, 'replies/preview', {
			visibility: 'public',
			text: 'Sie können sich jederzeit melden.',
		})
		expect(plain.body.hints).toEqual([])
	})
})
