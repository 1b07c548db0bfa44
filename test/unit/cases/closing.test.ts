import { describe, expect, it } from 'vitest'
import { closingRefusals } from '#shared/cases/closing/decide.ts'
import { CLOSINGS } from '#shared/cases/closing/matrix.ts'
import { caseOutcomeSchema, unansweredReasonSchema } from '#shared/cases/codes.ts'
import { withConsequences } from '#shared/cases/consequences.ts'
import { HEAD_SCHEMA } from '#shared/cases/state.ts'
import {
	ANNA,
	answeredByHand,
	approveClosing,
	BEN,
	CASE,
	CEM,
	claim,
	close,
	closeWhenSent,
	confirmNative,
	decidedOn,
	doing,
	factAt,
	keyOf,
	makePromise,
	message,
	minute,
	opened,
	REQUEST,
	raiseDanger,
	recordData,
	recordFailed,
	refuseClosing,
	reply,
	requestData,
	SEND,
	seeNative,
	sent,
	startSend,
	unknown,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const DAY = 24 * 60
const WEEK = 7 * DAY
const lapse = { kind: 'lapse' } as const
const withoutReason = close({ outcome: 'helped', unansweredReason: undefined })
const elsewhere = close({ outcome: 'helped', unansweredReason: 'answeredElsewhere' })

const asked = () => givenCase().after(1, requestData())
const closed = () => givenCase().after(1, close())
/** No fact passes a case on yet. */
const passedOn = () => ({ ...givenCase().state, turn: { who: 'backoffice', until: minute(10) } }) as const
const closedFact = (at: number) =>
	factAt('CaseClosed', at, {
		by: ANNA,
		outcome: 'noRequest',
		unansweredReason: 'thanks',
		eraseAt: minute(3 * DAY),
	})
/** Nobody waits for an answer any more. */
const answered = () => givenCase().after(1, reply(), startSend(), sent())
const spam = (change: Parameters<typeof close>[0] = {}) =>
	close({ outcome: 'spamOrAbuse', unansweredReason: 'spam', ...change })
const proposed = () => givenCase().after(1, spam())
const proposedFact = (at: number) =>
	factAt('ClosingProposed', at, { by: ANNA, outcome: 'spamOrAbuse', unansweredReason: 'spam' })
/** An answer is on its way, and the case closes once it was sent. */
const closing = () => givenCase().after(1, reply(), closeWhenSent())

/** Anna's case with what the customer gave, a while after she last wrote. */
const annasWithData = () => givenCase().after(1, requestData(), recordData())

describe('the commands about the end of a case', () => {
	itRefuses(closingRefusals, {
		lapse: {},
		close: {
			outcomeMismatch: { given: givenCase(), when: close({ unansweredReason: 'spam' }), at: 1 },
			dangerOpen: { given: givenCase().after(1, raiseDanger()), when: close(), at: 2 },
			unansweredReasonNeeded: { given: givenCase(), when: withoutReason, at: 1 },
			evidenceNeeded: { given: givenCase(), when: elsewhere, at: 1 },
			notRead: { given: givenCase(), when: close({ seenVersion: 1 }), at: 1 },
			notYours: { given: annasWithData(), when: close({ by: BEN }), at: 60 },
			promiseOpen: { given: givenCase().after(1, makePromise()), when: close(), at: 2 },
			caseClosed: { given: closed(), when: close(), at: 3 },
			claimedByOther: { given: givenCase().after(1, claim(BEN)), when: close(), at: 2 },
		},
		closeWhenSent: {
			outcomeMismatch: {
				given: givenCase().after(1, reply()),
				when: closeWhenSent({ outcome: 'unreachable' }),
				at: 2,
			},
			dangerOpen: { given: givenCase().after(1, reply(), raiseDanger()), when: closeWhenSent(), at: 3 },
			noAnswerQueued: { given: answered(), when: closeWhenSent(), at: 4 },
			notYours: { given: annasWithData(), when: closeWhenSent({ by: BEN }), at: 60 },
			unansweredReasonNeeded: {
				given: givenCase().after(1, reply()).and(message(2, 2)),
				when: closeWhenSent(),
				at: 3,
			},
			caseClosed: { given: closed(), when: closeWhenSent(), at: 3 },
			promiseOpen: { given: givenCase().after(1, reply(), makePromise()), when: closeWhenSent(), at: 3 },
			claimedByOther: { given: givenCase().after(1, reply()), when: closeWhenSent({ by: BEN }), at: 2 },
		},
		approveClosing: {
			closingNotProposed: { given: givenCase(), when: approveClosing(), at: 1 },
			ownProposal: { given: proposed(), when: approveClosing(ANNA), at: 2 },
			dangerOpen: { given: proposed().after(2, raiseDanger()), when: approveClosing(), at: 3 },
			notRead: { given: proposed(), when: approveClosing(BEN, 1), at: 2 },
			caseClosed: { given: closed(), when: approveClosing(), at: 3 },
			promiseOpen: { given: proposed().after(2, makePromise()), when: approveClosing(), at: 40 },
			claimedByOther: { given: proposed().after(2, claim(CEM)), when: approveClosing(), at: 3 },
		},
		refuseClosing: {
			closingNotProposed: { given: givenCase(), when: refuseClosing(), at: 1 },
			ownProposal: { given: proposed(), when: refuseClosing(ANNA), at: 2 },
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
			parkedMails: [],
			settledVersion: 0,
			language: 'de',
			requests: [],
			sends: [],
			reach: [],
			repliedPrivately: [],
			sentReplies: [],
			bouncedReplies: [],
			promises: [],
			endedPromises: [],
			brokenPromises: 0,
			calls: [],
			nativeAnswers: [],
			netiquette: [],
			proposals: [],
			notes: [],
			questions: [],
			exposures: [],
			signals: [],
			dangers: [],
			foundData: [],
			holdsData: false,
		}))
	it('opens once', () => givenCase().happens(opened()).thenUnchanged())
	it('that is reopened is ours again, and as if it had not been closed', () => {
		const before = asked().after(2, close())
		before.happens(factAt('CaseReopened', 9)).thenChanged({
			state: 'open',
			closedAt: undefined,
			outcome: undefined,
			unansweredReason: undefined,
			closedUnanswered: undefined,
			eraseAt: undefined,
		})
		const reopened = before.and(factAt('CaseReopened', 9))
		reopened.thenState({ turn: { who: 'ours' }, owner: ANNA })
		for (const gone of ['closedAt', 'outcome', 'unansweredReason', 'closedUnanswered', 'eraseAt'])
			expect(reopened.state).not.toHaveProperty(gone)
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
				outcome: 'noRequest',
				unansweredReason: 'thanks',
				closedUnanswered: true,
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
			.thenState({ state: 'closed', outcome: 'noRequest', eraseAt: minute(3 * DAY) })
		closed().thenWithout('eraseAt')
	})
})

describe('the matrix of outcome, reason and what is open', () => {
	const REASONS = [undefined, ...unansweredReasonSchema.options]
	/** What anything that is proven needs: a native answer confirmed, two tries, eight days. */
	const open = [
		['answered', answered()],
		['unanswered', givenCase()],
	] as const
	const pairs = caseOutcomeSchema.options.flatMap((outcome) => REASONS.map((reason) => ({ outcome, reason })))
	it.each(pairs)('decides $outcome for $reason by its row, whatever is open', ({ outcome, reason }) => {
		const row = CLOSINGS[outcome]
		const name = reason ?? 'none'
		for (const [what, course] of open) {
			const decision = decidedOn(
				course.state,
				close({ outcome, unansweredReason: reason, message: keyOf('msg', 1) }),
				9,
			)
			const isProven = outcome !== 'unreachable' && reason !== 'answeredElsewhere'
			if (![...row.answered, ...row.unanswered].includes(name)) expect(decision).toBe('outcomeMismatch')
			else if (!row[what].includes(name)) expect(decision).toBe('unansweredReasonNeeded')
			else if (!isProven) expect(decision).toBe('evidenceNeeded')
			else expect(decision).toContain(row.bySecond ? 'ClosingProposed' : 'CaseClosed')
		}
	})
	it('has answeredElsewhere only with a native answer confirmed after all that was written', () => {
		const confirmed = () => givenCase().after(1, seeNative(), confirmNative())
		confirmed().when(elsewhere, 3).thenFacts('CaseClosed')
		confirmed().and(message(2, 4)).when(elsewhere, 5).thenRefused('evidenceNeeded')
		givenCase()
			.and(message(2, 4))
			.after(5, seeNative(), confirmNative())
			.when(elsewhere, 7)
			.thenRefused('evidenceNeeded')
		givenCase().after(1, answeredByHand()).when(elsewhere, 3).thenRefused('evidenceNeeded')
	})
	it('has withdrawnByCustomer only with a message of theirs', () => {
		const withdrawn = close({ outcome: 'withdrawnByCustomer', unansweredReason: undefined })
		givenCase().when(withdrawn, 1).thenRefused('evidenceNeeded')
		givenCase()
			.when({ ...withdrawn, message: keyOf('msg', 1) }, 1)
			.thenFacts('CaseClaimed', 'CaseClosed')
	})
	it('has unreachable seven days after the second try, whether somebody waits or not', () => {
		const unreachable = close({ outcome: 'unreachable', unansweredReason: undefined })
		const invited = (number: number, at: number) =>
			[
				reply(number, { purpose: 'invitation', until: minute(at + DAY) }),
				startSend(keyOf('send', number)),
				sent(number),
			] as const
		const once = () => givenCase().after(1, ...invited(1, 1))
		const twice = () => once().after(DAY, ...invited(2, DAY))
		once()
			.when(unreachable, 3 + WEEK)
			.thenRefused('evidenceNeeded')
		twice()
			.when(unreachable, DAY + 1 + WEEK)
			.thenRefused('evidenceNeeded')
		twice()
			.when(unreachable, DAY + 2 + WEEK)
			.thenFacts('CaseClaimed', 'CaseClosed')
		twice()
			.and(message(2, DAY + 9))
			.when(unreachable, DAY + 2 + WEEK)
			.thenRefused('evidenceNeeded')
		answered()
			.after(DAY, reply(2, { purpose: 'netiquette' }), startSend(keyOf('send', 2)), sent(2))
			.when(unreachable, 3 * WEEK)
			.thenRefused('evidenceNeeded')
	})
})

describe('an end that a second person decides', () => {
	it('is proposed by one, who lets go of the case', () => {
		givenCase().when(spam(), 1).then(proposedFact(1))
		givenCase()
			.after(1, claim())
			.happens(proposedFact(2))
			.thenChanged({
				claim: undefined,
				closingProposal: { by: ANNA, at: minute(2), outcome: 'spamOrAbuse', unansweredReason: 'spam' },
			})
		proposed().when(spam(), 2).thenNothing()
		proposed()
			.when(spam({ unansweredReason: 'abuse' }), 2)
			.thenFacts('ClosingProposed')
	})
	it('is one too many in a short while, and only where somebody waits', () => {
		givenCase()
			.when(close({ isRapid: true }), 1)
			.thenFacts('ClosingProposed')
		answered()
			.when(close({ isRapid: true }), 4)
			.thenFacts('CaseClosed')
	})
	it('is closed by the other, and that is on record', () => {
		proposed()
			.when(approveClosing(), 2)
			.then(
				factAt('ClosingApproved', 2, { by: BEN }),
				factAt('CaseClosed', 2, {
					by: BEN,
					outcome: 'spamOrAbuse',
					unansweredReason: 'spam',
					eraseAt: minute(3 * DAY),
				}),
			)
		proposed().after(2, approveClosing()).thenState({ state: 'closed', closedUnanswered: true, outcome: 'spamOrAbuse' })
		proposed().after(2, approveClosing()).thenWithout('closingProposal')
	})
	it('is refused, and the case stays open', () => {
		proposed()
			.when(refuseClosing(), 2)
			.then(factAt('ClosingRefused', 2, { by: BEN }))
		proposed()
			.happens(factAt('ClosingRefused', 2, { by: BEN }))
			.thenChanged({ closingProposal: undefined })
	})
	it('falls as soon as the customer does anything', () => {
		proposed().and(message(2, 3)).thenWithout('closingProposal')
		proposed().and(message(2, 3)).when(approveClosing(), 4).thenRefused('closingNotProposed')
	})
})

describe('a close that waits for the answer', () => {
	it('is queued with the answer, by one command that does both or neither', () => {
		const closing = { outcome: 'helped', isLead: false, eraseAfterDays: 30 } as const
		const both = givenCase().when(reply(1, { closing }), 1)
		both.thenFacts('CaseClaimed', 'ReplyQueued', 'CloseQueued')
		both.thenState({ state: 'open', closeQueued: { outcome: 'helped', by: ANNA } })
		givenCase().after(1, makePromise()).when(reply(1, { closing }), 2).thenRefused('promiseOpen')
	})
	const helped = (at: number) =>
		factAt('CaseClosed', at, { by: ANNA, outcome: 'helped', eraseAt: minute(at + 3 * DAY) })
	const dropped = (at: number, why: 'message' | 'withdrawn' | 'failed' | 'unknown') =>
		factAt('CloseDropped', at, { why })
	it('is queued with the answer that is on its way', () => {
		givenCase()
			.after(1, reply())
			.when(closeWhenSent(), 2)
			.then(factAt('CloseQueued', 2, { by: ANNA, send: SEND, outcome: 'helped', eraseAfterDays: 3 }))
		closing().thenState({ state: 'open', closeQueued: { send: SEND, by: ANNA, outcome: 'helped' } })
		for (const purpose of ['interim', 'invitation', 'netiquette'] as const)
			givenCase().after(1, reply(1, { purpose })).when(closeWhenSent(), 2).thenRefused('noAnswerQueued')
	})
	it('comes when it was sent, without a reason', () => {
		closing()
			.after(3, startSend())
			.when(sent(), 4)
			.then(factAt('ReplySent', 4, { send: SEND }), helped(4))
		closing().after(3, startSend(), sent()).thenState({ state: 'closed', outcome: 'helped' })
		closing().after(3, startSend(), sent()).thenWithout('closeQueued', 'closedUnanswered', 'unansweredReason')
	})
	it('comes also when the network or a person tells that it was sent', () => {
		closing()
			.after(3, startSend())
			.when(seeNative({ send: SEND }), 4)
			.thenFacts('ReplySent', 'CaseClosed', 'ReplyConfirmed')
	})
	it('carries the team of who asked for it', () =>
		givenCase()
			.after(1, reply())
			.and(factAt('CloseQueued', 2, { by: ANNA, team: 'nord', send: SEND, outcome: 'helped', eraseAfterDays: 3 }))
			.after(3, startSend())
			.when(sent(), 4)
			.then(factAt('ReplySent', 4, { send: SEND }), {
				...helped(4),
				team: 'nord',
			} as ReturnType<typeof helped>))
	it('revokes what was still asked', () =>
		givenCase()
			.after(1, requestData({ send: keyOf('send', 5) }), reply(), closeWhenSent(), startSend())
			.when(sent(), 5)
			.thenFacts('ReplySent', 'RequestRevoked', 'CaseClosed'))
	it('falls by a message, before or after the answer began to leave', () => {
		const written = message(2, 4)
		expect(withConsequences(closing().state, [written])).toEqual([written, dropped(4, 'message')])
		const fallen = () => closing().and(...withConsequences(closing().state, [written]))
		fallen().thenWithout('closeQueued')
		fallen().after(5, startSend()).when(sent(), 6).thenFacts('ReplySent')
		const leaving = closing().after(3, startSend())
		leaving
			.and(...withConsequences(leaving.state, [written]))
			.after(5, sent())
			.thenState({ state: 'open', unanswered: { count: 1 } })
	})
	it('falls by a withdrawal and by a failure, and by what nobody knows', () => {
		closing()
			.when(withdraw(), 3)
			.then(factAt('ReplyWithdrawn', 3, { by: ANNA, send: SEND }), dropped(3, 'withdrawn'))
		const leaving = () => closing().after(3, startSend())
		leaving()
			.when(recordFailed(), 4)
			.then(factAt('ReplyFailed', 4, { send: SEND, reason: 'rejected' }), dropped(4, 'failed'))
		leaving()
			.when(unknown(), 4)
			.then(factAt('ReplyUnknown', 4, { send: SEND }), dropped(4, 'unknown'))
		leaving()
			.after(4, recordFailed())
			.thenState({ state: 'open', turn: { who: 'ours' }, unanswered: { count: 1 } })
	})
	it('falls by data that the customer gives', () => {
		const asked = givenCase().after(1, requestData({ send: keyOf('send', 5) }), reply(), closeWhenSent())
		asked.when(recordData(), 4).thenFacts('DataReceived', 'CloseDropped')
	})
	it('is not asked for another answer', () =>
		closing()
			.after(3, reply(2), startSend(keyOf('send', 2)))
			.when(sent(2), 5)
			.thenFacts('ReplySent'))
	it('gives way to another end', () => {
		closing().after(3, close()).thenWithout('closeQueued')
		closing().after(3, spam()).thenWithout('closeQueued')
		proposed()
			.after(2, reply(1, { by: BEN }), closeWhenSent({ by: BEN }))
			.thenWithout('closingProposal')
	})
	it('adds nothing when it is asked again', () => {
		const leaving = closing().after(3, startSend()).state
		for (const happened of [message(2, 4), factAt('ReplySent', 4, { send: SEND })]) {
			const facts = withConsequences(leaving, [happened])
			expect(facts).toHaveLength(2)
			expect(withConsequences(leaving, facts)).toEqual(facts)
		}
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
