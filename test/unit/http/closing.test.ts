import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { CLOSINGS } from '#shared/cases/closing/matrix.ts'
import { caseOutcomeSchema, sendFailureSchema, unansweredReasonSchema } from '#shared/cases/codes.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { FAILURE_WORDS } from '#shared/replies/failure-words.ts'
import type { Answered, Ask, DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const typeOf = ({ status, body }: Answered) => [status, String(body.type ?? '').replace('urn:hilft:problem:', '')]
const versionOf = async (desk: DeskPlace, id: CaseId): Promise<number> => (await desk.store.load(id))?.version ?? 1
const look = (desk: DeskPlace, id: CaseId, as = 'emil', role?: string) => desk.ask(`GET /api/cases/${id}`, { as, role })
type By = Pick<Ask, 'as' | 'role'>
const command = async (desk: DeskPlace, id: CaseId, name: string, body: object = {}, by: By = {}) =>
	desk.ask(`POST /api/cases/${id}/${name}`, {
		as: 'emil',
		...by,
		body: { version: await versionOf(desk, id), ...body },
	})
const end = (desk: DeskPlace, id: CaseId, body: object, by: By = {}) => command(desk, id, 'outcome', body, by)
const written = (desk: DeskPlace, number: number) => desk.writes({ author: { id: String(100 + number) } })
const itemsOf = ({ body }: Answered) => body.items as Record<string, unknown>[]
const lead = { as: 'lea', role: 'lead' } as const
const THANKS = { outcome: 'noRequest', reason: 'thanks' } as const
const SPAM = { outcome: 'spamOrAbuse', reason: 'spam' } as const
const TEXT = 'Das tut uns leid. Wir schauen sofort nach und melden uns.'
const reply = (desk: DeskPlace, id: CaseId, body: object = {}) =>
	command(desk, id, 'replies', { visibility: 'public', text: TEXT, ...body })
const sends = async (desk: DeskPlace, id: CaseId): Promise<void> => {
	const send = (await desk.store.load(id))?.sends.at(-1)?.id ?? 'send_none0000000000000000000000'
	desk.pass(MINUTE)
	await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
	await applyCommand(desk, id, { kind: 'recordSent', send })
}

describe('an end of who waits', () => {
	it('is only by who was shown their words, three in ten minutes alone, then by two', async ({ desk }) => {
		const ids = await Promise.all(Array.from({ length: 9 }, (_, number) => written(desk, number)))
		const [unread] = ids
		if (unread === undefined) throw new Error('no case')
		expect(typeOf(await end(desk, unread, THANKS))).toEqual([409, 'not-read'])
		const answers: unknown[] = []
		for (const id of ids) {
			await look(desk, id)
			answers.push(typeOf(await end(desk, id, THANKS)))
		}
		expect(answers).toEqual([
			...Array.from({ length: 3 }, () => [200, '']),
			...Array.from({ length: 6 }, () => [409, 'second-person']),
		])
		const listed = await desk.ask('GET /api/closings', lead)
		expect(new Set(itemsOf(listed).map((item) => item.case))).toEqual(new Set(ids))
		expect(listed.text).not.toContain('emil')
		expect(listed.text).not.toContain((await desk.roster.find('emil'))?.key)
		const today = await desk.ask('GET /api/closings?unanswered=today', lead)
		expect(itemsOf(today)).toHaveLength(3)
		expect(itemsOf(today)[0]).toEqual({
			case: expect.stringMatching(/^case_/),
			number: expect.any(String),
			version: expect.any(Number),
			state: 'closed',
			outcome: 'noRequest',
			reason: 'thanks',
			at: expect.any(String),
		})
		const lines = desk.lines.filter((line) => line.includes('UnansweredClosings'))
		expect(lines.filter((line) => line.includes('"UnansweredClosings":1'))).toHaveLength(3)
		expect(desk.lines.filter((line) => line.includes('CASE_CLOSED_UNANSWERED')).join()).not.toContain('agent_')
	})
	it('is counted for ten minutes, and each case once', async ({ desk }) => {
		const ids = await Promise.all(Array.from({ length: 5 }, (_, number) => written(desk, number)))
		for (const id of ids) await look(desk, id)
		const [first, second, third, fourth, fifth] = ids
		for (const id of [first, second, third]) if (id) expect((await end(desk, id, THANKS)).status).toBe(200)
		if (fourth === undefined || fifth === undefined) throw new Error('no case')
		expect(typeOf(await end(desk, fourth, THANKS))).toEqual([409, 'second-person'])
		desk.pass(10 * MINUTE)
		expect((await end(desk, fifth, THANKS)).status).toBe(200)
		expect((await end(desk, fourth, THANKS)).status).toBe(200)
	})
	it('is counted for who closes, also where all come at once', async ({ desk }) => {
		const ids = await Promise.all(Array.from({ length: 7 }, (_, number) => written(desk, number)))
		for (const id of ids) await look(desk, id)
		const answers = await Promise.all(ids.map((id) => end(desk, id, THANKS)))
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
		const other = await written(desk, 8)
		await look(desk, other, 'fatma')
		expect((await end(desk, other, THANKS, { as: 'fatma' })).status).toBe(200)
	})
	it('is not of words that came after they looked', async ({ desk }) => {
		const id = await desk.writes()
		await look(desk, id)
		await desk.writes()
		expect(typeOf(await end(desk, id, THANKS))).toEqual([409, 'not-read'])
		expect(typeOf(await command(desk, id, 'answered-by-hand'))).toEqual([409, 'not-read'])
		await look(desk, id)
		expect((await command(desk, id, 'answered-by-hand')).body.case).toMatchObject({ unanswered: 0 })
	})
	it('counts beside the closings of one agent, where it was answered elsewhere: then a colleague says so', async ({
		desk,
	}) => {
		const closed = await written(desk, 1)
		await look(desk, closed)
		expect((await end(desk, closed, THANKS)).status).toBe(200)
		const answers = []
		for (const number of [2, 3, 4]) {
			const id = await written(desk, number)
			await look(desk, id)
			answers.push({ id, ...(await command(desk, id, 'answered-by-hand')) })
		}
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 409])
		const [, , refused] = answers
		expect(refused?.body.type).toBe('urn:hilft:problem:colleague-needed')
		expect(refused?.body.case).toMatchObject({ unanswered: 1 })
		const id = refused?.id
		if (id === undefined) throw new Error('nothing was refused')
		await look(desk, id, 'ben')
		const version = (await desk.store.load(id))?.version
		const said = await desk.ask(`POST /api/cases/${id}/answered-by-hand`, { as: 'ben', body: { version } })
		expect(said.body.case).toMatchObject({ unanswered: 0 })
	})
	it('is the same for a repeat under one key', async ({ desk }) => {
		const id = await desk.writes()
		await look(desk, id)
		const body = { version: 2, ...SPAM }
		const ask = () =>
			desk.ask(`POST /api/cases/${id}/outcome`, { as: 'emil', headers: { 'Idempotency-Key': 'one' }, body })
		const [first, second] = [await ask(), await ask()]
		expect([typeOf(first), second.body]).toEqual([[409, 'second-person'], first.body])
		expect(desk.factsOf(id).filter((kind) => kind === 'ClosingProposed')).toHaveLength(1)
	})
})

describe('an end that two decide', () => {
	const proposed = async (desk: DeskPlace) => {
		const id = await desk.writes()
		await look(desk, id)
		const answer = await end(desk, id, SPAM)
		expect(typeOf(answer)).toEqual([409, 'second-person'])
		expect(answer.body).toMatchObject({
			possible: [{ way: 'approval' }, { way: 'refusal' }],
			case: { state: 'open', closing: { state: 'proposed', outcome: 'spamOrAbuse', reason: 'spam' } },
		})
		return id
	}
	it('is never decided by who proposed it, nor by who did not read the case', async ({ desk }) => {
		const id = await proposed(desk)
		for (const name of ['outcome/approval', 'outcome/refusal'])
			expect(typeOf(await command(desk, id, name))).toEqual([409, 'own-proposal'])
		expect(typeOf(await command(desk, id, 'outcome/approval', {}, { as: 'ben' }))).toEqual([409, 'not-read'])
		expect(typeOf(await command(desk, id, 'outcome/approval', {}, { as: 'tina', role: 'trainee' }))).toEqual([
			403,
			'role-forbidden',
		])
		expect((await desk.store.load(id))?.state).toBe('open')
	})
	it('is approved by another, and the timeline names both', async ({ desk }) => {
		const id = await proposed(desk)
		await look(desk, id, 'ben')
		const { body } = await command(desk, id, 'outcome/approval', {}, { as: 'ben' })
		expect(body.case).toMatchObject({ state: 'closed', outcome: 'spamOrAbuse', reason: 'spam' })
		const { timeline } = (await look(desk, id, 'ben')).body
		expect(timeline).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ kind: 'closingProposed', agent: 'emil', outcome: 'spamOrAbuse', reason: 'spam' }),
				expect.objectContaining({ kind: 'closingApproved', agent: 'ben' }),
				expect.objectContaining({ kind: 'caseClosed', agent: 'ben' }),
			]),
		)
		expect(itemsOf(await desk.ask('GET /api/closings?proposed=true', { as: 'anna' }))).toEqual([])
		expect(itemsOf(await desk.ask('GET /api/closings', lead))).toMatchObject([{ case: id, state: 'closed' }])
	})
	it('is refused by another, and over once the customer writes', async ({ desk }) => {
		const id = await proposed(desk)
		expect(itemsOf(await desk.ask('GET /api/closings', { as: 'anna' }))).toMatchObject([
			{ case: id, state: 'proposed' },
		])
		expect((await command(desk, id, 'outcome/refusal', {}, { as: 'ben' })).body.case).not.toHaveProperty('closing')
		expect(typeOf(await command(desk, id, 'outcome/refusal', {}, { as: 'ben' }))).toEqual([409, 'no-closing-proposed'])
		await end(desk, id, SPAM)
		await desk.writes()
		await look(desk, id, 'ben')
		expect(typeOf(await command(desk, id, 'outcome/approval', {}, { as: 'ben' }))).toEqual([409, 'no-closing-proposed'])
	})
	it('is proposed for many at once, one by one, and nothing else is', async ({ desk }) => {
		const ids = await Promise.all(Array.from({ length: 4 }, (_, number) => written(desk, number)))
		const [read, alsoRead, unread, changed] = ids
		for (const id of [read, alsoRead, changed]) if (id) await look(desk, id)
		const body = (outcome: object) => ({
			...outcome,
			cases: [
				...ids.map((id) => ({ id, version: id === changed ? 1 : 2 })),
				{ id: `case_${'0'.repeat(26)}`, version: 1 },
			],
		})
		const answer = await desk.ask('POST /api/closings', { as: 'emil', body: body(SPAM) })
		expect(itemsOf(answer).map(({ id, state, type }) => [id, state, type])).toEqual([
			[read, 'proposed', undefined],
			[alsoRead, 'proposed', undefined],
			[unread, 'refused', 'urn:hilft:problem:not-read'],
			[changed, 'refused', 'urn:hilft:problem:stale-version'],
			[`case_${'0'.repeat(26)}`, 'refused', 'urn:hilft:problem:case-unknown'],
		])
		for (const outcome of caseOutcomeSchema.options.filter((one) => !CLOSINGS[one].bySecond)) {
			const refused = await desk.ask('POST /api/closings', { as: 'emil', body: body({ outcome }) })
			expect([outcome, ...typeOf(refused)]).toEqual([outcome, 422, 'not-in-bulk'])
		}
		const many = { ...SPAM, cases: Array.from({ length: 51 }, () => ({ id: read, version: 2 })) }
		expect(typeOf(await desk.ask('POST /api/closings', { as: 'emil', body: many }))).toEqual([422, 'body-invalid'])
	})
	it('is listed for every agent, what was closed unanswered for leads alone', async ({ desk }) => {
		expect(typeOf(await desk.ask('GET /api/closings?unanswered=today', { as: 'anna' }))).toEqual([
			403,
			'role-forbidden',
		])
		expect((await desk.ask('GET /api/closings?proposed=true', { as: 'anna' })).status).toBe(200)
		const id = await desk.writes()
		await look(desk, id)
		await end(desk, id, THANKS)
		expect(itemsOf(await desk.ask('GET /api/closings?unanswered=today', lead))).toMatchObject([{ case: id }])
		desk.pass(DAY)
		expect(itemsOf(await desk.ask('GET /api/closings?unanswered=today', lead))).toEqual([])
	})
})

describe('outcome and reason', () => {
	type Pairs = {
		readonly properties: {
			readonly outcome: { readonly const: string }
			readonly reason?: { readonly enum: string[] } | undefined
		}
		readonly required?: readonly string[] | undefined
	}
	it('are accepted exactly as the description says', async ({ desk }) => {
		const { body } = await desk.ask('GET /api/openapi.json')
		const components = body.components as { schemas: Record<string, { oneOf: readonly Pairs[] }> }
		const rows = components.schemas.OutcomeBody?.oneOf ?? []
		expect(rows.map(({ properties }) => properties.outcome.const)).toEqual(caseOutcomeSchema.options)
		let number = 0
		for (const { properties, required } of rows)
			for (const reason of [undefined, ...unansweredReasonSchema.options]) {
				number += 1
				const id = await written(desk, number)
				await look(desk, id)
				const isDescribed =
					reason === undefined ? required === undefined : properties.reason?.enum.includes(reason) === true
				const outcome = properties.outcome.const
				const [status, type] = typeOf(await end(desk, id, { outcome, reason }, { as: 'emil' }))
				expect([outcome, reason, type !== 'outcome-mismatch']).toEqual([outcome, reason, isDescribed])
				if (!isDescribed) expect(status).toBe(422)
			}
	})
	it('that do not fit are told with those that do', async ({ desk }) => {
		const id = await desk.writes()
		const { body } = await end(desk, id, { outcome: 'helped', reason: 'spam' })
		expect(body).toMatchObject({ errors: [{ field: 'reason', code: 'mismatch' }] })
		expect(body.possible).toContainEqual({ outcome: 'helped', ...pick(CLOSINGS.helped) })
	})
	it('need what proves them', async ({ desk }) => {
		const id = await desk.writes()
		await look(desk, id)
		const elsewhere = { outcome: 'helped', reason: 'answeredElsewhere' }
		expect(typeOf(await end(desk, id, elsewhere))).toEqual([422, 'evidence-needed'])
		expect(typeOf(await end(desk, id, { outcome: 'unreachable' }))).toEqual([422, 'evidence-needed'])
		const withdrawn = { outcome: 'withdrawnByCustomer' }
		expect(typeOf(await end(desk, id, withdrawn))).toEqual([422, 'evidence-needed'])
		const foreign = { ...withdrawn, message: `msg_${'0'.repeat(26)}` }
		expect(typeOf(await end(desk, id, foreign))).toEqual([404, 'message-unknown'])
		const message = (await desk.store.load(id))?.lastMessage?.message
		const closed = await end(desk, id, { ...withdrawn, message })
		expect(closed.body.case).toMatchObject({ state: 'closed', outcome: 'withdrawnByCustomer' })
		expect((await look(desk, id)).body.timeline).toContainEqual(
			expect.objectContaining({ kind: 'caseClosed', outcome: 'withdrawnByCustomer', message }),
		)
	})
	const pick = ({ answered, unanswered, whenSent }: (typeof CLOSINGS)['helped']) => ({ answered, unanswered, whenSent })
})

describe('an end when the answer was sent', () => {
	const WHEN_SENT = { when: 'sent', outcome: 'helped' } as const
	it('leaves the case open until then, and closes it without a reason', async ({ desk }) => {
		const id = await desk.writes()
		expect(typeOf(await end(desk, id, WHEN_SENT))).toEqual([409, 'no-answer-queued'])
		await reply(desk, id)
		const queued = await end(desk, id, WHEN_SENT)
		expect(queued.body.case).toMatchObject({ state: 'open', closing: { state: 'whenSent', outcome: 'helped' } })
		await sends(desk, id)
		const { body } = await look(desk, id)
		expect(body.case).toMatchObject({ state: 'closed', outcome: 'helped', unanswered: 0 })
		expect(body.case).not.toHaveProperty('reason')
		expect(body.timeline).toContainEqual(expect.objectContaining({ kind: 'caseClosed', agent: 'emil' }))
		expect(itemsOf(await desk.ask('GET /api/closings', lead))).toEqual([])
	})
	it('has no reason, and only an outcome that an answer brings', async ({ desk }) => {
		const id = await desk.writes()
		await reply(desk, id)
		for (const body of [
			{ ...WHEN_SENT, reason: 'thanks' },
			{ when: 'sent', outcome: 'spamOrAbuse' },
		])
			expect(typeOf(await end(desk, id, body))).toEqual([422, 'outcome-mismatch'])
	})
	it.for(['message', 'withdrawn', 'failed'] as const)('does not come after %s', async (why, { desk }) => {
		const id = await desk.writes()
		const answer = await reply(desk, id)
		await end(desk, id, WHEN_SENT)
		const send = (await desk.store.load(id))?.sends.at(-1)?.id
		if (send === undefined) throw new Error('no send')
		if (why === 'message') {
			await desk.writes()
			await sends(desk, id)
		} else if (why === 'withdrawn')
			await command(desk, id, `replies/${(answer.body.reply as { id: string }).id}/withdrawal`)
		else {
			desk.pass(MINUTE)
			await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
			const invitation = 'send_00000000000000000000000009'
			await applyCommand(desk, id, { kind: 'recordFailure', send, attempt: 1, reason: 'rejected', invitation })
		}
		const { body } = await look(desk, id)
		expect(body.case).toMatchObject({ state: 'open', turn: 'ours', unanswered: 1 })
		expect(body.case).not.toHaveProperty('closing')
		expect(body.timeline).toContainEqual(expect.objectContaining({ kind: 'closeDropped', reason: why }))
	})
})

describe('the turn', () => {
	const place = async (desk: DeskPlace, id: CaseId) =>
		itemsOf(await desk.ask('GET /api/queue?view=all', { as: 'anna' })).findIndex((row) => row.id === id)
	it('is ours after a pointer to the rules of the house, and after an invitation in one day of service', async ({
		desk,
	}) => {
		const angry = await desk.writes({ author: { id: '1' } })
		desk.pass(MINUTE)
		const invited = await desk.writes({ author: { id: '2' } })
		desk.pass(MINUTE)
		await desk.writes({ author: { id: '3' } })
		await reply(desk, angry, { purpose: 'netiquette' })
		await sends(desk, angry)
		await reply(desk, invited, { purpose: 'invitation', overrides: [{ warning: 'identicalText', reason: 'meantSo' }] })
		await sends(desk, invited)
		expect((await look(desk, angry)).body.case).toMatchObject({ turn: 'ours', unanswered: 1 })
		// Sunday noon: the next day of service is Monday.
		expect((await look(desk, invited)).body.case).toMatchObject({
			turn: 'customer',
			turnUntil: '2026-11-23T12:03:00.000Z',
			unanswered: 1,
		})
		expect([await place(desk, angry), await place(desk, invited)]).toEqual([0, 1])
		desk.pass(DAY + HOUR)
		await applyCommand(desk, invited, { kind: 'lapse' })
		expect((await look(desk, invited)).body.case).toMatchObject({ turn: 'ours', unanswered: 1 })
		expect([await place(desk, angry), await place(desk, invited)]).toEqual([0, 1])
	})
	it('stays ours after an interim answer, with the date that was said', async ({ desk }) => {
		const id = await desk.writes()
		const until = '2026-11-24T10:00:00+01:00'
		const bad = [
			{ purpose: 'interim' },
			{ purpose: 'answer', until },
			{ purpose: 'interim', until: '2026-11-20T10:00:00Z' },
		]
		for (const body of bad) {
			const refused = await reply(desk, id, body)
			expect([refused.status, refused.body.errors]).toMatchObject([422, [{ field: 'until' }]])
		}
		await reply(desk, id, { purpose: 'interim', until })
		await sends(desk, id)
		const { body } = await look(desk, id)
		expect(body.case).toMatchObject({ turn: 'ours', dueAt: '2026-11-24T09:00:00.000Z', unanswered: 0 })
		expect(body.case).not.toHaveProperty('waitingSince')
		expect(await place(desk, id)).toBe(0)
		expect(body.timeline).toContainEqual(
			expect.objectContaining({ kind: 'reply', purpose: 'interim', until: '2026-11-24T09:00:00.000Z' }),
		)
	})
})

describe('what is said of a failure', () => {
	it('is by what was done: a hide that failed never asks for an answer by hand', async ({ desk }) => {
		const id = await desk.writes({ form: 'reply' })
		const message = (await desk.store.load(id))?.lastMessage?.message
		await command(desk, id, `messages/${message}/hide`)
		const send = (await desk.store.load(id))?.sends.at(-1)?.id
		if (send === undefined) throw new Error('no send')
		await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
		const invitation = 'send_00000000000000000000000009'
		await applyCommand(desk, id, { kind: 'recordFailure', send, attempt: 1, reason: 'forbidden', invitation })
		const timeline = (await look(desk, id)).body.timeline as { kind: string; delivery: unknown }[]
		const hidden = timeline.find(({ kind }) => kind === 'hideQueued')
		expect(hidden?.delivery).toMatchObject({
			state: 'failed',
			failure: 'forbidden',
			reason: FAILURE_WORDS.hide.forbidden,
		})
		for (const act of ['hide', 'show', 'correct', 'delete'] as const)
			for (const words of Object.values(FAILURE_WORDS[act])) expect(words).not.toContain('by hand')
	})
	it('tells of each act and failure what to do next', () => {
		for (const words of Object.values(FAILURE_WORDS))
			for (const failure of sendFailureSchema.options) expect(words[failure].split(/[.:] /).length).toBeGreaterThan(1)
	})
})
