import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import type { FactMembers } from '#shared/cases/fact.ts'
import { requestsRefusals } from '#shared/cases/requests/decide.ts'
import { queueRow } from '#shared/desk/queue/row.ts'
import {
	ANNA,
	BEN,
	beginErasure,
	COMMENT,
	claim,
	close,
	DM,
	ELSEWHERE,
	factAt,
	keyOf,
	MESSENGER,
	makePromise,
	message,
	minute,
	opened,
	promise,
	REQUEST,
	recordData,
	reply,
	requestData,
	SEND,
	sent,
	startSend,
	stateOf,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const HOURS = 60
const WEEK = 7 * 24 * HOURS
const MESSAGE = keyOf('msg', 1)

const resend = (number = 2, by = ANNA): CommandOf<'resendRequest'> => ({
	kind: 'resendRequest',
	by,
	send: keyOf('send', number),
})
const revoke = (by = ANNA): CommandOf<'revokeRequest'> => ({ kind: 'revokeRequest', by })
const again = requestData({ request: keyOf('req', 2) })

const asked = () => givenCase().after(1, requestData())
/** Ben holds the case in which Anna asked, whose claim has lapsed. */
const heldByBen = () => asked().after(21, claim(BEN))
const closed = () => asked().after(2, close())
const onMessenger = () => given(opened(), message(1, 0, MESSENGER))

const requested = (at: number, change: Partial<FactMembers<'DataRequested'>[0]> = {}) =>
	factAt('DataRequested', at, {
		by: ANNA,
		request: REQUEST,
		send: SEND,
		fields: ['customerNumber', 'phone'],
		form: 'sie',
		language: 'de',
		message: MESSAGE,
		network: 'x',
		expiresAt: minute(at + WEEK),
		...change,
	})
const resent = (at: number) =>
	factAt('RequestResent', at, { by: ANNA, request: REQUEST, send: keyOf('send', 2), message: MESSAGE, network: 'x' })
const erased = (number: number, at: number) =>
	factAt('MessageErased', at, { message: keyOf('msg', number), filedVersion: 2 })

describe('the turn of who is asked for data', () => {
	const interim = reply(1, { purpose: 'interim', until: minute(240), promise: promise({ dueAt: minute(240) }) })
	const owed = () => givenCase().after(1, interim, startSend(keyOf('send', 1)), sent(1))
	it('comes back to us at the date of an interim answer, before the request ends', () => {
		owed().thenState({ turn: { who: 'ours', dueAt: minute(240) } })
		const asked = owed().after(4, requestData({ send: keyOf('send', 5) }))
		asked.thenState({ turn: { who: 'customer', until: minute(240) }, promises: [{ dueAt: minute(240) }] })
		asked.when({ kind: 'lapse' }, 240).thenFacts('TurnLapsed')
		asked.after(240, { kind: 'lapse' }).thenState({ turn: { who: 'ours' }, requests: [{ status: 'open' }] })
	})
	it('ends with the request where that is nearer, or what we owe is over', () => {
		const late = givenCase().after(1, makePromise({ dueAt: minute(20 * 24 * 60) }), requestData())
		late.thenState({ turn: { who: 'customer', until: minute(2 + 7 * 24 * 60) } })
		const over = owed().after(250, requestData({ send: keyOf('send', 5) }))
		over.thenState({ turn: { who: 'customer', until: minute(250 + 7 * 24 * 60) } })
	})
	it('stays so when the request is sent again', () =>
		owed()
			.after(4, requestData({ send: keyOf('send', 5) }), { kind: 'resendRequest', by: ANNA, send: keyOf('send', 6) })
			.thenState({ turn: { who: 'customer', until: minute(240) } }))
})

const elsewhere = () => given(opened(), message(1, 0, ELSEWHERE))

describe('the commands about requests', () => {
	itRefuses(requestsRefusals, {
		requestData: {
			personErased: { given: givenCase().after(1, beginErasure()), when: requestData(), at: 2 },
			requestOpen: { given: asked(), when: again, at: 2 },
			noMessageToAnswer: { given: given(opened()), when: requestData(), at: 1 },
			windowClosed: { given: onMessenger(), when: requestData(), at: 24 * HOURS },
			answerByHand: { given: elsewhere(), when: requestData(), at: 1 },
			caseClosed: { given: closed(), when: again, at: 3 },
			claimedByOther: { given: givenCase().after(1, claim(BEN)), when: requestData(), at: 2 },
		},
		resendRequest: {
			personErased: { given: asked().after(2, beginErasure()), when: resend(), at: 3 },
			noOpenRequest: { given: givenCase(), when: resend(), at: 2 },
			windowClosed: { given: onMessenger().after(1, requestData()), when: resend(), at: 25 * HOURS },
			answerByHand: { given: asked().and(message(2, 2, ELSEWHERE)), when: resend(), at: 3 },
			// A close revokes the request, so there is none to speak of.
			caseClosed: { given: closed(), when: resend(), at: 3, instead: 'noOpenRequest' },
			claimedByOther: { given: heldByBen(), when: resend(), at: 22 },
		},
		revokeRequest: {
			noOpenRequest: { given: givenCase(), when: revoke(), at: 2 },
			caseClosed: { given: closed(), when: revoke(), at: 3, instead: 'noOpenRequest' },
			claimedByOther: { given: heldByBen(), when: revoke(), at: 22 },
		},
		recordMailRequest: {},
		recordBounce: {},
		recordParkedMail: {},
		settleParkedMail: {},
		recordPause: {},
		recordDisowning: {},
	})
})

describe('a request for data', () => {
	it('takes the claim along, unless the agent has it', () => {
		givenCase()
			.when(requestData(), 1)
			.then(factAt('CaseClaimed', 1, { by: ANNA }), requested(1))
		givenCase().after(1, claim()).when(requestData(), 2).then(requested(2))
	})
	it('hands the turn to the customer for seven days and answers nothing', () =>
		givenCase()
			.after(1, claim())
			.happens(requested(2))
			.thenChanged({
				turn: { who: 'customer', until: minute(2 + WEEK) },
				holdsData: true,
				requests: [
					{
						id: REQUEST,
						fields: ['customerNumber', 'phone'],
						form: 'sie',
						language: 'de',
						message: MESSAGE,
						network: 'x',
						status: 'open',
						bounced: [],
						expiresAt: minute(2 + WEEK),
						askedVersion: 4,
						submissions: [],
						erased: [],
					},
				],
				sends: [
					{
						id: SEND,
						purpose: 'requestMessage',
						via: 'x',
						request: REQUEST,
						message: MESSAGE,
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(2),
						askedAt: minute(2),
						waits: {},
					},
				],
			}))
	it('makes the agent the owner, and leaves who waits in view', () =>
		asked().thenState({ unanswered: { count: 1 }, waitingSince: minute(0), owner: ANNA }))
	it('asks with Sie and in German until told otherwise', () => {
		const told = { by: ANNA, reason: 'customerSaidSo' } as const
		givenCase()
			.and(message(2, 0, { addressForm: 'du' }))
			.after(
				1,
				claim(),
				{ kind: 'setAddressForm', form: 'du', ...told },
				{ kind: 'setLanguage', language: 'en', ...told },
			)
			.when(requestData(), 4)
			.then(requested(4, { form: 'du', language: 'en', message: keyOf('msg', 2) }))
	})
	it('goes to the newest message by the network’s time', () =>
		given(opened(), message(1, 5), message(2, 6, { sentAt: minute(1) }))
			.after(6, claim())
			.when(requestData(), 7)
			.then(requested(7)))
	it('can follow one that has ended', () => {
		asked().after(2, revoke()).when(again, 3).thenFacts('DataRequested')
		asked().after(2, recordData()).when(again, 3).thenFacts('DataRequested')
	})
	it('is refused where no private message of a machine can reach who wrote in private', () => {
		onMessenger()
			.when(requestData(), 24 * HOURS - 1)
			.thenFacts('CaseClaimed', 'DataRequested')
		onMessenger()
			.when(requestData(), 8 * 24 * HOURS)
			.thenRefused('windowClosed')
	})
	it('goes on where the customer wrote in public: they are invited there', () =>
		given(opened(), message(1, 0, COMMENT))
			.when(requestData(), 8 * 24 * HOURS)
			.thenFacts('CaseClaimed', 'DataRequested'))
	it('knows no windows on X', () =>
		given(opened(), message(1, 0, DM))
			.when(requestData(), 30 * 24 * HOURS)
			.thenFacts('CaseClaimed', 'DataRequested'))
	it('has nobody to ask where the only message was taken back, and asks under the one before', () => {
		given(opened(), message(1, 0, COMMENT), erased(1, 1))
			.when(requestData(), 2)
			.thenRefused('noMessageToAnswer')
		given(opened(), message(1, 0, MESSENGER), message(2, 1, COMMENT), erased(2, 2))
			.when(requestData(), 3)
			.then(factAt('CaseClaimed', 3, { by: ANNA }), requested(3, { network: 'facebook' }))
	})
})

describe('a reminder of a request', () => {
	it('goes to the newest message', () => {
		asked().when(resend(), 2).then(resent(2))
		asked()
			.and(message(2, 2))
			.when(resend(), 3)
			.then(
				factAt('RequestResent', 3, {
					by: ANNA,
					request: REQUEST,
					send: keyOf('send', 2),
					message: keyOf('msg', 2),
					network: 'x',
				}),
			)
	})
	it('goes to the message that was asked under, where all are taken back', () =>
		asked().and(erased(1, 2)).when(resend(), 3).then(resent(3)))
	it('is for the moment when a private message of a machine can reach them', () =>
		onMessenger().after(1, requestData()).when(resend(), 2).thenFacts('RequestResent'))
	it('hands the turn over again, until the same end', () =>
		asked()
			.and(message(2, 2))
			.happens(resent(3))
			.thenChanged({
				turn: { who: 'customer', until: minute(1 + WEEK) },
				requests: [expect.objectContaining({ askedVersion: 6 })],
				sends: [
					expect.objectContaining({ id: SEND }),
					expect.objectContaining({ id: keyOf('send', 2), purpose: 'requestMessage', status: { kind: 'queued' } }),
				],
			}))
	it('goes out each time it is asked for', () =>
		asked().after(2, resend()).when(resend(3), 3).thenFacts('RequestResent'))
})

describe('a revocation', () => {
	it('ends an open request, once', () => {
		asked()
			.when(revoke(), 2)
			.then(factAt('RequestRevoked', 2, { by: ANNA, request: REQUEST }))
		asked().after(2, revoke()).when(revoke(), 3).thenRefused('noOpenRequest')
		asked().after(2, recordData()).when(revoke(), 3).thenRefused('noOpenRequest')
	})
	it('takes the turn back', () =>
		asked()
			.happens(factAt('RequestRevoked', 2, { by: ANNA, request: REQUEST }))
			.thenChanged({ turn: { who: 'ours' }, requests: [expect.objectContaining({ status: 'revoked' })] }))
})

describe('a request that has come to its end', () => {
	it('takes the turn back', () =>
		asked()
			.happens(factAt('RequestExpired', 1 + WEEK, { request: REQUEST }))
			.thenChanged({ turn: { who: 'ours' }, requests: [expect.objectContaining({ status: 'expired' })] }))
	it('becomes an invitation where its message could not begin, as another was the one private reply', () =>
		given(opened(), message(1, 0, COMMENT))
			.after(1, requestData(), startSend())
			.when(
				{ kind: 'recordFailure', send: SEND, attempt: 1, reason: 'privateReplyUsed', invitation: keyOf('send', 9) },
				3,
			)
			.thenFacts('SendFailed', 'InvitationQueued'))
	it('invites nobody where no call answers in public, whatever its message came to', () => {
		const live = { network: 'instagram', visibility: 'public', form: 'liveComment' } as const
		for (const reason of ['windowClosed', 'neverOpen'] as const)
			given(opened(), message(1, 0, live))
				.after(1, requestData(), startSend())
				.when({ kind: 'recordFailure', send: SEND, attempt: 1, reason, invitation: keyOf('send', 9) }, 3)
				.thenFacts('SendFailed')
	})
})

describe('a parked mail to a case', () => {
	const park = (n: number): CommandOf<'recordParkedMail'> => ({
		kind: 'recordParkedMail',
		envelope: keyOf('env', n),
		reason: 'otherAddress',
	})
	const settle = (n: number): CommandOf<'settleParkedMail'> => ({
		kind: 'settleParkedMail',
		envelope: keyOf('env', n),
		how: 'dismissed',
	})
	const parked = (n: number, at: number) =>
		factAt('MailParked', at, { envelope: keyOf('env', n), reason: 'otherAddress' })

	it('is told once, moves no turn, and marks the row until it is settled', () => {
		givenCase().when(park(1), 2).then(parked(1, 2))
		const named = givenCase().after(2, park(1))
		named.thenState({ parkedMails: [{ envelope: keyOf('env', 1), at: minute(2) }], turn: { who: 'ours' } })
		const state = stateOf(opened(), message(1, 0), parked(1, 2))
		expect(queueRow(state).marks).toEqual(['parkedMail'])
		givenCase().after(2, park(1)).when(park(1), 3).then()
		givenCase().when(settle(1), 3).then()
		givenCase()
			.after(2, park(1))
			.when(settle(1), 3)
			.then(factAt('ParkedMailSettled', 3, { envelope: keyOf('env', 1), how: 'dismissed' }))
		givenCase().after(2, park(1)).after(3, settle(1)).thenState({ parkedMails: [] })
	})

	it('is told of ten at once and no more, and of none once the person is being erased', () => {
		let ten = givenCase()
		for (let n = 1; n <= 10; n += 1) ten = ten.after(n, park(n))
		ten.when(park(11), 20).then()
		ten.after(20, settle(3)).when(park(11), 21).then(parked(11, 21))
		givenCase().after(1, beginErasure()).when(park(1), 2).then()
		givenCase().after(1, park(1), beginErasure()).after(2, { kind: 'recordPersonErasure' }).when(settle(1), 3).then()
	})
})
