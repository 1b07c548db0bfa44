import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import {
	ANNA,
	factAt,
	keyOf,
	message,
	minute,
	REQUEST,
	recordData,
	recordFailed,
	requestData,
	SEND,
	startSend,
} from '#test/support/case-factories.ts'
import { givenCase } from '#test/support/case-specification.ts'

/** What customers, their mail servers and the pages do with a request; nobody of the team had a hand in it. */

const WEEK = 7 * 24 * 60
const MESSAGE = keyOf('msg', 1)

const mail = (issue: number): CommandOf<'recordMailRequest'> => ({
	kind: 'recordMailRequest',
	request: REQUEST,
	send: keyOf('send', 10 + issue),
	issue,
})
const bounce = (change: Partial<CommandOf<'recordBounce'>> = {}): CommandOf<'recordBounce'> => ({
	kind: 'recordBounce',
	request: REQUEST,
	issue: 1,
	reason: 'bounced',
	send: keyOf('send', 9),
	...change,
})
const pause = (until: number): CommandOf<'recordPause'> => ({
	kind: 'recordPause',
	request: REQUEST,
	until: minute(until),
})
const disown: CommandOf<'recordDisowning'> = { kind: 'recordDisowning', request: REQUEST }

const asked = () => givenCase().after(1, requestData())
const gave = () => asked().after(2, recordData())

const mailed = (at: number, issue = 1) =>
	factAt('MailRequested', at, {
		request: REQUEST,
		send: keyOf('send', 10 + issue),
		issue,
		expiresAt: minute(at + WEEK),
	})
const bounced = (at: number, reason: 'bounced' | 'complained' = 'bounced') =>
	factAt('MailBounced', at, { request: REQUEST, issue: 1, reason })
const notice = (at: number, told: 'mailBounced' | 'mailComplained') =>
	factAt('NoticeQueued', at, {
		request: REQUEST,
		send: keyOf('send', 9),
		notice: told,
		message: MESSAGE,
		network: 'x',
	})

describe('a mail that the customer asks for', () => {
	it('is queued once per issue, however often it is told', () => {
		asked().when(mail(1), 2).then(mailed(2))
		asked().after(2, mail(1)).when(mail(1), 3).thenNothing()
		asked().after(2, mail(1)).when(mail(2), 4).then(mailed(4, 2))
		asked().after(2, mail(2)).when(mail(1), 4).thenNothing()
	})
	it('is not queued for a request that is unknown or over', () => {
		givenCase().when(mail(1), 2).thenNothing()
		gave().when(mail(1), 3).thenNothing()
	})
	it('keeps the request open, and the turn theirs, seven days from the last mail', () => {
		asked()
			.happens(mailed(60))
			.thenChanged({
				turn: { who: 'customer', until: minute(60 + WEEK) },
				requests: [expect.objectContaining({ expiresAt: minute(60 + WEEK) })],
				sends: [
					expect.objectContaining({ id: SEND }),
					{
						id: keyOf('send', 11),
						purpose: 'requestMail',
						via: 'mail',
						request: REQUEST,
						issue: 1,
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(60),
						askedAt: minute(60),
						waits: {},
					},
				],
			})
		const extended = asked().after(60, mail(1))
		extended.when({ kind: 'lapse' }, 1 + WEEK).thenNothing()
		extended.when({ kind: 'lapse' }, 60 + WEEK).thenFacts('RequestExpired')
	})
})

describe('a mail of a request that comes back', () => {
	it('is told to the customer where they wrote, once', () => {
		asked().when(bounce(), 2).then(bounced(2), notice(2, 'mailBounced'))
		asked().after(2, bounce()).when(bounce(), 5).thenNothing()
		asked()
			.after(2, bounce())
			.when(bounce({ issue: 2 }), 5)
			.thenFacts('MailBounced', 'NoticeQueued')
	})
	it('with a complaint is told in a way of its own, once', () => {
		const complaint = bounce({ reason: 'complained' })
		asked().when(complaint, 2).then(bounced(2, 'complained'), notice(2, 'mailComplained'))
		asked().after(2, complaint).when(complaint, 5).thenNothing()
	})
	it('is on record where the request is over, and told to nobody', () => {
		gave().when(bounce(), 3).then(bounced(3))
		gave()
			.when(bounce({ reason: 'complained' }), 3)
			.then(bounced(3, 'complained'))
	})
	it('of an unknown request is nothing', () => givenCase().when(bounce(), 5).thenNothing())
	it('takes the turn back', () =>
		asked()
			.happens(bounced(2))
			.thenChanged({ turn: { who: 'ours' }, requests: [expect.objectContaining({ bounced: [1] })] }))
	it.each([
		['mailBounced', 'bounceNotice'],
		['mailComplained', 'complaintNotice'],
	] as const)('queues its notice, which is nobody’s turn (%s)', (told, purpose) =>
		asked()
			.happens(notice(3, told))
			.thenChanged({
				sends: [
					expect.objectContaining({ id: SEND }),
					{
						id: keyOf('send', 9),
						purpose,
						via: 'x',
						request: REQUEST,
						message: MESSAGE,
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(3),
						askedAt: minute(3),
						waits: {},
					},
				],
			}),
	)
})

describe('a pause after too many wrong codes', () => {
	it('is told once, and never shortened by a late repeat', () => {
		asked()
			.when(pause(15), 2)
			.then(factAt('RequestPaused', 2, { request: REQUEST, until: minute(15) }))
		const paused = asked().after(2, pause(15), pause(17))
		paused.thenState({ requests: [{ pausedUntil: minute(17) }] })
		paused.when(pause(15), 5).thenNothing()
		paused.when(pause(17), 5).thenNothing()
	})
	it('is never believed to be longer than pages pause', () => {
		asked()
			.when(pause(40_000), 2)
			.then(factAt('RequestPaused', 2, { request: REQUEST, until: minute(17) }))
	})
	it('is nothing to a request that is over or unknown', () => {
		gave().when(pause(15), 3).thenNothing()
		givenCase().when(pause(15), 3).thenNothing()
	})
	it('is seen, and changes nothing else', () =>
		asked()
			.happens(factAt('RequestPaused', 2, { request: REQUEST, until: minute(15) }))
			.thenChanged({ requests: [expect.objectContaining({ pausedUntil: minute(15), status: 'open' })] }))
})

describe('somebody who says "that was not me"', () => {
	it('ends the request, once', () => {
		asked()
			.when(disown, 2)
			.then(factAt('RequestDisowned', 2, { request: REQUEST }))
		asked().after(2, disown).when(disown, 3).thenNothing()
		givenCase().when(disown, 3).thenNothing()
		gave().when(disown, 3).thenNothing()
	})
	it('makes it our turn', () =>
		asked()
			.happens(factAt('RequestDisowned', 2, { request: REQUEST }))
			.thenChanged({ turn: { who: 'ours' }, requests: [expect.objectContaining({ status: 'disowned' })] }))
})

describe('an invitation', () => {
	const invited = factAt('InvitationQueued', 3, {
		request: REQUEST,
		send: keyOf('send', 9),
		message: MESSAGE,
		network: 'x',
	})
	it('is sent for the request, whose end stays', () =>
		asked()
			.happens(invited)
			.thenChanged({
				sends: [
					expect.objectContaining({ id: SEND }),
					{
						id: keyOf('send', 9),
						purpose: 'invitation',
						via: 'x',
						request: REQUEST,
						message: MESSAGE,
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(3),
						askedAt: minute(3),
						waits: {},
					},
				],
			}))
	it('hands the turn over that a failed message took back', () =>
		asked()
			.and(factAt('SendFailed', 2, { send: SEND, reason: 'recipientClosed' }))
			.and(invited)
			.thenState({ turn: { who: 'customer', until: minute(1 + WEEK) } }))
})

describe('a step of a machine', () => {
	const askedThenWritten = (sentAt: number) =>
		givenCase()
			.after(1, requestData(), startSend())
			.and(message(2, 4, { sentAt: minute(sentAt) }))
	it.each([
		['newer', 4],
		['older, but only now arrived', -10],
	])('leaves the turn ours when an unseen message is %s', (_, sentAt) => {
		const written = askedThenWritten(sentAt)
		written.thenState({ turn: { who: 'ours' } })
		written.when(mail(1), 5).thenState({ turn: { who: 'ours' } })
		const failure = recordFailed({ reason: 'recipientClosed', invitation: keyOf('send', 6) })
		written.when(failure, 5).thenState({ turn: { who: 'ours' } })
	})
	it('hands the turn over once an agent has reminded the customer', () => {
		const remind = { kind: 'resendRequest', by: ANNA, send: keyOf('send', 8) } as const
		const resent = askedThenWritten(4).after(5, remind, mail(1), bounce())
		resent.thenState({ turn: { who: 'ours' } })
		resent.when(mail(2), 9).thenState({ turn: { who: 'customer' } })
	})
})

describe('facts of a request that the case does not have', () => {
	const request = keyOf('req', 9)
	const sending = { request, send: keyOf('send', 9), message: MESSAGE, network: 'x' } as const
	it.each([
		factAt('RequestPaused', 1, { request, until: minute(9) }),
		factAt('MailBounced', 1, { request, issue: 1, reason: 'bounced' }),
	])('change nothing: $kind', (told) => givenCase().happens(told).thenUnchanged())
	it.each([
		factAt('RequestResent', 1, { by: ANNA, ...sending }),
		factAt('InvitationQueued', 1, sending),
		factAt('MailRequested', 1, { request, send: keyOf('send', 9), issue: 1, expiresAt: minute(9) }),
	])('leave the turn ours: $kind', (told) =>
		givenCase()
			.happens(told)
			.thenChanged({ sends: [expect.objectContaining({ id: keyOf('send', 9) })] }),
	)
})
