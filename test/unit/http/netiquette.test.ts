import { describe, expect } from 'vitest'
import type { CaseId } from '#shared/cases/keys.ts'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { addMilliseconds, DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'
import { keyOf } from '#test/support/case-factories.ts'

const COMMENT = { network: 'facebook', form: 'comment', text: 'Versager! Wann wird das repariert?' } as const
const post = (desk: DeskPlace, id: CaseId, path: string, body: object = {}, as = 'anna', role = 'agent') =>
	desk.ask(`POST /api/cases/${id}/${path}`, { as, role, body })
const messageOf = async (desk: DeskPlace, id: CaseId) => (await desk.store.load(id))?.lastMessage?.message
const step = async (desk: DeskPlace, id: CaseId, kind: string, more: object = {}, as = 'anna', role = 'agent') =>
	post(desk, id, 'netiquette', { kind, message: await messageOf(desk, id), ...more }, as, role)
const shown = async (desk: DeskPlace, id: CaseId) => (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body
const ladderOf = async (desk: DeskPlace, id: CaseId) =>
	caseViewSchema()
		.strict()
		.parse((await shown(desk, id)).case).netiquette
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
	status,
	String(body.type).replace('urn:hilft:problem:', ''),
]
const UNTIL = addMilliseconds(START, 10 * DAY)
/** Pointed at, warned of and warned of again: a lead may mute. */
const warnedTwice = async (desk: DeskPlace, change: object = COMMENT) => {
	const id = await desk.writes(change)
	await step(desk, id, 'pointer')
	await step(desk, id, 'warning')
	const first = await messageOf(desk, id)
	await desk.writes({ ...change, sentAt: addMilliseconds(START, MINUTE) })
	await step(desk, id, 'warning')
	return { id, first }
}

describe('the ladder of a case', () => {
	it('is shown with what comes next, why not, and ready words in the form of the customer', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		const before = await ladderOf(desk, id)
		expect(before.steps).toEqual([])
		expect(before.next.map(({ kind, possible }) => [kind, possible])).toEqual([
			['pointer', true],
			['warning', false],
			['hidden', false],
			['muted', false],
		])
		expect(before.next[0]?.text).toContain('für Sie da')
		expect(before.next[3]).toMatchObject({ by: 'lead' })
		expect((await step(desk, id, 'pointer')).status).toBe(200)
		const message = await messageOf(desk, id)
		expect(await ladderOf(desk, id)).toMatchObject({
			steps: [{ kind: 'pointer', state: 'stands', message, at: START }],
			next: [{ possible: true }, { possible: true }, { possible: false }, { possible: false }],
		})
		const entries = (await shown(desk, id)).timeline as unknown[]
		const told = entries.map((entry) => timelineEntrySchema().strict().parse(entry))
		expect(told.find(({ kind }) => kind === 'message')).toMatchObject({ hideable: true })
		expect(told.at(-1)).toMatchObject({ kind: 'netiquetteStep', agent: 'anna', step: 'pointer', message })
	})
	it('says of each refusal what can be done instead', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		const early = await step(desk, id, 'warning')
		expect(codeOf(early)).toEqual([409, 'step-missing'])
		expect(early.body.possible).toEqual([{ kind: 'pointer' }])
		expect(codeOf(await step(desk, id, 'pointer', { message: keyOf('msg', 404) }))).toEqual([404, 'message-unknown'])
		for (const body of [{ kind: 'muted' }, { kind: 'pointer', until: UNTIL }, { kind: 'banned' }])
			expect(codeOf(await step(desk, id, 'pointer', body))).toEqual([422, 'body-invalid'])
		expect((await step(desk, id, 'pointer', {}, 'tim', 'trainee')).status).toBe(403)
	})
	it('tells before anybody tries what X does not hide, and refuses it without a try', async ({ desk }) => {
		const id = await desk.writes({ text: 'Versager!' })
		await step(desk, id, 'pointer')
		await step(desk, id, 'warning')
		const entries = (await shown(desk, id)).timeline as { kind: string; hideable?: boolean | undefined }[]
		expect(entries.find(({ kind }) => kind === 'message')?.hideable).toBeUndefined()
		const refused = await step(desk, id, 'hidden')
		expect(codeOf(refused)).toEqual([409, 'hide-impossible'])
		expect(refused.body.possible).toEqual([{ kind: 'pointer' }, { kind: 'warning' }, { kind: 'hidden' }])
		const below = await desk.writes({ author: { id: '88' }, form: 'reply', text: 'Versager!' })
		await step(desk, below, 'pointer')
		await step(desk, below, 'warning')
		expect((await step(desk, below, 'hidden')).status).toBe(200)
	})
	it('hides and shows again, and moves no turn and answers nobody', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		await step(desk, id, 'pointer')
		await step(desk, id, 'warning')
		const hidden = await step(desk, id, 'hidden')
		expect(hidden.body.case).toMatchObject({ turn: 'ours', unanswered: 1, waitingSince: START })
		expect((await desk.store.load(id))?.sends).toMatchObject([{ purpose: 'hide', via: 'facebook' }])
		const taken = (await ladderOf(desk, id)).steps.at(-1)
		expect(taken).toMatchObject({ kind: 'hidden', state: 'underWay' })
		const undone = await post(desk, id, `netiquette/${taken?.id}/undone`, { reason: 'apologised' })
		expect(undone.body.case).toMatchObject({ unanswered: 1 })
		expect((await ladderOf(desk, id)).steps.at(-1)).toMatchObject({ state: 'undone' })
		expect(codeOf(await post(desk, id, 'netiquette/step_1/undone', { reason: 'apologised' }))).toEqual([
			404,
			'step-unknown',
		])
		expect((await post(desk, id, `netiquette/${taken?.id}/undone`, { reason: 'shownAgain' })).status).toBe(422)
	})
	it('leaves a threat to the danger that it is', async ({ desk }) => {
		const id = await desk.writes({ ...COMMENT, text: 'Ich komme morgen in euren Laden und zünde alles an.' })
		await post(desk, id, 'dangers', { kind: 'violenceAgainstUs', message: await messageOf(desk, id) })
		const refused = await step(desk, id, 'pointer')
		expect(codeOf(refused)).toEqual([409, 'danger-open'])
		expect(refused.body.possible).toEqual([{ way: 'end', path: 'dangers/violenceAgainstUs/end' }])
	})
})

describe('an answer with a word about tone', () => {
	const reply = async (desk: DeskPlace, id: CaseId, body: object) =>
		post(desk, id, 'replies', {
			version: (await desk.store.load(id))?.version,
			visibility: 'public',
			text: 'Wir kümmern uns. Lassen Sie uns bitte sachlich bleiben.',
			...body,
		})
	it('records the step in the same breath, and a pointer by itself', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		const message = await messageOf(desk, id)
		expect((await reply(desk, id, { netiquette: { kind: 'pointer', message } })).status).toBe(200)
		expect((await ladderOf(desk, id)).steps).toMatchObject([{ kind: 'pointer', message, state: 'underWay' }])
		const other = await desk.writes({ ...COMMENT, author: { id: '88' } })
		expect((await reply(desk, other, { purpose: 'netiquette', text: 'Bitte bleiben Sie sachlich.' })).status).toBe(200)
		expect((await ladderOf(desk, other)).steps).toMatchObject([{ kind: 'pointer' }])
	})
	it('names a message of this case, and skips no step', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		const foreign = await messageOf(desk, await desk.writes({ ...COMMENT, author: { id: '88' } }))
		const strange = await reply(desk, id, { netiquette: { kind: 'pointer', message: foreign } })
		expect(codeOf(strange)).toEqual([404, 'message-unknown'])
		const early = await reply(desk, id, { netiquette: { kind: 'warning', message: await messageOf(desk, id) } })
		expect(codeOf(early)).toEqual([409, 'step-missing'])
	})
	it('is proposed by a trainee with its step, which whoever releases it takes', async ({ desk }) => {
		const id = await desk.writes(COMMENT)
		const message = await messageOf(desk, id)
		const body = {
			version: (await desk.store.load(id))?.version,
			visibility: 'public',
			text: 'Wir kümmern uns.',
			netiquette: { kind: 'pointer', message },
		}
		const proposed = await post(desk, id, 'replies', body, 'tim', 'trainee')
		expect([proposed.status, (await ladderOf(desk, id)).steps]).toEqual([202, []])
		const { id: proposal } = proposed.body.proposal as { id: string }
		expect((await post(desk, id, `proposals/${proposal}/release`, {}, 'ben')).status).toBe(200)
		expect((await ladderOf(desk, id)).steps).toMatchObject([{ kind: 'pointer', message }])
	})
})

describe('who is muted', () => {
	it('is so by a lead, at most 30 days, and is found in a folder of their own by who waits longest', async ({
		desk,
	}) => {
		const { id } = await warnedTwice(desk)
		expect(codeOf(await step(desk, id, 'muted', { until: UNTIL }))).toEqual([403, 'lead-needed'])
		const long = await step(desk, id, 'muted', { until: addMilliseconds(START, 31 * DAY) }, 'lea', 'lead')
		expect(codeOf(long)).toEqual([422, 'mute-end-invalid'])
		expect(long.body.errors).toEqual([{ field: 'until', code: 'outOfRange' }])
		const muted = await step(desk, id, 'muted', { until: UNTIL }, 'lea', 'lead')
		expect(muted.body.case).toMatchObject({ mutedUntil: UNTIL, unanswered: 2, owner: 'anna' })
		const folder = await desk.ask('GET /api/muted', { as: 'lea', role: 'lead' })
		expect(folder.body.items).toMatchObject([{ case: { id }, mutedUntil: UNTIL, lookBy: addMilliseconds(START, DAY) }])
		expect((await desk.ask('GET /api/muted', { as: 'anna' })).status).toBe(403)
		const listed = (await desk.ask('GET /api/cases', { as: 'ben' })).body.items
		expect(listed).toMatchObject([{ id, mutedUntil: UNTIL, unanswered: 2 }])
	})
	it('is heard as before, and no more muted once that is undone or over', async ({ desk }) => {
		const { id } = await warnedTwice(desk)
		await step(desk, id, 'muted', { until: UNTIL }, 'lea', 'lead')
		desk.pass(HOUR)
		await desk.writes({ ...COMMENT, text: 'Und noch etwas.' })
		expect((await shown(desk, id)).case).toMatchObject({ unanswered: 3, mutedUntil: UNTIL })
		const mute = (await ladderOf(desk, id)).steps.at(-1)
		const path = `netiquette/${mute?.id}/undone`
		expect(codeOf(await post(desk, id, path, { reason: 'apologised' }))).toEqual([403, 'lead-needed'])
		const undone = await post(desk, id, path, { reason: 'apologised' }, 'lea', 'lead')
		expect(undone.body.case).not.toHaveProperty('mutedUntil')
		expect((await desk.ask('GET /api/muted', { as: 'lea', role: 'lead' })).body.items).toEqual([])
		await step(desk, id, 'muted', { until: UNTIL }, 'lea', 'lead')
		desk.pass(10 * DAY)
		expect((await desk.ask('GET /api/muted', { as: 'lea', role: 'lead' })).body.items).toEqual([])
	})
	it('is remembered where a later case begins, and nothing else of it', async ({ desk }) => {
		const { id, first } = await warnedTwice(desk)
		const { version } = (await shown(desk, id)).case as { version: number }
		const closed = await post(desk, id, 'outcome', { version, outcome: 'noRequest', reason: 'abuse' })
		expect(closed.body.case).toMatchObject({ state: 'closed' })
		const later = addMilliseconds(START, 15 * DAY)
		desk.pass(15 * DAY)
		const next = await desk.writes({ ...COMMENT, sentAt: later })
		expect(next).not.toBe(id)
		const { steps } = await ladderOf(desk, next)
		expect(steps.map(({ kind, at, state, message }) => [kind, at, state, message])).toEqual([
			['pointer', START, 'stands', undefined],
			['warning', START, 'stands', undefined],
			['warning', START, 'stands', undefined],
		])
		const [opened] = await desk.store.factsAfter(next, 0)
		expect(JSON.stringify(opened)).not.toContain(String(first))
		expect(JSON.stringify(opened)).not.toContain('agent_')
		expect((await step(desk, next, 'hidden')).status).toBe(200)
	})
})
