import { describe, expect, it } from 'vitest'
import { caseDueAt } from '#shared/cases/due.ts'
import { listKey } from '#shared/cases/list-keys.ts'
import {
	ANNA,
	COMMENT,
	close,
	correctReply,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	recordData,
	recordFailed,
	reply,
	replyToComment,
	requestData,
	SEND,
	sent,
	startSend,
	unknown,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

/** What an answer answers, and when (shared/cases/README.md, "What an answer answers"). */

const WEEK = 7 * 24 * 60
const waiter = (number: number, at: number) => ({ message: keyOf('msg', number), sentAt: minute(at) })
const start = (number = 1) => startSend(keyOf('send', number))
const many = (count: number, from = 1, at = 0) =>
	Array.from({ length: count }, (_, index) => message(index + from, index + at))

const queued = () => givenCase().after(1, reply())
const started = () => queued().after(2, start())
const arrived = () => started().after(3, sent())
const replySent = (at: number) => factAt('ReplySent', at, { send: SEND })

describe('an answer that is sent', () => {
	it('answers what its author saw and hands the turn to the customer for seven days', () =>
		started()
			.happens(replySent(3))
			.thenChanged({
				unanswered: { first: [], count: 0 },
				waitingSince: undefined,
				settledVersion: 3,
				turn: { who: 'customer', until: minute(3 + WEEK) },
				tries: { count: 1, lastAt: minute(3) },
				sends: [expect.objectContaining({ status: { kind: 'sent' }, since: minute(3) })],
				sentReplies: [
					{
						contentId: keyOf('msg', 101),
						send: SEND,
						via: 'x',
						visibility: 'public',
						purpose: 'answer',
						answered: { first: [waiter(1, 0)], count: 1, since: minute(0) },
					},
				],
			}))
	it('takes the turn back on their next message, or when they stay silent', () => {
		arrived()
			.and(message(2, 9))
			.thenState({ turn: { who: 'ours' } })
		arrived()
			.when({ kind: 'lapse' }, 8 * 24 * 60)
			.thenFacts('TurnLapsed')
	})
	it('answers all, of whom the first sixteen are shown', () =>
		given(opened(), ...many(25))
			.after(30, reply(), start(), sent())
			.thenState({ unanswered: { first: [], count: 0 } }))
	it('leaves waiting what came while it was on its way', () => {
		const written = queued().and(message(2, 2)).after(3, start(), sent())
		written.thenState({
			unanswered: { first: [waiter(2, 2)], count: 1 },
			waitingSince: minute(2),
			turn: { who: 'ours' },
		})
	})
	it('leaves waiting what came then, even where the network dates it earlier', () =>
		queued()
			.and(message(2, 5, { sentAt: minute(-30) }))
			.after(6, start(), sent())
			.thenState({ unanswered: { first: [waiter(2, -30)] } }))
	it('leaves as many waiting as came then, of more than are shown', () =>
		given(opened(), ...many(25))
			.after(30, reply())
			.and(...many(23, 30, 40))
			.after(80, start(), sent())
			.thenState({ unanswered: { count: 23 } }))
	it('leaves a message waiting that was edited meanwhile', () =>
		queued()
			.and(factAt('MessageEdited', 2, { message: keyOf('msg', 1), sentAt: minute(2), filedVersion: 2, isShown: true }))
			.after(3, start(), sent())
			.thenState({ unanswered: { first: [waiter(1, 2)], count: 1 } }))
	it('leaves nothing waiting that was taken back meanwhile', () =>
		queued()
			.and(message(2, 2), factAt('MessageErased', 3, { message: keyOf('msg', 2), filedVersion: 5 }))
			.after(4, start(), sent())
			.thenState({ unanswered: { count: 0 } }))
	it('answers data that the customer gave, unless they gave them after its author looked', () => {
		const asked = givenCase().after(1, requestData())
		asked
			.after(2, reply(2), recordData())
			.after(5, start(2), sent(2))
			.thenState({ waitingSince: minute(3), turn: { who: 'ours' } })
		const before = asked.after(2, recordData(), reply(2)).after(5, start(2), sent(2))
		before.thenWithout('waitingSince')
		before.thenState({ turn: { who: 'customer' } })
	})
	it('answers nothing more where a newer one was there before it', () => {
		const second = queued().and(message(2, 2)).after(3, reply(2), start(2), sent(2))
		second.thenState({ unanswered: { count: 0 } })
		second
			.and(message(3, 6))
			.after(7, start(), sent())
			.thenState({ unanswered: { first: [waiter(3, 6)] } })
	})
	it('changes no turn of a closed case', () =>
		started()
			.after(3, close(), sent())
			.thenState({ state: 'closed', turn: { who: 'ours' } }))
	it('is remembered among the newest twenty', () => {
		const numbers = Array.from({ length: 21 }, (_, index) => index + 1)
		const { sentReplies } = numbers.reduce(
			(course, number) => course.after(number, reply(number), start(number), sent(number)),
			givenCase(),
		).state
		expect(sentReplies).toHaveLength(20)
		expect(sentReplies[0]).toMatchObject({ send: keyOf('send', 2) })
	})
	it('in private has used the one private reply to its message', () =>
		given(opened(), message(1, 0, COMMENT))
			.after(1, replyToComment(1, 'private'), start(), sent())
			.thenState({ repliedPrivately: [keyOf('msg', 1)] }))
	it('changes nothing where the case does not know it', () =>
		givenCase()
			.happens(factAt('ReplySent', 3, { send: keyOf('send', 9) }))
			.thenUnchanged())
})

describe('a message that waits for an answer', () => {
	it('waits on while the answer is queued or under way', () => {
		for (const course of [queued(), started()])
			course.thenState({ waitingSince: minute(0), unanswered: { count: 1 }, turn: { who: 'ours' } })
	})
	it.each([
		['fails', started().after(3, recordFailed()), 'failed'],
		['has an unknown end', started().after(3, unknown()), 'unknown'],
		['is withdrawn', queued().after(2, withdraw()), 'withdrawn'],
	] as const)('waits on when the answer %s', (_, course, kind) =>
		course.thenState({
			waitingSince: minute(0),
			unanswered: { count: 1 },
			turn: { who: 'ours' },
			sends: [{ status: { kind } }],
		}),
	)
	it('waits on after an invitation, in its place, while who is invited has their day', () => {
		const invited = givenCase().after(1, reply(1, { purpose: 'invitation', until: minute(600) }), start())
		const { state } = invited.after(3, sent())
		expect(state).toMatchObject({
			turn: { who: 'customer', until: minute(600) },
			unanswered: { count: 1 },
			waitingSince: minute(0),
		})
		expect(listKey(state)).toBe(listKey(givenCase().state))
		invited.after(3, sent()).when({ kind: 'lapse' }, 600).thenFacts('TurnLapsed')
		invited
			.and(message(2, 2))
			.after(3, sent())
			.thenState({ turn: { who: 'ours' }, unanswered: { count: 2 } })
	})
	it('waits on after an invitation that left too late, and it is still our turn', () =>
		givenCase()
			.after(1, reply(1, { purpose: 'invitation', until: minute(3) }), start(), sent())
			.thenState({ turn: { who: 'ours' }, unanswered: { count: 1 } }))
	it('waits on after a pointer, which moves no turn', () => {
		const { state } = givenCase().after(1, reply(1, { purpose: 'netiquette' }), start(), sent())
		expect(state).toMatchObject({ turn: { who: 'ours' }, unanswered: { count: 1 }, waitingSince: minute(0) })
		expect(listKey(state)).toBe(listKey(givenCase().state))
		arrived()
			.after(4, reply(2, { purpose: 'netiquette' }), start(2), sent(2))
			.thenState({ turn: { who: 'customer', until: minute(3 + WEEK) } })
	})
	it('waits no more after an interim answer, of which we owe more by a date', () => {
		const interim = () => givenCase().after(1, reply(1, { purpose: 'interim', until: minute(300) }), start(), sent())
		interim().thenState({ turn: { who: 'ours', dueAt: minute(300) }, unanswered: { count: 0 } })
		interim().thenWithout('waitingSince')
		expect(caseDueAt(interim().state)).toBe(minute(300))
		expect(listKey(interim().state)).toBe(`1#${minute(300)}#${interim().state.id}`)
		interim().when({ kind: 'lapse' }, 299).thenNothing()
		interim()
			.after(300, { kind: 'lapse' })
			.thenState({ turn: { who: 'ours' } })
		expect(interim().after(300, { kind: 'lapse' }).state.turn).toEqual({ who: 'ours' })
	})
	it('keeps the date of an interim answer when they write again, until we answer', () => {
		const again = () =>
			givenCase()
				.after(1, reply(1, { purpose: 'interim', until: minute(300) }), start(), sent())
				.and(message(2, 5))
		again().thenState({ turn: { who: 'ours', dueAt: minute(300) }, unanswered: { count: 1 } })
		again()
			.after(6, reply(2), start(2), sent(2))
			.thenState({ turn: { who: 'customer' }, unanswered: { count: 0 } })
	})
})

describe('an answer that did not arrive', () => {
	/** The customer's turn, before this answer came to its end. */
	const second = () => arrived().after(4, reply(2), start(2))
	it('takes the turn back where it failed', () =>
		second()
			.happens(factAt('ReplyFailed', 6, { send: keyOf('send', 2), reason: 'rejected' }))
			.thenChanged({
				turn: { who: 'ours' },
				sends: [
					expect.objectContaining({ id: SEND }),
					expect.objectContaining({ status: { kind: 'failed', failure: 'rejected' }, since: minute(6) }),
				],
			}))
	it('takes the turn back where nobody knows', () =>
		second()
			.happens(factAt('ReplyUnknown', 6, { send: keyOf('send', 2) }))
			.thenChanged({
				turn: { who: 'ours' },
				sends: [
					expect.objectContaining({ id: SEND }),
					expect.objectContaining({ status: { kind: 'unknown' }, since: minute(6) }),
				],
			}))
	it('opens a case that was closed meanwhile: nobody looks at closed ones', () => {
		const closed = started().after(3, close())
		closed.when(recordFailed({ reason: 'recipientClosed' }), 9).thenFacts('CaseReopened', 'ReplyFailed')
		closed.when(unknown(), 9).thenFacts('CaseReopened', 'ReplyUnknown')
		for (const end of [recordFailed(), unknown()])
			closed.when(end, 9).thenState({ state: 'open', turn: { who: 'ours' } })
	})
	it('leaves it closed where it does arrive', () => started().after(3, close()).when(sent(), 9).thenFacts('ReplySent'))
})

describe('an answer whose mail comes back', () => {
	const bounce = { kind: 'recordReplyBounce', send: SEND, reason: 'bounced' } as const
	it('is told of once', () => {
		arrived()
			.when(bounce, 9)
			.then(factAt('ReplyBounced', 9, { send: SEND, reason: 'bounced' }))
		arrived().after(9, bounce).when(bounce, 10).thenNothing()
		arrived()
			.after(9, bounce)
			.when({ ...bounce, reason: 'complained' }, 10)
			.thenNothing()
	})
	it('opens a closed case', () =>
		arrived()
			.after(4, close())
			.when(bounce, 9)
			.then(factAt('CaseReopened', 9), factAt('ReplyBounced', 9, { send: SEND, reason: 'bounced' })))
	it('takes the turn back', () =>
		arrived()
			.happens(factAt('ReplyBounced', 9, { send: SEND, reason: 'complained' }))
			.thenChanged({ turn: { who: 'ours' }, bouncedReplies: [SEND] }))
	it('is none where the send is unknown or no answer', () => {
		givenCase().when(bounce, 9).thenNothing()
		givenCase().after(1, requestData()).when(bounce, 9).thenNothing()
	})
	it('is none where it was a correction', () =>
		given(opened(), message(1, 0, COMMENT))
			.after(1, replyToComment(), start(), sent(), correctReply({ by: ANNA }))
			.when({ ...bounce, send: keyOf('send', 7) }, 9)
			.thenNothing())
	it('is remembered among the newest twenty', () => {
		const bounces = Array.from({ length: 21 }, (_, number) =>
			factAt('ReplyBounced', number, { send: keyOf('send', number), reason: 'bounced' }),
		)
		expect(givenCase().and(...bounces).state.bouncedReplies).toEqual(
			Array.from({ length: 20 }, (_, number) => keyOf('send', number + 1)),
		)
	})
})
