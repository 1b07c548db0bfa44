import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { sendsRefusals } from '#shared/cases/sends/decide.ts'
import {
	ANNA,
	beginErasure,
	close,
	DM,
	deferred,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	REQUEST,
	recordData,
	recordFailed,
	reply,
	requestData,
	SEND,
	sent,
	startSend,
	unknown,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const OTHER = keyOf('send', 7)
const revoke = { kind: 'revokeRequest', by: ANNA } as const
const mail: CommandOf<'recordMailRequest'> = { kind: 'recordMailRequest', request: REQUEST, send: OTHER, issue: 1 }

const asked = () => givenCase().after(1, requestData())
const started = () => asked().after(2, startSend())
const answering = () => givenCase().after(1, reply(), startSend())
const slow = () => givenCase().after(1, reply(1, { undoMilliseconds: 15_000 }))

const failure = (at: number, reason: 'recipientClosed' | 'windowClosed' | 'rejected' | 'withdrawn') =>
	factAt('SendFailed', at, { send: SEND, reason })
const invited = factAt('InvitationQueued', 3, {
	request: REQUEST,
	send: keyOf('send', 9),
	message: keyOf('msg', 1),
	network: 'x',
})

describe('the commands about sends', () => {
	itRefuses(sendsRefusals, {
		startSend: {
			sendUnknown: { given: asked(), when: startSend(OTHER), at: 2 },
			sendEnded: { given: started().after(3, sent()), when: startSend(SEND, 1), at: 4 },
			sendUnderWay: { given: started(), when: startSend(), at: 3 },
			undoRunning: { given: slow(), when: startSend(), at: 1 },
		},
		recordSent: { sendUnknown: { given: asked(), when: sent(7), at: 2 } },
		recordFailure: { sendUnknown: { given: asked(), when: recordFailed({ send: OTHER }), at: 2 } },
		recordUnknown: { sendUnknown: { given: asked(), when: unknown({ send: OTHER }), at: 2 } },
		deferSend: { sendUnknown: { given: asked(), when: deferred({ send: OTHER }), at: 2 } },
	})
})

describe('an attempt', () => {
	it('is begun by the one sender that saw the last', () => {
		asked()
			.when(startSend(), 2)
			.then(factAt('SendStarted', 2, { send: SEND, attempt: 1 }))
		started()
			.when(startSend(SEND, 1), 3)
			.then(factAt('SendStarted', 3, { send: SEND, attempt: 2 }))
	})
	it('is counted from when it began', () =>
		asked()
			.happens(factAt('SendStarted', 2, { send: SEND, attempt: 1 }))
			.thenChanged({
				sends: [expect.objectContaining({ status: { kind: 'started' }, attempt: 1, since: minute(2) })],
			}))
	it.each([
		['sent', sent()],
		['failed', recordFailed()],
		['unknown', unknown()],
	])('is the last that was %s', (_, end) =>
		started().after(3, end).when(startSend(SEND, 1), 4).thenRefused('sendEnded'),
	)
	it('follows one that was put off', () =>
		started()
			.after(3, deferred())
			.when(startSend(SEND, 1), 30)
			.then(factAt('SendStarted', 30, { send: SEND, attempt: 2 })))
	it('of an answer begins when its time to undo is over', () =>
		slow()
			.when(startSend(), 2)
			.then(factAt('SendStarted', 2, { send: SEND, attempt: 1 })))
	it('that another has replaced, or that has ended, comes to nothing any more', () => {
		const second = started().after(3, startSend(SEND, 1))
		const ended = second.after(4, sent())
		for (const late of [recordFailed, unknown, deferred]) {
			second.when(late(), 4).thenNothing()
			ended.when(late({ attempt: 2 }), 5).thenNothing()
		}
	})
	it('that was not begun cannot fail', () => {
		asked()
			.when(recordFailed({ attempt: 0 }), 2)
			.thenNothing()
		asked()
			.when(unknown({ attempt: 0 }), 2)
			.thenNothing()
	})
})

describe('what nobody needs any more', () => {
	it('is not sent where its request has ended, and takes no turn', () => {
		const again = asked()
			.after(2, revoke)
			.after(3, requestData({ request: keyOf('req', 2), send: keyOf('send', 2) }))
		again.when(startSend(), 4).then(failure(4, 'withdrawn'))
		again.when(startSend(), 4).thenState({ turn: { who: 'customer' } })
	})
	it('is not mailed either', () =>
		asked()
			.after(2, mail, revoke)
			.when(startSend(OTHER), 4)
			.thenState({ sends: [{}, { status: { kind: 'failed' } }] }))
	it('is not sent to a person who is to be erased', () => {
		asked().after(2, beginErasure()).when(startSend(), 3).then(failure(3, 'withdrawn'))
		givenCase()
			.after(1, reply(), beginErasure())
			.when(startSend(), 3)
			.then(factAt('ReplyFailed', 3, { send: SEND, reason: 'withdrawn' }))
	})
	it('does not keep an answer of ours standing before a person who is to be erased', () => {
		const deletion = { kind: 'deleteReply', by: ANNA, send: OTHER, reply: keyOf('msg', 101) } as const
		answering().after(3, sent(), deletion, beginErasure()).when(startSend(OTHER), 6).thenFacts('SendStarted')
	})
	it('is an answer never by the end of a request', () =>
		asked()
			.after(2, reply(2), revoke)
			.when(startSend(keyOf('send', 2)), 4)
			.thenFacts('SendStarted'))
})

describe('a send that left', () => {
	it('is told of once', () => {
		started()
			.when(sent(), 3)
			.then(factAt('SendSucceeded', 3, { send: SEND }))
		started()
			.when({ kind: 'recordSent', send: SEND, message: keyOf('msg', 9) }, 3)
			.then(factAt('SendSucceeded', 3, { send: SEND, message: keyOf('msg', 9) }))
		started().after(3, sent()).when(sent(), 4).thenNothing()
		answering()
			.when(sent(), 3)
			.then(factAt('ReplySent', 3, { send: SEND }))
		answering().after(3, sent()).when(sent(), 4).thenNothing()
	})
	it.each([
		['failed', recordFailed()],
		['unknown', unknown()],
		['put off', deferred()],
	])('is known as such even where it was thought to be %s', (_, end) => {
		started()
			.after(3, end)
			.when(sent(), 4)
			.then(factAt('SendSucceeded', 4, { send: SEND }))
		started()
			.after(3, end)
			.when(sent(), 4)
			.thenState({ sends: [{ status: { kind: 'sent' } }] })
	})
	it('has used the one private reply to its message', () =>
		started()
			.happens(factAt('SendSucceeded', 3, { send: SEND }))
			.thenChanged({
				repliedPrivately: [keyOf('msg', 1)],
				tries: { count: 1, lastAt: minute(3) },
				sends: [expect.objectContaining({ status: { kind: 'sent' }, since: minute(3) })],
			}))
	it('has used none where it was a mail', () => {
		const mailed = asked()
			.after(2, mail, startSend(OTHER))
			.happens(factAt('SendSucceeded', 5, { send: OTHER }))
		mailed.thenChanged({
			sends: [expect.objectContaining({ id: SEND }), expect.objectContaining({ status: { kind: 'sent' } })],
		})
	})
	it('changes nothing where the case does not know it', () =>
		givenCase()
			.happens(factAt('SendSucceeded', 1, { send: keyOf('send', 9) }))
			.thenUnchanged())
	it('is remembered as one of the last ten that ended', () => {
		const numbers = Array.from({ length: 13 }, (_, index) => index + 2)
		const { sends } = numbers.reduce(
			(course, number) =>
				course.after(
					number,
					{ kind: 'resendRequest', by: ANNA, send: keyOf('send', number) },
					startSend(keyOf('send', number)),
					sent(number),
				),
			asked(),
		).state
		expect(sends.filter(({ status }) => status.kind === 'sent')).toHaveLength(11)
		expect(sends[0]).toMatchObject({ id: SEND, status: { kind: 'queued' } })
	})
})

describe('a send that failed', () => {
	it('is told of, and is ours', () => {
		started().when(recordFailed(), 3).then(failure(3, 'rejected'))
		started().after(3, recordFailed()).when(recordFailed(), 4).thenNothing()
		started()
			.happens(failure(3, 'rejected'))
			.thenChanged({
				turn: { who: 'ours' },
				sends: [expect.objectContaining({ status: { kind: 'failed', failure: 'rejected' }, since: minute(3) })],
			})
	})
	it('is nobody’s turn where it was withdrawn: what is newer says itself whose', () =>
		started()
			.happens(failure(3, 'withdrawn'))
			.thenChanged({ sends: [expect.objectContaining({ status: { kind: 'failed', failure: 'withdrawn' } })] }))
	it.each(['recipientClosed', 'windowClosed'] as const)(
		'is followed by an invitation in public where the private message cannot be had: %s',
		(reason) => {
			started().when(recordFailed({ reason }), 3).then(failure(3, reason), invited)
			started()
				.when(recordFailed({ reason }), 3)
				.thenState({ turn: { who: 'customer' } })
		},
	)
	it('is followed by none for who wrote in private, for other failures, or after the request', () => {
		given(opened(), message(1, 0, DM))
			.after(1, requestData(), startSend())
			.when(recordFailed({ reason: 'recipientClosed' }), 3)
			.then(failure(3, 'recipientClosed'))
		started().when(recordFailed(), 3).then(failure(3, 'rejected'))
		started()
			.after(3, recordData())
			.when(recordFailed({ reason: 'recipientClosed' }), 4)
			.then(failure(4, 'recipientClosed'))
	})
	it('is followed by none where the customer wrote again since: it is our turn', () =>
		started()
			.and(message(2, 3))
			.when(recordFailed({ reason: 'recipientClosed' }), 4)
			.then(failure(4, 'recipientClosed')))
	it('is followed by none where the invitation itself failed', () =>
		started()
			.after(3, recordFailed({ reason: 'recipientClosed' }), startSend(keyOf('send', 9)))
			.when(recordFailed({ send: keyOf('send', 9), reason: 'recipientClosed' }), 5)
			.thenFacts('SendFailed'))
	it('does not open a closed case, unless it was an answer', () => {
		started().after(3, close()).when(recordFailed(), 4).thenFacts('SendFailed')
		answering()
			.after(3, close())
			.when(recordFailed(), 4)
			.then(factAt('CaseReopened', 4), factAt('ReplyFailed', 4, { send: SEND, reason: 'rejected' }))
	})
})

describe('a send whose end nobody knows', () => {
	it('is told of, and is ours', () => {
		started()
			.when(unknown(), 3)
			.then(factAt('SendUnknown', 3, { send: SEND }))
		started().after(3, unknown()).when(unknown(), 4).thenNothing()
		started()
			.happens(factAt('SendUnknown', 3, { send: SEND }))
			.thenChanged({
				turn: { who: 'ours' },
				sends: [expect.objectContaining({ status: { kind: 'unknown' }, since: minute(3) })],
			})
	})
	it('does not open a closed case, unless it was an answer', () => {
		started().after(3, close()).when(unknown(), 4).thenFacts('SendUnknown')
		answering()
			.after(3, close())
			.when(unknown(), 4)
			.then(factAt('CaseReopened', 4), factAt('ReplyUnknown', 4, { send: SEND }))
	})
})

describe('a send that is put off', () => {
	it('waits until then, after an attempt or before there was any', () => {
		const until = minute(30)
		started()
			.when(deferred(), 3)
			.then(factAt('SendDeferred', 3, { send: SEND, until, reason: 'limit' }))
		asked()
			.when(deferred({ attempt: 0 }), 2)
			.then(factAt('SendDeferred', 2, { send: SEND, until, reason: 'limit' }))
		started()
			.after(3, deferred())
			.when(deferred({ until: minute(60) }), 4)
			.then(factAt('SendDeferred', 4, { send: SEND, until: minute(60), reason: 'limit' }))
	})
	it('takes no turn', () =>
		started()
			.happens(factAt('SendDeferred', 3, { send: SEND, until: minute(30), reason: 'limit' }))
			.thenChanged({
				sends: [
					expect.objectContaining({
						status: { kind: 'deferred', until: minute(30), reason: 'limit' },
						attempt: 1,
						waits: { limit: 1 },
					}),
				],
			}))
})
