import { describe, expect, it } from 'vitest'
import { contactFactsOf } from '#shared/cases/messaging-window.ts'
import {
	ANNA,
	BEN,
	close,
	doing,
	factAt,
	keyOf,
	message,
	opened,
	requestData,
	startSend,
	stateOf,
} from '#test/support/case-factories.ts'
import { given } from '#test/support/case-specification.ts'

const contact = keyOf('contact', 1)
const comment = { network: 'facebook', visibility: 'public', form: 'comment' } as const
const answered = { message: keyOf('msg', 1), contact, ...comment, sentAt: '2026-11-22T10:00:00.000Z' } as const

const reply = (number: number, visibility: 'public' | 'private') =>
	({
		kind: 'reply',
		by: ANNA,
		send: keyOf('send', number),
		reply: keyOf('msg', 100 + number),
		target: { visibility, answered },
		purpose: 'answer',
		rules: { xAnswersSummonsOnly: false },
		undoMilliseconds: 0,
		overrides: [],
	}) as const
const sent = (number: number) => ({ kind: 'recordSent', send: keyOf('send', number) }) as const
const correction = (number: number) =>
	({
		kind: 'correctReply',
		by: ANNA,
		send: keyOf('send', number),
		reply: keyOf('msg', 101),
		correction: keyOf('msg', 300 + number),
	}) as const
const deletion = (number: number, by = ANNA) =>
	({ kind: 'deleteReply', by, send: keyOf('send', number), reply: keyOf('msg', 101) }) as const
const hide = (number: number, isHidden: boolean) =>
	({
		kind: 'hideMessage',
		by: ANNA,
		send: keyOf('send', number),
		message: keyOf('msg', 1),
		network: 'facebook',
		isHidden,
	}) as const
const withdrawn = (number: number, at: number) =>
	factAt('SendFailed', at, { send: keyOf('send', number), reason: 'withdrawn' })

const written = () => given(opened(), message(1, 0, comment))
const answeredInPublic = () => written().after(1, reply(1, 'public'), startSend(), sent(1))

describe('a change of an answer that stands in public', () => {
	it('takes the place of a correction that has not begun', () => {
		const queued = answeredInPublic().after(4, correction(7))
		queued
			.when(deletion(8), 5)
			.then(
				withdrawn(7, 5),
				factAt('ReplyDeletionQueued', 5, { by: ANNA, send: keyOf('send', 8), reply: keyOf('msg', 101) }),
			)
		queued.when(correction(8), 5).thenFacts('SendFailed', 'ReplyCorrectionQueued')
	})
	it('waits for one that has begun', () => {
		const begun = answeredInPublic().after(5, correction(7), startSend(keyOf('send', 7)))
		begun.when(deletion(8), 7).thenRefused('sendUnderWay')
		begun.when(correction(8), 7).thenRefused('sendUnderWay')
	})
	it('is asked for once: a second deletion does nothing, and nothing is corrected that goes', () => {
		const going = answeredInPublic().after(5, deletion(7))
		going.when(deletion(8), 6).thenNothing()
		going.when(correction(8), 6).thenRefused('sendUnderWay')
	})
	it('can be made on a closed case: a correction leaves it closed, without the answer it opens again', () => {
		const closed = answeredInPublic().after(5, close())
		closed.when(correction(7), 6).thenFacts('ReplyCorrectionQueued')
		closed.when(deletion(7, BEN), 6).thenFacts('CaseReopened', 'CaseClaimed', 'ReplyDeletionQueued')
		closed.when(deletion(7, BEN), 6).thenState({ state: 'open', claim: { by: BEN } })
	})
})

describe('a message that is to be hidden', () => {
	it('stays as it is where the opposite is asked before it began', () =>
		written().after(1, hide(1, true)).when(hide(2, false), 2).then(withdrawn(1, 2)))
	it('is hidden once, however often it is asked', () =>
		written().after(1, hide(1, true)).when(hide(2, true), 2).thenNothing())
	it('waits for what has begun', () =>
		written().after(1, hide(1, true), startSend()).when(hide(2, false), 3).thenRefused('sendUnderWay'))
})

describe('the one private reply to a comment', () => {
	it('is taken by an answer that waits to leave, for agent and sender alike', () => {
		const queued = written().after(1, reply(1, 'private'))
		queued.when(reply(2, 'private'), 2).thenRefused('privateReplyUsed')
		queued.when(reply(2, 'public'), 2).thenFacts('ReplyQueued')
	})
	it('belongs to the first of two that want it', () => {
		const state = doing(
			stateOf(opened(), message(1, 0, comment)),
			1,
			reply(1, 'private'),
			requestData({ send: keyOf('send', 2) }),
		)
		expect(contactFactsOf(state, contact, keyOf('msg', 1), keyOf('send', 1)).isReplyUsed).toBe(false)
		expect(contactFactsOf(state, contact, keyOf('msg', 1), keyOf('send', 2)).isReplyUsed).toBe(true)
	})
	it('is free again when the answer is withdrawn', () =>
		written()
			.after(1, reply(1, 'private'), { kind: 'withdrawReply', by: ANNA, reply: keyOf('msg', 101) })
			.when(reply(2, 'private'), 3)
			.thenFacts('ReplyQueued'))
})
