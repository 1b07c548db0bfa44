import { describe, it } from 'vitest'
import {
	beginErasure,
	COMMENT,
	close,
	confirmNative,
	deleteReply,
	factAt,
	keyOf,
	message,
	opened,
	recordFailed,
	reply,
	replyToComment,
	seeNative,
	sent,
	startSend,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

const start = (number = 1) => startSend(keyOf('send', number))
const confirm = confirmNative()
const erased = factAt('MessageErased', 4, { message: keyOf('msg', 1), filedVersion: 2 })
const answered = () => givenCase().after(1, reply(), start(), sent())
const taken = [deleteReply(), start(7), sent(7)] as const

describe('an answer that is deleted', () => {
	it('leaves nobody waiting whose message was taken back, or who was erased', () => {
		answered()
			.and(erased)
			.after(5, ...taken)
			.thenState({ unanswered: { count: 0 } })
		answered()
			.after(4, beginErasure(), { kind: 'recordPersonErasure' }, ...taken)
			.thenState({ unanswered: { count: 0 } })
	})
	it('is not made up for by a pointer, which answers nothing', () =>
		answered()
			.after(4, reply(2, { purpose: 'netiquette' }), start(2), sent(2), ...taken)
			.thenState({ unanswered: { count: 1 } }))
	it('leaves its messages to a newer answer, and both wait once that goes too, in whatever order', () => {
		const two = () =>
			given(opened(), message(1, 0, COMMENT))
				.after(1, replyToComment(), start(), sent())
				.and(message(2, 4, COMMENT))
				.after(5, replyToComment(2), start(2), sent(2))
		const newer = [deleteReply({ send: keyOf('send', 8), reply: keyOf('msg', 102) }), start(8), sent(8)] as const
		two()
			.after(8, ...taken)
			.thenState({ unanswered: { count: 0 } })
		two()
			.after(8, ...taken, ...newer)
			.thenState({ unanswered: { count: 2 } })
		two()
			.after(8, ...newer, ...taken)
			.thenState({ unanswered: { count: 2 } })
	})
	it('opens a case that was closed meanwhile, whether it goes or cannot go', () => {
		const closed = answered().after(4, deleteReply(), close()).after(6, start(7))
		closed.when(sent(7), 7).thenState({ state: 'open', unanswered: { count: 1 }, turn: { who: 'ours' } })
		closed.when(recordFailed({ send: keyOf('send', 7) }), 7).thenState({ state: 'open', turn: { who: 'ours' } })
	})
})

describe('answers of two ways', () => {
	const two = () =>
		given(opened(), message(1, 0), message(2, 2)).after(3, seeNative({ sentAt: '2026-11-22T10:01:00.000Z' }))
	it('leave what one of them answered answered: a native one confirmed after ours', () =>
		two()
			.after(4, reply(), start(), sent(), confirm)
			.thenState({ unanswered: { count: 0 } }))
	it('and ours sent after a native one was confirmed', () =>
		two()
			.after(4, reply(), confirm, start(), sent())
			.thenState({ unanswered: { count: 0 } }))
	it('hide nobody among so many that some are only counted', () => {
		const seen = Array.from({ length: 20 }, (_, index) => message(index + 1, index))
		const later = Array.from({ length: 18 }, (_, index) => message(index + 21, 30 + index))
		given(opened(), ...seen)
			.after(25, reply(), reply(2))
			.and(...later)
			.after(60, start(2), sent(2))
			.thenState({ unanswered: { count: 18 } })
		given(opened(), ...seen)
			.after(25, reply(), reply(2))
			.and(...later)
			.after(60, start(2), sent(2), start(), sent())
			.thenState({ unanswered: { count: 18 } })
	})
	it('leave waiting what neither answered', () =>
		two()
			.after(4, reply(), confirm)
			.and(message(3, 6))
			.after(7, start(), sent())
			.thenState({ unanswered: { count: 1 } }))
})
