import { describe, expect, it } from 'vitest'
import { answerBy, answerWindows } from '#shared/cases/replies/answer-window.ts'
import { contactFactsOf } from '#shared/cases/replies/messaging-window.ts'
import { possibleAnswers } from '#shared/cases/replies/reply-target.ts'
import {
	answered,
	COMMENT,
	keyOf,
	MESSENGER,
	message,
	minute,
	opened,
	recordData,
	reply,
	replyToComment,
	requestData,
	SEND,
	sent,
	startSend,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

/** Until when a customer can be answered in private, and the one private reply to what they wrote in public. */

const DAY = 24 * 60
const CONTACT = keyOf('contact', 1)
const EVERYONE = { xAnswersSummonsOnly: false }
const toMessenger = reply(1, { target: { visibility: 'private', answered: answered(MESSENGER) } })
const inPrivate = () => given(opened(), message(1, 0, MESSENGER))
const comment = () => given(opened(), message(1, 0, COMMENT))

describe("Meta's window for what people type", () => {
	it('is open for seven days', () => {
		inPrivate()
			.when(toMessenger, 7 * DAY - 1)
			.thenFacts('CaseClaimed', 'ReplyQueued')
		inPrivate()
			.when(toMessenger, 7 * DAY)
			.thenRefused('windowClosed')
	})
	it('counts when the answer leaves, not when it is written', () =>
		inPrivate()
			.when({ ...toMessenger, undoMilliseconds: 60_000 }, 7 * DAY - 1)
			.thenRefused('windowClosed'))
	it('begins anew with each private message, and not with a public one', () => {
		inPrivate()
			.and(message(2, 6 * DAY, MESSENGER))
			.when(toMessenger, 8 * DAY)
			.thenFacts('CaseClaimed', 'ReplyQueued')
		inPrivate()
			.and(message(2, 6 * DAY, COMMENT))
			.when(toMessenger, 8 * DAY)
			.thenRefused('windowClosed')
	})
	it('does not begin anew with our answer', () =>
		inPrivate()
			.after(6 * DAY, toMessenger, startSend(), sent())
			.when({ ...toMessenger, send: keyOf('send', 2) }, 8 * DAY)
			.thenRefused('windowClosed'))
	it('is a time on the case', () => {
		expect(answerBy(givenCase().state, minute(1))).toBeUndefined()
		expect(answerBy(inPrivate().state, minute(1))).toBe(minute(7 * DAY))
		expect(answerWindows(inPrivate().state)).toEqual([
			{ network: 'facebook', kind: 'standard', until: minute(DAY) },
			{ network: 'facebook', kind: 'humanAgent', until: minute(7 * DAY) },
		])
		expect(answerWindows(comment().state)).toEqual([
			{ network: 'facebook', kind: 'privateReply', until: minute(7 * DAY) },
		])
		expect(answerBy(comment().state, minute(9 * DAY))).toBe(minute(7 * DAY))
	})
	it('leaves other ways open, which are named', () => {
		const late = minute(8 * DAY)
		expect(possibleAnswers(inPrivate().state, EVERYONE, late)).toEqual([])
		const both = comment().and(message(2, 1, { contact: keyOf('contact', 2) }))
		expect(possibleAnswers(both.state, EVERYONE, late)).toContainEqual({ visibility: 'public', channel: 'x' })
		const confirmed = inPrivate().after(1, requestData(), recordData())
		expect(possibleAnswers(confirmed.state, EVERYONE, late)).toEqual([{ visibility: 'mail', channel: 'mail' }])
	})
})

describe('the one private reply to a comment', () => {
	const inReply = (number = 1) => replyToComment(number, 'private')
	it('may leave within seven days', () => {
		comment()
			.when(inReply(), 7 * DAY - 1)
			.thenFacts('CaseClaimed', 'ReplyQueued')
		comment()
			.when(inReply(), 7 * DAY)
			.thenRefused('windowClosed')
	})
	it('is used when it has left, until the customer writes in private', () => {
		const used = comment().after(1, inReply(), startSend(), sent())
		used.when(inReply(2), 5).thenRefused('privateReplyUsed')
		used
			.and(message(2, 4, MESSENGER))
			.when(inReply(2), 5)
			.thenFacts('ReplyQueued')
	})
	it('is the private message of a request for data, too', () =>
		comment().after(1, requestData(), startSend(), sent()).when(inReply(2), 5).thenRefused('privateReplyUsed'))
	it('is taken by an answer that waits to leave, for agent and sender alike', () => {
		const queued = comment().after(1, inReply())
		queued.when(inReply(2), 2).thenRefused('privateReplyUsed')
		queued.when(replyToComment(2), 2).thenFacts('ReplyQueued')
	})
	it('belongs to the first of two that want it', () => {
		const { state } = comment().after(1, inReply(), requestData({ send: keyOf('send', 2) }))
		expect(contactFactsOf(state, CONTACT, keyOf('msg', 1), SEND).isReplyUsed).toBe(false)
		expect(contactFactsOf(state, CONTACT, keyOf('msg', 1), keyOf('send', 2)).isReplyUsed).toBe(true)
	})
	it('is free again when the answer is withdrawn', () =>
		comment().after(1, inReply(), withdraw()).when(inReply(2), 3).thenFacts('ReplyQueued'))
})
