import { describe, expect, it } from 'vitest'
import {
	ANNA,
	answeredByHand,
	beginErasure,
	COMMENT,
	claim,
	close,
	confirmNative,
	correctReply,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	recordData,
	reply,
	replyToComment,
	requestData,
	SEND,
	seeNative,
	sent,
	startSend,
	unknown,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

/** Posts and messages of ours, as the network tells of them: those that hilft sent, and those that somebody wrote there. */

const WEEK = 7 * 24 * 60
const NATIVE = keyOf('msg', 50)
const confirm = confirmNative()
const byHand = answeredByHand()
const waiter = (number: number, at: number) => ({ message: keyOf('msg', number), sentAt: minute(at) })
const seen = (at: number, sentAt: number) =>
	factAt('NativeAnswerSeen', at, { message: NATIVE, network: 'x', visibility: 'public', sentAt: minute(sentAt) })

describe('what somebody wrote in the network’s own app', () => {
	it('is told of once', () => {
		givenCase().when(seeNative(), 1).then(seen(1, 1))
		givenCase().after(1, seeNative()).when(seeNative(), 2).thenNothing()
	})
	it('is told of a closed case, which stays closed', () =>
		givenCase().after(1, close()).when(seeNative(), 2).thenFacts('NativeAnswerSeen'))
	it('is not kept of a person who is being erased', () =>
		givenCase().after(1, beginErasure()).when(seeNative(), 2).thenNothing())
	it('answers nothing by itself, and knows what it would leave unanswered', () =>
		given(opened(), message(1, 0), message(2, 3))
			.happens(seen(4, 1))
			.thenChanged({
				nativeAnswers: [
					{
						message: NATIVE,
						sentAt: minute(1),
						later: { first: [waiter(2, 3)], count: 1, since: minute(3) },
					},
				],
			}))
	it('is remembered among the newest five', () => {
		const told = Array.from({ length: 6 }, (_, number) =>
			factAt('NativeAnswerSeen', number, {
				message: keyOf('msg', 50 + number),
				network: 'x',
				visibility: 'public',
				sentAt: minute(number),
			}),
		)
		const { nativeAnswers } = givenCase().and(...told).state
		expect(nativeAnswers.map((one) => one.message)).toEqual([51, 52, 53, 54, 55].map((n) => keyOf('msg', n)))
	})
})

describe('an agent who says that it was an answer', () => {
	it('takes the claim along', () => {
		const confirmed = (at: number) => factAt('NativeAnswerConfirmed', at, { by: ANNA, message: NATIVE })
		const shown = givenCase().after(1, seeNative())
		shown.when(confirm, 2).then(factAt('CaseClaimed', 2, { by: ANNA }), confirmed(2))
		shown.after(2, claim()).when(confirm, 3).then(confirmed(3))
	})
	it('says so once', () => givenCase().after(1, seeNative(), confirm).when(confirm, 3).thenRefused('replyUnknown'))
	it('has the earlier messages answered, not those that were written after it', () => {
		const three = given(opened(), message(1, 0), message(2, 2), message(3, 8)).after(
			9,
			seeNative({ sentAt: minute(5) }),
		)
		three.thenState({ unanswered: { count: 3 }, waitingSince: minute(0) })
		three.happens(factAt('NativeAnswerConfirmed', 10, { by: ANNA, message: NATIVE })).thenChanged({
			unanswered: { first: [waiter(3, 8)], count: 1 },
			waitingSince: minute(8),
			settledVersion: 5,
			nativeAnswers: [],
		})
	})
	it('hands the turn to the customer where nobody waits any more', () =>
		givenCase()
			.after(1, seeNative())
			.and(factAt('NativeAnswerConfirmed', 4, { by: ANNA, message: NATIVE }))
			.thenState({ turn: { who: 'customer', until: minute(4 + WEEK) }, unanswered: { count: 0 } }))
	it('has nothing answered that came after it was seen', () =>
		givenCase()
			.after(1, seeNative())
			.and(message(2, 3))
			.after(4, confirm)
			.thenState({ unanswered: { first: [waiter(2, 3)], count: 1 }, turn: { who: 'ours' } }))
	it('has nobody answered who is only counted: their time is not known', () =>
		given(opened(), ...Array.from({ length: 20 }, (_, index) => message(index + 1, index)))
			.after(30, seeNative({ sentAt: minute(25) }), confirm)
			.thenState({ unanswered: { first: [], count: 4 }, waitingSince: minute(25) }))
	it('changes nothing where the case does not know what was written', () =>
		givenCase()
			.happens(factAt('NativeAnswerConfirmed', 4, { by: ANNA, message: NATIVE }))
			.thenUnchanged())
})

describe('an agent who answered by hand', () => {
	it('says so once, and takes the claim along', () => {
		givenCase()
			.when(byHand, 1)
			.then(factAt('CaseClaimed', 1, { by: ANNA }), factAt('AnsweredByHand', 1, { by: ANNA }))
		givenCase()
			.after(1, claim())
			.when(byHand, 2)
			.then(factAt('AnsweredByHand', 2, { by: ANNA }))
		givenCase().after(1, byHand).when(byHand, 2).thenRefused('nothingToAnswer')
	})
	it('leaves nobody waiting, and the turn to the customer', () =>
		givenCase()
			.after(1, seeNative())
			.happens(factAt('AnsweredByHand', 2, { by: ANNA }))
			.thenChanged({
				unanswered: { first: [], count: 0 },
				waitingSince: undefined,
				nativeAnswers: [],
				settledVersion: 3,
				turn: { who: 'customer', until: minute(2 + WEEK) },
			}))
	it('has answered the data that wait with a message, not those that came alone', () => {
		givenCase().after(1, requestData(), recordData(), byHand).thenWithout('waitingSince')
		const alone = givenCase().after(1, byHand, requestData()).after(3, recordData())
		alone.when(byHand, 4).thenRefused('nothingToAnswer')
	})
})

describe('an answer of ours that the network shows', () => {
	const shown = (number = 1) => seeNative({ message: keyOf('msg', 60), send: keyOf('send', number) })
	const started = () => givenCase().after(1, reply(), startSend())
	const arrived = () => started().after(3, sent())
	const confirmed = factAt('ReplyConfirmed', 5, { send: SEND, message: keyOf('msg', 60) })
	const sentThen = factAt('ReplySent', 5, { send: SEND, message: keyOf('msg', 60) })

	it('is confirmed, once', () => {
		arrived().when(shown(), 5).then(confirmed)
		arrived().after(5, shown()).when(shown(), 6).thenNothing()
	})
	it.each([
		['unknown', started().after(3, unknown())],
		['under way', started()],
		['withdrawn', givenCase().after(1, reply(), withdraw())],
	])('is there, although its end was %s', (_, course) => {
		course.when(shown(), 5).then(sentThen, confirmed)
		course.when(shown(), 5).thenState({ unanswered: { count: 0 } })
	})
	it('is known to be there since then', () =>
		arrived()
			.happens(confirmed)
			.thenChanged({ sends: [expect.objectContaining({ status: { kind: 'sent' }, confirmedAt: minute(5) })] }))
	it('is known to be there of a person who is being erased, too', () =>
		arrived().after(4, beginErasure()).when(shown(), 5).then(confirmed))
	it('is nothing to the case where that has forgotten the send', () => arrived().when(shown(9), 5).thenNothing())
	it('ends any other send of ours, which nobody confirms', () => {
		const asked = givenCase().after(1, requestData(), startSend())
		asked.when(shown(), 5).then(factAt('SendSucceeded', 5, { send: SEND, message: keyOf('msg', 60) }))
		asked.after(5, shown()).when(shown(), 6).thenNothing()
		given(opened(), message(1, 0, COMMENT))
			.after(1, replyToComment(), startSend(), sent(), correctReply())
			.when(shown(7), 6)
			.thenFacts('SendSucceeded')
	})
})
