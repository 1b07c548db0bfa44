import { describe, expect } from 'vitest'
import { caseOutcomeSchema, unansweredReasonSchema } from '#shared/cases/codes.ts'
import { CASE_ACTS } from '#shared/desk/case-acts.ts'
import { addMilliseconds, DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { caseIt as it } from '#test/fixtures/desk-case-samples.ts'

const REASONS = [undefined, ...unansweredReasonSchema.options]

describe('what somebody may do with a case', () => {
	it('is asked for each act by the operation of the API that does it', ({ place }) => {
		const allows = place.allows('lead')
		for (const act of CASE_ACTS) expect(allows(act), act).toBe(true)
	})

	it('is what the decider would say: the same as when they try', async ({ place }) => {
		const { desk, act, show } = place
		const id = await desk.writes()
		await act(id, 'assign', { owner: 'ben' }, 'lea')
		await act(id, 'claim', {}, 'ben')
		const { hindrances } = (await show(id)).beside
		expect(hindrances).toMatchObject({
			claim: 'claimedByOther',
			assign: 'takeOverNeeded',
			takeOver: 'takeOverNeeded',
			release: 'notYours',
			promises: 'claimedByOther',
			readCustomerData: 'notYours',
			clearFollowUp: 'noFollowUp',
			dataRequestsRevoke: 'noOpenRequest',
			outcomeApproval: 'closingNotProposed',
		})
		expect(hindrances.notes).toBeUndefined()
		expect(hindrances.calls).toBeUndefined()
		for (const [path, type] of [
			['claim', 'claimed-by-other'],
			['take-over', 'take-over-needed'],
			['release', 'not-yours'],
		])
			await expect(act(id, path ?? '')).rejects.toThrow(type)
		expect((await show(id, { as: 'lea' })).beside.hindrances).toMatchObject({ takeOver: undefined, assign: undefined })
	})

	it('needs the role besides, whatever the case', async ({ place }) => {
		const { desk, show } = place
		const id = await desk.writes()
		const { hindrances: auditors } = (await show(id, { as: 'ada' })).beside
		expect(Object.entries(auditors).filter(([, why]) => why !== 'roleForbidden')).toEqual([])
		const { hindrances, viewer } = (await show(id, { as: 'tim' })).beside
		expect(viewer).toEqual({ sub: 'tim', isTrainee: true, isLead: false })
		expect(hindrances).toMatchObject({
			claim: undefined,
			replies: undefined,
			notes: undefined,
			outcome: 'roleForbidden',
			promises: 'roleForbidden',
			takeDanger: 'roleForbidden',
		})
	})

	it.for([false, true])('offers exactly the ends that the API accepts, answered: %s', async (isAnswered, { place }) => {
		const { desk, act, ends, show, lastMessage } = place
		const overrides = [{ warning: 'identicalText', reason: 'meantSo' }]
		let people = 0
		/** A case like all others, and the only one that was closed in a while. */
		const another = async () => {
			people += 1
			desk.pass(11 * MINUTE)
			const id = await desk.writes({ author: { id: `8${people}` } })
			if (!isAnswered) return id
			await act(id, 'replies', { visibility: 'public', text: 'Guten Tag, das ist erledigt.', overrides })
			await ends(id, 'sent')
			return id
		}
		const { endings } = (await show(await another())).beside
		const accepted: string[] = []
		for (const outcome of caseOutcomeSchema.options)
			for (const reason of REASONS) {
				const id = await another()
				await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
				const message = outcome === 'withdrawnByCustomer' ? await lastMessage(id) : undefined
				const version = (await desk.store.load(id))?.version
				const { status, body } = await desk.ask(`POST /api/cases/${id}/outcome`, {
					as: 'anna',
					body: { version, outcome, reason, message },
				})
				const isProposed = body.type === 'urn:hilft:problem:second-person'
				if (status < 400 || isProposed) accepted.push(`${outcome} ${reason ?? 'none'}`)
				expect(endings.now.find((one) => one.outcome === outcome)?.bySecond ?? false).toBe(
					isProposed || outcome === 'spamOrAbuse' || outcome === 'toldByIncident',
				)
			}
		const offered = endings.now.flatMap(({ outcome, reasons }) => reasons.map((reason) => `${outcome} ${reason}`))
		expect(offered.toSorted()).toEqual(accepted.toSorted())
		expect(offered.length).toBeGreaterThan(5)
	})

	it('closes with an answer as long as nothing is owed', async ({ place }) => {
		const { desk, act, show } = place
		const id = await desk.writes()
		expect((await show(id)).beside.endings).toMatchObject({
			whenSent: ['helped', 'notHelped', 'noRequest', 'notOurs'],
			isAnswerQueued: false,
		})
		await act(id, 'replies', { visibility: 'public', text: 'Guten Tag.' })
		expect((await show(id)).beside.endings.isAnswerQueued).toBe(true)
		await act(id, 'promises', { kind: 'callBack', dueAt: addMilliseconds(desk.clock.now(), HOUR) })
		expect((await show(id)).beside.endings).toMatchObject({ whenSent: [], now: [], hindrance: 'promiseOpen' })
	})
})

describe('the ways of answering', () => {
	it('tell whom each reaches, and of the closed ones why, before anybody writes', async ({ place }) => {
		const { desk, show } = place
		const id = await desk.writes({ network: 'facebook', accountId: '2001', form: 'comment' })
		const { ways } = (await show(id)).beside
		expect(ways).toMatchObject([
			{ way: 'public', reaches: { channel: 'facebook', name: 'Erika Muster', text: 'Mein Anschluss ist tot' } },
			{ way: 'private', reaches: { channel: 'facebook' }, until: addMilliseconds(desk.clock.now(), 7 * DAY) },
			{
				way: 'mail',
				refused: { refusal: 'noConfirmedAddress', possible: [{ visibility: 'public' }, { visibility: 'private' }] },
			},
		])
		expect(ways.slice(0, 2).map(({ refused }) => refused)).toEqual([undefined, undefined])
		desk.pass(8 * DAY)
		expect((await show(id)).beside.ways[1]).toMatchObject({
			way: 'private',
			refused: { refusal: 'windowClosed', possible: [{ visibility: 'public' }] },
		})
	})

	it('say what keeps a network from taking an answer', async ({ place }) => {
		const { desk, show } = place
		const id = await desk.writes({ network: 'facebook', accountId: '2001', form: 'groupMention' })
		const { ways, hindrances } = (await show(id)).beside
		expect(ways[0]).toMatchObject({ refused: { refusal: 'answerByHand', why: 'notOurPage', possible: [] } })
		expect(ways[1]).toMatchObject({ refused: { refusal: 'neverOpen', possible: [] } })
		expect(hindrances).toMatchObject({ dataRequests: 'answerByHand' })
	})

	it('are closed to who cannot act on the case, but not to who only proposes', async ({ place }) => {
		const { desk, act, show } = place
		const id = await desk.writes()
		await act(id, 'claim', {}, 'ben')
		expect((await show(id)).beside.ways[0]?.refused).toEqual({ refusal: 'claimedByOther' })
		expect((await show(id, { as: 'tim' })).beside.ways[0]?.refused).toBeUndefined()
	})

	it('answer the message that was chosen', async ({ place }) => {
		const { desk, show } = place
		const id = await desk.writes({ text: 'Die erste Frage' })
		const to = await place.lastMessage(id)
		desk.pass(MINUTE)
		await desk.writes({ text: 'Die zweite Frage' })
		expect((await show(id)).beside.ways[0]?.reaches?.text).toBe('Die zweite Frage')
		expect((await show(id, { query: { to } })).beside.ways[0]?.reaches).toMatchObject({
			text: 'Die erste Frage',
			message: to,
		})
	})
})

describe('what else stands beside a case', () => {
	it('are the viewer’s own drafts, the person’s other cases, who works here, and when service is', async ({
		place,
	}) => {
		const { desk, act, ends, show } = place
		const first = await desk.writes()
		await act(first, 'replies', { visibility: 'public', text: 'Guten Tag.', closing: { outcome: 'helped' } })
		await ends(first, 'sent')
		desk.pass(20 * DAY)
		const id = await desk.writes()
		await act(id, 'drafts/private', { text: 'Von mir' }, 'anna', 'PUT')
		await act(id, 'drafts/private', { text: 'Von Ben' }, 'ben', 'PUT')
		const { beside } = await show(id)
		expect(beside.drafts).toMatchObject({ private: { text: 'Von mir' } })
		expect(Object.keys(beside.drafts)).toEqual(['private'])
		expect(beside.earlier).toMatchObject([{ state: 'closed', outcome: 'helped' }])
		expect(beside.people).toContainEqual({
			sub: 'cem',
			name: 'Cem Çelik',
			team: 'nord',
			isWorking: true,
			isHere: false,
		})
		expect(beside.teams).toEqual(['nord', 'sued'])
		expect(beside.moments).toHaveLength(4)
		expect(beside.moments.every((at) => at > desk.clock.now())).toBe(true)
	})

	it('is why a case is hard', async ({ place }) => {
		const { desk, show } = place
		const id = await desk.writes({ text: 'Ich gehe damit zum Anwalt.' })
		expect((await show(id)).beside.hard).toEqual(['lawyer'])
		desk.pass(15 * DAY)
		expect((await show(id)).beside.hard).toEqual(['old', 'lawyer'])
	})
})

describe('an answer that closes', () => {
	it('is queued with the end, or neither is; a trainee ends nothing', async ({ place }) => {
		const { desk, act } = place
		const id = await desk.writes()
		await act(id, 'promises', { kind: 'callBack', dueAt: addMilliseconds(desk.clock.now(), HOUR) })
		const said = { visibility: 'public', text: 'Guten Tag.', closing: { outcome: 'helped' } }
		await expect(act(id, 'replies', said)).rejects.toThrow('promise-open')
		expect((await desk.store.load(id))?.sends).toEqual([])
		await expect(act(id, 'replies', said, 'tim')).rejects.toThrow('role-forbidden')
	})
})
