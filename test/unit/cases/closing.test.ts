import { describe, expect, it } from 'vitest'
import { closingRefusals } from '#shared/cases/closing/decide.ts'
import { HEAD_SCHEMA } from '#shared/cases/state.ts'
import {
	ANNA,
	BEN,
	CASE,
	claim,
	close,
	decidedOn,
	doing,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	REQUEST,
	recordData,
	reply,
	requestData,
	sent,
	startSend,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const DAY = 24 * 60
const WEEK = 7 * DAY
const lapse = { kind: 'lapse' } as const
const withoutReason = close({ unansweredReason: undefined })

const asked = () => givenCase().after(1, requestData())
const closed = () => givenCase().after(1, close())
/** No fact passes a case on yet. */
const passedOn = () => ({ ...givenCase().state, turn: { who: 'backoffice', until: minute(10) } }) as const
const closedFact = (at: number) =>
	factAt('CaseClosed', at, {
		by: ANNA,
		outcome: 'helped',
		unansweredReason: 'answeredElsewhere',
		eraseAt: minute(3 * DAY),
	})

describe('the commands about the end of a case', () => {
	itRefuses(closingRefusals, {
		lapse: {},
		close: {
			unansweredReasonNeeded: { given: givenCase(), when: withoutReason, at: 1 },
			caseClosed: { given: closed(), when: close(), at: 3 },
			claimedByOther: { given: givenCase().after(1, claim(BEN)), when: close(), at: 2 },
		},
	})
})

describe('a case', () => {
	const opening = { number: '7K3M9QX', contact: keyOf('contact', 1), network: 'facebook' } as const
	it('opens as ours, with nobody waiting', () =>
		expect(given(factAt('CaseOpened', 0, opening)).state).toEqual({
			schema: HEAD_SCHEMA,
			id: CASE,
			version: 1,
			number: '7K3M9QX',
			state: 'open',
			openedAt: minute(0),
			turn: { who: 'ours' },
			contacts: [keyOf('contact', 1)],
			networks: ['facebook'],
			unanswered: { first: [], count: 0 },
			settledVersion: 0,
			language: 'de',
			requests: [],
			sends: [],
			reach: [],
			repliedPrivately: [],
			sentReplies: [],
			bouncedReplies: [],
			nativeAnswers: [],
			signals: [],
			foundData: [],
			holdsData: false,
		}))
	it('opens once', () => givenCase().happens(opened()).thenUnchanged())
	it('that is reopened is ours again, and as if it had not been closed', () => {
		const before = asked().after(2, close())
		before
			.happens(factAt('CaseReopened', 9))
			.thenChanged({ state: 'open', closedAt: undefined, outcome: undefined, eraseAt: undefined })
		const reopened = before.and(factAt('CaseReopened', 9))
		reopened.thenState({ turn: { who: 'ours' }, owner: ANNA })
		for (const gone of ['closedAt', 'outcome', 'eraseAt']) expect(reopened.state).not.toHaveProperty(gone)
	})
})

describe('a close', () => {
	it('takes the claim along, and says how the matter ended', () =>
		givenCase()
			.when(close(), 1)
			.then(factAt('CaseClaimed', 1, { by: ANNA }), closedFact(1)))
	it('needs no reason where nobody waits', () =>
		given(opened())
			.when(close({ outcome: 'noRequest', unansweredReason: undefined }), 1)
			.then(
				factAt('CaseClaimed', 1, { by: ANNA }),
				factAt('CaseClosed', 1, { by: ANNA, outcome: 'noRequest', eraseAt: minute(3 * DAY) }),
			))
	it('revokes an open request', () =>
		asked()
			.when(close(), 2)
			.then(factAt('RequestRevoked', 2, { by: ANNA, request: REQUEST }), closedFact(2)))
	it('leaves a request alone that has ended', () => asked().after(2, recordData()).when(close(), 3).then(closedFact(3)))
	it('leaves nobody waiting and nobody holding it', () =>
		givenCase()
			.after(1, claim())
			.happens(closedFact(2))
			.thenChanged({
				state: 'closed',
				closedAt: minute(2),
				outcome: 'helped',
				claim: undefined,
				unanswered: { first: [], count: 0 },
				waitingSince: undefined,
				settledVersion: 4,
			}))
	it('takes the turn back, so that nobody is looked after any more', () =>
		givenCase()
			.after(1, reply(), startSend(), sent())
			.and(closedFact(9))
			.thenState({ turn: { who: 'ours' } }))
	it('sets the time of the erasure where there is something to erase, only there', () => {
		asked()
			.after(2, close())
			.thenState({ state: 'closed', outcome: 'helped', eraseAt: minute(3 * DAY) })
		closed().thenWithout('eraseAt')
	})
})

describe('what lapses', () => {
	it('is a request at its end, not before, and the turn with it', () => {
		asked().when(lapse, WEEK).thenNothing()
		asked()
			.when(lapse, 1 + WEEK)
			.then(factAt('RequestExpired', 1 + WEEK, { request: REQUEST }))
		asked()
			.when(lapse, 1 + WEEK)
			.thenState({ turn: { who: 'ours' }, requests: [{ status: 'expired' }] })
		asked()
			.after(1 + WEEK, lapse)
			.when(lapse, 2 + WEEK)
			.thenNothing()
	})
	it("is the customer's turn after an answer", () => {
		const answered = givenCase().after(1, reply(), startSend(), sent())
		answered.when(lapse, 2 + WEEK).thenNothing()
		answered.when(lapse, 3 + WEEK).then(factAt('TurnLapsed', 3 + WEEK))
		answered.happens(factAt('TurnLapsed', 3 + WEEK)).thenChanged({ turn: { who: 'ours' } })
		answered
			.after(3 + WEEK, lapse)
			.when(lapse, 4 + WEEK)
			.thenNothing()
	})
	it("is the back office's turn at its end, not before", () => {
		expect(decidedOn(passedOn(), lapse, 9)).toEqual([])
		expect(decidedOn(passedOn(), lapse, 10)).toEqual(['TurnLapsed'])
		expect(doing(passedOn(), 10, lapse).turn).toEqual({ who: 'ours' })
	})
	it('is nothing while it is our turn', () =>
		givenCase()
			.and(message(2, 1))
			.when(lapse, 5 * WEEK)
			.thenNothing())
	it('is nothing in a closed case, however often it is asked', () => {
		closed().when(lapse, 9).thenNothing()
		closed()
			.when(lapse, 5 * WEEK)
			.thenNothing()
		asked()
			.and(closedFact(2))
			.when(lapse, 5 * WEEK)
			.thenNothing()
	})
})
