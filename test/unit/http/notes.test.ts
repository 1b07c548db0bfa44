import { describe, expect } from 'vitest'
import type { CaseId, NoteKey } from '#shared/cases/keys.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const NUMBER = '4711008152'
const CALL = `Anruf 0431 5550123, Kundennummer ${NUMBER}`
const MASKED = 'Anruf [Telefonnummer], Kundennummer [Kundennummer]'

const typed = (status: number, code: string) => ({ status, body: { type: `urn:hilft:problem:${code}` } })
const write = (desk: DeskPlace, id: CaseId, body: object, headers: Record<string, string> = {}, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/notes`, { as, body, headers })
const entries = async (desk: DeskPlace, id: CaseId) =>
	(await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })).body.timeline as Record<string, unknown>[]
const noteOf = async (desk: DeskPlace, id: CaseId): Promise<NoteKey> => {
	const note = (await desk.store.load(id))?.notes.at(-1)?.note
	if (note === undefined) throw new Error('no note')
	return note
}
const takeBack = async (desk: DeskPlace, id: CaseId, note: string, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/notes/${note}/withdrawal`, { as, body: {} })

describe('personal data in a note', () => {
	it('are refused with their places, and with the way into the vault', async ({ desk }) => {
		const id = await desk.writes()
		const refused = await write(desk, id, { text: CALL })
		expect(refused).toMatchObject(typed(409, 'personal-data'))
		expect(refused.body).toMatchObject({
			findings: [{ kind: 'phone', start: 6, end: 18 }, { kind: 'customerNumber' }],
			possible: [{ way: 'notes', into: 'vault' }],
			errors: [{ field: 'text', code: 'personalData' }],
		})
		expect(refused.text).not.toContain(NUMBER)
		expect(desk.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived'])
	})
	it('are refused in every word for colleagues', async ({ desk }) => {
		const id = await desk.writes()
		const assigned = await desk.ask(`POST /api/cases/${id}/assign`, {
			as: 'anna',
			body: { version: 2, owner: 'ben', note: CALL },
		})
		expect(assigned).toMatchObject(typed(409, 'personal-data'))
		expect(assigned.body.errors).toEqual([{ field: 'note', code: 'personalData' }])
		const taken = await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'anna', body: { reason: CALL } })
		expect(taken.body).toMatchObject({ errors: [{ field: 'reason', code: 'personalData' }] })
	})
	it('are masked from the first moment, and a fact asks that they are moved, once for a repeat', async ({ desk }) => {
		const id = await desk.writes()
		const once = { 'Idempotency-Key': 'k1' }
		expect((await write(desk, id, { text: CALL, into: 'vault' }, once)).status).toBe(200)
		expect((await write(desk, id, { text: CALL, into: 'vault' }, once)).status).toBe(200)
		const note = await noteOf(desk, id)
		const written = (await desk.store.factsAfter(id, 0))
			.map(({ fact }) => fact)
			.filter(({ kind }) => kind === 'NoteWritten')
		expect(written).toMatchObject([{ note, toVault: true }])
		expect(desk.sent).toEqual([])
		expect((await entries(desk, id)).at(-1)).toMatchObject({ kind: 'note', id: note, text: MASKED })
		expect(await desk.content.get([note])).toMatchObject([{ text: MASKED, unsealed: CALL }])
		expect(desk.lines.join()).not.toContain(NUMBER)
	})
	it('are asked to be moved only where there are any', async ({ desk }) => {
		const id = await desk.writes()
		expect((await write(desk, id, { text: 'Frau Berg ruft an', into: 'vault' })).status).toBe(200)
		expect(await desk.content.get([await noteOf(desk, id)])).toMatchObject([{ text: 'Frau Berg ruft an' }])
	})
})

describe('a note', () => {
	it('goes with its words when its author takes it back at once', async ({ desk }) => {
		const id = await desk.writes()
		await write(desk, id, { text: 'Falscher Fall' })
		const note = await noteOf(desk, id)
		expect(await takeBack(desk, id, note, 'ben')).toMatchObject(typed(409, 'note-of-other'))
		expect((await takeBack(desk, id, note)).status).toBe(200)
		expect(await desk.content.get([note])).toMatchObject([{ kind: 'erased', was: 'note' }])
		expect((await entries(desk, id)).slice(-2)).toMatchObject([
			{ kind: 'note', erased: true },
			{ kind: 'noteWithdrawn', note },
		])
		expect(await takeBack(desk, id, note)).toMatchObject(typed(404, 'note-unknown'))
		expect(await takeBack(desk, id, 'note_1')).toMatchObject(typed(404, 'note-unknown'))
	})
	it('is struck through where others may have acted on it', async ({ desk }) => {
		const id = await desk.writes()
		await write(desk, id, { text: 'Techniker kommt Montag' })
		const note = await noteOf(desk, id)
		desk.pass(10 * MINUTE)
		expect((await takeBack(desk, id, note)).status).toBe(200)
		expect((await entries(desk, id)).slice(-2)).toMatchObject([
			{ kind: 'note', text: 'Techniker kommt Montag', struck: true },
			{ kind: 'noteStruck', note },
		])
	})
	it('asks a colleague, and another one answers', async ({ desk }) => {
		const id = await desk.writes()
		expect(await write(desk, id, { text: 'Kennst du den?', ask: 'nobody' })).toMatchObject(typed(422, 'agent-unknown'))
		expect(await write(desk, id, { text: 'Kennst du den?', ask: 'nord' })).toMatchObject(typed(422, 'not-an-agent'))
		const asked = await write(desk, id, { text: 'Kennst du den?', ask: 'ben' })
		const note = await noteOf(desk, id)
		expect(asked.body.case).toMatchObject({ questions: [{ note, by: 'anna', asked: 'ben' }] })
		const answered = await write(desk, id, { text: 'Ja, ruft oft an', answers: note }, {}, 'ben')
		expect(answered.body.case).toMatchObject({ questions: [] })
		expect(await write(desk, id, { text: 'Ich auch', answers: note }, {}, 'cem')).toMatchObject(
			typed(404, 'question-unknown'),
		)
		expect((await entries(desk, id)).slice(-4)).toMatchObject([
			{ kind: 'note', text: 'Kennst du den?' },
			{ kind: 'colleagueAsked', asked: 'ben', note },
			{ kind: 'note', text: 'Ja, ruft oft an' },
			{ kind: 'colleagueAnswered', question: note },
		])
	})
})
