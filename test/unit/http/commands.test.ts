import { describe, expect } from 'vitest'
import { caseViewSchema } from '#shared/desk/case-view-schema.ts'
import { HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

describe('commands', () => {
	it('claims, assigns and releases, and shows agents by their subjects', async ({ desk }) => {
		const id = await desk.writes()
		const claimed = await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna' })
		expect(claimed.status).toBe(200)
		expect(caseViewSchema().strict().parse(claimed.body.case)).toMatchObject({
			owner: 'anna',
			claimedBy: 'anna',
			version: 3,
		})
		const assigned = await desk.ask(`POST /api/cases/${id}/assign`, {
			as: 'anna',
			body: { version: 3, owner: 'ben', deputy: 'cem' },
		})
		expect(assigned.body.case).toMatchObject({ owner: 'ben', deputy: 'cem', version: 4 })
		expect(assigned.body.case).not.toHaveProperty('claimedBy')
		expect((await desk.ask(`POST /api/cases/${id}/release`, { as: 'anna', body: {} })).status).toBe(403)
		const released = await desk.ask(`POST /api/cases/${id}/release`, { as: 'ben', body: {} })
		expect(released.body.case).toMatchObject({ version: 5 })
		expect(released.body.case).not.toHaveProperty('owner')
	})

	it('sets form of address and language, and keeps a note with its words', async ({ desk }) => {
		const id = await desk.writes({ addressAndLanguage: { form: 'du', evidence: 'kannst du' } })
		await desk.ask(`POST /api/cases/${id}/address`, { as: 'anna', body: { version: 2, form: 'du' } })
		await desk.ask(`POST /api/cases/${id}/language`, { as: 'anna', body: { version: 3, language: 'en' } })
		const noted = await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text: ' Ruft selbst an ' } })
		expect(noted.body.case).toMatchObject({ address: { form: 'du' }, language: 'en', version: 5 })
		const shown = await desk.ask(`GET /api/cases/${id}`, { as: 'ada', role: 'auditor' })
		expect(shown.body.timeline).toContainEqual(
			expect.objectContaining({ kind: 'note', visibility: 'internal', agent: 'anna', text: 'Ruft selbst an' }),
		)
	})

	it('sets du only with the message that says it, or with a call on record', async ({ desk }) => {
		const id = await desk.writes()
		const [message] = (await desk.store.load(id))?.unanswered.first ?? []
		const other = await desk.writes({ author: { id: '78' }, addressAndLanguage: { form: 'du', evidence: 'du' } })
		const [foreign] = (await desk.store.load(other))?.unanswered.first ?? []
		const set = (body: object) =>
			desk.ask(`POST /api/cases/${id}/address`, { as: 'anna', body: { version: 2, form: 'du', ...body } })
		const typed = (status: number, code: string) => ({ status, body: { type: `urn:hilft:problem:${code}` } })
		expect(await set({})).toMatchObject(typed(422, 'evidence-needed'))
		expect(await set({ reason: 'wronglyDetected' })).toMatchObject(typed(422, 'evidence-needed'))
		expect(await set({ reason: 'askedOnThePhone' })).toMatchObject(typed(422, 'call-needed'))
		expect(await set({ message: message?.message })).toMatchObject(typed(422, 'evidence-needed'))
		expect(await set({ message: foreign?.message })).toMatchObject(typed(404, 'message-unknown'))
		expect(await set({ message: message?.message, reason: 'wronglyDetected' })).toMatchObject({
			status: 200,
			body: { case: { address: { form: 'du' } } },
		})
		expect(desk.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived', 'AddressFormSet'])
	})

	it('asks for data, sends again and takes back', async ({ desk }) => {
		const id = await desk.writes()
		const asked = await desk.ask(`POST /api/cases/${id}/data-requests`, {
			as: 'anna',
			body: { version: 2, fields: ['customerNumber', 'phone'] },
		})
		expect(asked.body.case).toMatchObject({
			turn: 'customer',
			dataRequest: { state: 'open', fields: ['customerNumber', 'phone'], message: { state: 'queued' } },
		})
		const again = await desk.ask(`POST /api/cases/${id}/data-requests`, {
			as: 'anna',
			body: { version: 4, fields: ['name'] },
		})
		expect(again.status).toBe(409)
		expect(again.body.type).toBe('urn:hilft:problem:request-open')
		const resent = await desk.ask(`POST /api/cases/${id}/data-requests/resend`, { as: 'anna', body: { version: 4 } })
		expect(resent.status).toBe(200)
		const revoked = await desk.ask(`POST /api/cases/${id}/data-requests/revoke`, { as: 'anna', body: { version: 5 } })
		expect(revoked.body.case).toMatchObject({ turn: 'ours', dataRequest: { state: 'revoked' } })
		const nothing = await desk.ask(`POST /api/cases/${id}/data-requests/resend`, { as: 'anna', body: { version: 6 } })
		expect([nothing.status, nothing.body.type]).toEqual([409, 'urn:hilft:problem:no-open-request'])
	})

	it('closes with a reason, and refuses to close without one while the customer has the last word', async ({
		desk,
	}) => {
		const id = await desk.writes()
		const refused = await desk.ask(`POST /api/cases/${id}/outcome`, {
			as: 'anna',
			body: { version: 2, outcome: 'helped' },
		})
		expect(refused.status).toBe(409)
		expect(refused.body).toMatchObject({
			type: 'urn:hilft:problem:unanswered-reason-needed',
			errors: [{ field: 'reason', code: 'missing' }],
		})
		await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		const closed = await desk.ask(`POST /api/cases/${id}/outcome`, {
			as: 'anna',
			body: { version: 2, outcome: 'noRequest', reason: 'thanks' },
		})
		expect(closed.body.case).toMatchObject({ state: 'closed', outcome: 'noRequest', reason: 'thanks', unanswered: 0 })
	})

	it('refuses a stale version with the case as it is now', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna' })
		const stale = await desk.ask(`POST /api/cases/${id}/language`, { as: 'anna', body: { version: 2, language: 'en' } })
		expect(stale.status).toBe(409)
		expect(stale.body).toMatchObject({
			type: 'urn:hilft:problem:stale-version',
			case: { id, version: 3, language: 'de' },
		})
	})

	it('refuses a case that another agent holds, and says who', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna' })
		const refused = await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })
		expect(refused.status).toBe(409)
		expect(refused.body).toMatchObject({ type: 'urn:hilft:problem:claimed-by-other', claimedBy: 'anna' })
		desk.pass(21 * MINUTE)
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })).status).toBe(200)
	})

	it.for([
		['data-requests', { version: 2, fields: ['pin', 'phone'] }, 'fields[0]', 'unknownValue'],
		['data-requests', { version: 2, fields: [] }, 'fields', 'tooSmall'],
		['data-requests', { version: 2 }, 'fields', 'missing'],
		['data-requests', { fields: ['phone'] }, 'version', 'missing'],
		['data-requests', { version: 2, fields: ['phone'], iban: true }, 'iban', 'unknownField'],
		['data-requests/resend', {}, 'version', 'missing'],
		['data-requests/revoke', { version: '2' }, 'version', 'wrongType'],
		['assign', { version: 2, owner: '' }, 'owner', 'malformed'],
		['assign', { version: 2 }, 'owner', 'missing'],
		['assign', { version: 2, owner: 'ben', team: 'nord' }, 'team', 'invalid'],
		['assign', { version: 2, team: 'nord', deputy: 'ben' }, 'deputy', 'invalid'],
		['assign', { version: 2, team: 'Team Nord' }, 'team', 'malformed'],
		['assign', { version: 2, owner: 'ben', note: 'x'.repeat(501) }, 'note', 'tooBig'],
		['take-over', { reason: 'x'.repeat(501) }, 'reason', 'tooBig'],
		['take-over', { reason: ' ' }, 'reason', 'tooSmall'],
		['address', { version: 2, form: 'ihr' }, 'form', 'unknownValue'],
		['language', { version: 2, language: 'fr' }, 'language', 'unknownValue'],
		['outcome', { version: 2, outcome: 'helped', reason: 'tired' }, 'reason', 'unknownValue'],
		['notes', { text: '  ' }, 'text', 'tooSmall'],
		['claim', { version: 0 }, 'version', 'tooSmall'],
		['release', [], '', 'wrongType'],
	] as const)('refuses %s with %j, naming the field', async ([command, body, field, code], { desk }) => {
		const id = await desk.writes()
		const answer = await desk.ask(`POST /api/cases/${id}/${command}`, { as: 'anna', body })
		expect(answer.status).toBe(422)
		expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
		expect(answer.body).toMatchObject({ type: 'urn:hilft:problem:body-invalid', errors: [{ field, code }] })
		expect(desk.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived'])
	})

	it.for(['claim', 'release', 'notes', 'assign', 'take-over', 'data-requests', 'outcome'])(
		'refuses %s to an auditor, and for a case that is not there',
		async (command, { desk }) => {
			const bodies: Record<string, object> = {
				notes: { text: 'x' },
				assign: { version: 1, owner: 'ben' },
				'data-requests': { version: 1, fields: ['name'] },
				outcome: { version: 1, outcome: 'helped' },
			}
			const body = bodies[command] ?? {}
			const id = await desk.writes()
			const auditor = await desk.ask(`POST /api/cases/${id}/${command}`, { as: 'ada', role: 'auditor', body })
			expect([auditor.status, auditor.body.type]).toEqual([403, 'urn:hilft:problem:role-forbidden'])
			for (const unknown of [`case_${'0'.repeat(26)}`, 'case_', '..%2f..', 'x'.repeat(300)]) {
				const answer = await desk.ask(`POST /api/cases/${unknown}/${command}`, { as: 'anna', body })
				expect([unknown, answer.status, answer.body.type]).toEqual([unknown, 404, 'urn:hilft:problem:case-unknown'])
			}
			expect(desk.factsOf(id)).toHaveLength(2)
		},
	)
})

describe('who has a case', () => {
	const claimedBy = async (desk: DeskPlace, name: string) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: name })
		return id
	}
	const leaves = (desk: DeskPlace, as: string) => desk.ask('PUT /api/agents/me/duty', { as, body: { state: 'away' } })
	const timelineOf = async (desk: DeskPlace, id: string) =>
		(await desk.ask(`GET /api/cases/${id}`, { as: 'ada', role: 'auditor' })).body.timeline

	it.for([
		[{ owner: 'gibtesnicht' }, 'agent-unknown', 'owner', 'unknown'],
		[{ owner: 'anna', deputy: 'gibtesnicht' }, 'agent-unknown', 'deputy', 'unknown'],
		[{ owner: 'ada' }, 'not-an-agent', 'owner', 'notAnAgent'],
		[{ owner: 'rita' }, 'not-an-agent', 'owner', 'notAnAgent'],
		[{ owner: 'nord' }, 'not-an-agent', 'owner', 'notAnAgent'],
		[{ owner: 'ben', deputy: 'cora' }, 'not-an-agent', 'deputy', 'notAnAgent'],
		[{ owner: 'ben', deputy: 'ben' }, 'deputy-is-owner', 'deputy', 'isOwner'],
		[{ team: 'ost' }, 'team-unknown', 'team', 'unknown'],
	] as const)('is never given to %j', async ([body, code, field, said], { desk }) => {
		const id = await claimedBy(desk, 'anna')
		desk.roster.seed('ada', { role: 'auditor' })
		desk.roster.seed('cora', { role: 'callcentre' })
		desk.roster.seed('rita')
		await desk.ask('POST /api/agents/rita/retirement', { as: 'otto', role: 'lead', body: {} })
		for (const [as, role] of [
			['anna', 'agent'],
			['lea', 'lead'],
		] as const) {
			const refused = await desk.ask(`POST /api/cases/${id}/assign`, { as, role, body: { version: 3, ...body } })
			expect(refused.status).toBe(422)
			expect(refused.body).toMatchObject({
				type: `urn:hilft:problem:${code}`,
				case: { id, owner: 'anna' },
				errors: [{ field, code: said }],
			})
		}
		expect(desk.factsOf(id)).toEqual(['CaseOpened', 'MessageReceived', 'CaseClaimed'])
	})

	it.for([
		['assign', { version: 3, owner: 'dora' }],
		['assign', { version: 3, team: 'nord' }],
		['take-over', { reason: 'Kenne die Kundin' }],
	] as const)('keeps it: %s with %j tells who that is, and what can be done', async ([path, body], { desk }) => {
		const id = await claimedBy(desk, 'anna')
		const refused = await desk.ask(`POST /api/cases/${id}/${path}`, { as: 'dora', body })
		expect(refused.status).toBe(409)
		expect(refused.body).toMatchObject({
			type: 'urn:hilft:problem:take-over-needed',
			owner: 'anna',
			claimedBy: 'anna',
			case: { id, version: 3 },
			possible: [{ way: 'release' }, { way: 'assign', by: 'lead' }, { way: 'takeOver', when: 'absent' }],
		})
		expect(desk.factsOf(id)).toHaveLength(3)
	})

	it('may hand it to a team, from where somebody claims it, and the team stays', async ({ desk }) => {
		const id = await claimedBy(desk, 'anna')
		desk.roster.seed('dora', { team: 'sued' })
		const given = await desk.ask(`POST /api/cases/${id}/assign`, {
			as: 'anna',
			body: { version: 3, team: 'sued', note: ' Wohnt in Passau ' },
		})
		expect(given.body.case).toMatchObject({ team: 'sued' })
		for (const none of ['owner', 'deputy', 'claimedBy']) expect(given.body.case).not.toHaveProperty(none)
		const claimed = await desk.ask(`POST /api/cases/${id}/claim`, { as: 'dora' })
		expect(claimed.body.case).toMatchObject({ owner: 'dora', claimedBy: 'dora', team: 'sued' })
		expect(await timelineOf(desk, id)).toContainEqual(
			expect.objectContaining({ kind: 'caseAssigned', agent: 'anna', team: 'sued', text: 'Wohnt in Passau' }),
		)
		expect(JSON.stringify(desk.facts.get(id))).not.toContain('Passau')
	})

	it('loses it while away, and the reason is kept as a note', async ({ desk }) => {
		const id = await claimedBy(desk, 'anna')
		await leaves(desk, 'anna')
		const call = { as: 'dora', body: { reason: 'Anna ist krank' }, headers: { 'Idempotency-Key': 'k-1' } }
		const taken = await desk.ask(`POST /api/cases/${id}/take-over`, call)
		expect(taken.body.case).toMatchObject({ owner: 'dora', version: 4 })
		expect(caseViewSchema().strict().parse(taken.body.case)).not.toHaveProperty('claimedBy')
		const entry = { kind: 'caseTakenOver', agent: 'dora', from: 'anna', reason: 'absent', text: 'Anna ist krank' }
		expect(await timelineOf(desk, id)).toContainEqual(expect.objectContaining(entry))
		expect((await desk.ask(`POST /api/cases/${id}/take-over`, call)).text).toBe(taken.text)
		const again = await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'dora', body: {} })
		expect([again.status, again.body.case?.version]).toEqual([200, 4])
		expect(JSON.stringify(desk.facts.get(id))).not.toContain('krank')
	})

	it('loses it by leaving for good', async ({ desk }) => {
		const id = await claimedBy(desk, 'anna')
		await desk.ask('POST /api/agents/anna/retirement', { as: 'lea', role: 'lead', body: {} })
		const taken = await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'dora', body: {} })
		expect(taken.body.case).toMatchObject({ owner: 'dora' })
	})

	it('loses it to a lead, and a case that nobody has is there for all', async ({ desk }) => {
		const id = await claimedBy(desk, 'anna')
		await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'lea', role: 'lead', body: {} })
		await desk.ask(`POST /api/cases/${id}/release`, { as: 'lea', role: 'lead' })
		const taken = await desk.ask(`POST /api/cases/${id}/take-over`, { as: 'ben', body: { version: 5 } })
		expect(taken.body.case).toMatchObject({ owner: 'ben' })
		const entries = await timelineOf(desk, id)
		expect(entries).toContainEqual(expect.objectContaining({ agent: 'lea', from: 'anna', reason: 'lead' }))
		expect(entries).toContainEqual(expect.objectContaining({ agent: 'ben', reason: 'released' }))
	})

	it.for([
		['assign', { version: 2, owner: 'ben', note: 'a\u0000b' }, 'note'],
		['take-over', { version: 2, reason: 'a\u0000b' }, 'reason'],
	] as const)('is told by %s in words that can be read, or not at all', async ([path, body, field], { desk }) => {
		const id = await desk.writes()
		const refused = await desk.ask(`POST /api/cases/${id}/${path}`, { as: 'anna', body })
		expect([refused.status, refused.body.type]).toEqual([422, 'urn:hilft:problem:text-invalid'])
		expect(refused.body.errors).toEqual([{ field, code: 'invalid' }])
		expect(desk.factsOf(id)).toHaveLength(2)
	})
})

describe('Idempotency-Key', () => {
	const key = { 'Idempotency-Key': 'k-1' }

	it('gives the same answer to a repeat and makes no second fact', async ({ desk }) => {
		const id = await desk.writes()
		const call = { as: 'anna', body: { version: 2, fields: ['phone'] }, headers: key }
		const first = await desk.ask(`POST /api/cases/${id}/data-requests`, call)
		desk.pass(HOUR)
		await desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text: 'dazwischen' } })
		const repeat = await desk.ask(`POST /api/cases/${id}/data-requests`, call)
		expect(repeat.status).toBe(200)
		expect(repeat.text).toBe(first.text)
		expect(desk.factsOf(id).filter((kind) => kind === 'DataRequested')).toHaveLength(1)
	})

	it('recognises repeats of commands without keys of their own', async ({ desk }) => {
		const id = await desk.writes()
		const calls = Array.from({ length: 3 }, () => desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: key }))
		const statuses = (await Promise.all(calls)).map(({ status }) => status).sort()
		expect(statuses[0]).toBe(200)
		expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
		expect(desk.factsOf(id).filter((kind) => kind === 'CaseClaimed')).toHaveLength(1)
	})

	it('refuses the key with another body or on another path, and keeps agents apart', async ({ desk }) => {
		const id = await desk.writes()
		const note = (text: string, as = 'anna') =>
			desk.ask(`POST /api/cases/${id}/notes`, { as, body: { text }, headers: key })
		expect((await note('eins')).status).toBe(200)
		const other = await note('zwei')
		expect([other.status, other.body.type]).toEqual([422, 'urn:hilft:problem:idempotency-key-reused'])
		expect((await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: key })).status).toBe(422)
		expect((await note('zwei', 'ben')).status).toBe(200)
		expect(desk.factsOf(id).filter((kind) => kind === 'NoteWritten')).toHaveLength(2)
	})

	it('forgets a key after a day, and never gives the same keys to two commands', async ({ desk }) => {
		const id = await desk.writes()
		const note = () => desk.ask(`POST /api/cases/${id}/notes`, { as: 'anna', body: { text: 'x' }, headers: key })
		await note()
		desk.pass(25 * HOUR)
		expect((await note()).status).toBe(200)
		expect(desk.factsOf(id).filter((kind) => kind === 'NoteWritten')).toHaveLength(2)
	})

	it('runs a refused command again', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })
		const claim = () => desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: key })
		expect((await claim()).status).toBe(409)
		desk.pass(21 * MINUTE)
		expect((await claim()).status).toBe(200)
	})

	it('retries after a crash between the facts and the note of them, without a second fact', async ({ desk }) => {
		const id = await desk.writes()
		const { replace } = desk.idempotency
		const failing = desk.idempotency as { replace: typeof replace }
		failing.replace = async () => {
			throw new RetryLaterError('transactionRefused')
		}
		const claim = () => desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: key })
		const crashed = await claim()
		expect([crashed.status, crashed.headers.get('Retry-After')]).toEqual([503, '1'])
		failing.replace = replace
		const soon = await claim()
		expect([soon.status, soon.body.type]).toEqual([409, 'urn:hilft:problem:idempotency-key-in-progress'])
		desk.pass(30 * SECOND)
		expect((await claim()).body.case).toMatchObject({ version: 3, claimedBy: 'anna' })
		expect(desk.factsOf(id).filter((kind) => kind === 'CaseClaimed')).toHaveLength(1)
	})

	it('retries after a crash before the facts', async ({ desk }) => {
		const id = await desk.writes()
		const { commit } = desk.store
		const failing = desk.store as { commit: typeof commit }
		failing.commit = async () => {
			throw new RetryLaterError('transactionRefused', { delaySeconds: 7 })
		}
		const claim = () => desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: key })
		const crashed = await claim()
		expect([crashed.status, crashed.headers.get('Retry-After')]).toEqual([503, '7'])
		failing.commit = commit
		expect((await claim()).status).toBe(200)
		expect(desk.factsOf(id).filter((kind) => kind === 'CaseClaimed')).toHaveLength(1)
	})

	it.for(['', 'zwei worte', 'x'.repeat(129)])('refuses the ill-formed key %j', async (bad, { desk }) => {
		const id = await desk.writes()
		const answer = await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', headers: { 'Idempotency-Key': bad } })
		expect(answer.status).toBe(400)
		expect(answer.body).toMatchObject({ errors: [{ field: 'Idempotency-Key', code: 'malformed' }] })
	})
})
