import { describe, expect, it } from 'vitest'
import { answerBy, answerWindows } from '#shared/cases/answer-window.ts'
import type { Command } from '#shared/cases/commands.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { possibleAnswers } from '#shared/cases/reply-target.ts'
import { type CaseState, findSend } from '#shared/cases/state.ts'
import { UNANSWERED_SHOWN } from '#shared/cases/waiting.ts'
import { addMilliseconds, DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import {
	ANNA,
	aCase,
	afterFacts,
	BEN,
	close,
	doing,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	outcomeOf,
	recordData,
	requestData,
	startSend,
	stateOf,
} from '#test/support/case-factories.ts'

type Reply = Extract<Command, { kind: 'reply' }>

const contact = keyOf('contact', 1)
const EVERYONE = { xAnswersSummonsOnly: false }
const onX = {
	message: keyOf('msg', 1),
	contact,
	network: 'x',
	visibility: 'public',
	form: 'mention',
	sentAt: minute(0),
} as const
const onFacebook = { ...onX, network: 'facebook', form: 'comment' } as const

/** Answer number n: send n and words n + 100. */
const reply = (number = 1, change: Partial<Reply> = {}): Reply => ({
	kind: 'reply',
	by: ANNA,
	send: keyOf('send', number),
	reply: keyOf('msg', number + 100),
	target: { visibility: 'public', answered: onX },
	purpose: 'answer',
	rules: EVERYONE,
	undoMilliseconds: 0,
	overrides: [],
	...change,
})
const sent = (number = 1): Command => ({ kind: 'recordSent', send: keyOf('send', number) })
const start = (number = 1, seen = 0): Command => startSend(keyOf('send', number), seen)
const answeredCase = () => doing(aCase(), 1, reply(), start(), sent())
const facebook = (change: Parameters<typeof message>[2] = {}) =>
	message(1, 0, { network: 'facebook', form: 'comment', ...change })
const dm = { visibility: 'private', form: 'dm' } as const
const onMessenger = { ...onFacebook, ...dm }

describe('what an answer answers', () => {
	it('is, of what waits, the first sixteen by id and time, and a count', () => {
		const many = Array.from({ length: 25 }, (_, index) => message(index + 1, index))
		const state = stateOf(opened(), ...many)
		expect(state.unanswered.first).toHaveLength(UNANSWERED_SHOWN)
		expect(state.unanswered.first[0]).toEqual({ message: keyOf('msg', 1), sentAt: minute(0) })
		expect(state.unanswered.count).toBe(25)
		expect(doing(state, 30, reply(), start(), sent()).unanswered).toEqual({ first: [], count: 0 })
	})
	it('is only what its author had seen: what came while it was on its way still waits', () => {
		const queued = doing(aCase(), 1, reply())
		const written = afterFacts(queued, message(2, 2))
		const state = doing(written, 3, start(), sent())
		expect(state.unanswered).toEqual({ first: [{ message: keyOf('msg', 2), sentAt: minute(2) }], count: 1 })
		expect(state.waitingSince).toBe(minute(2))
		expect(state.turn).toEqual({ who: 'ours' })
	})
	it('is what had come by then, even where the network dates it later than what came after', () => {
		const queued = doing(aCase(), 1, reply())
		const late = afterFacts(queued, message(2, 5, { sentAt: minute(-30) }))
		expect(doing(late, 6, start(), sent()).unanswered.first).toEqual([
			{ message: keyOf('msg', 2), sentAt: minute(-30) },
		])
	})
	it('of more than are shown counts those that came after its author looked', () => {
		const many = Array.from({ length: 25 }, (_, index) => message(index + 1, index))
		const later = Array.from({ length: 23 }, (_, index) => message(index + 30, index + 40))
		const queued = doing(stateOf(opened(), ...many), 30, reply())
		expect(doing(afterFacts(queued, ...later), 80, start(), sent()).unanswered.count).toBe(23)
	})
	it('waits on until it is sent: not when it is queued, not when it begins', () => {
		for (const state of [doing(aCase(), 1, reply()), doing(aCase(), 1, reply(), start())])
			expect(state).toMatchObject({ waitingSince: minute(0), unanswered: { count: 1 }, turn: { who: 'ours' } })
		expect(answeredCase()).not.toHaveProperty('waitingSince', expect.anything())
	})
	it('waits on when it fails, is unknown or withdrawn', () => {
		const failure = {
			kind: 'recordFailure',
			send: keyOf('send', 1),
			attempt: 1,
			reason: 'rejected',
			invitation: keyOf('send', 9),
		} as const
		const unknown = { kind: 'recordUnknown', send: keyOf('send', 1), attempt: 1 } as const
		const withdraw = { kind: 'withdrawReply', by: ANNA, reply: keyOf('msg', 101) } as const
		const ends = [
			doing(aCase(), 1, reply(), start(), failure),
			doing(aCase(), 1, reply(), start(), unknown),
			doing(aCase(), 1, reply(), withdraw),
		]
		for (const state of ends)
			expect(state).toMatchObject({ waitingSince: minute(0), unanswered: { count: 1 }, turn: { who: 'ours' } })
		expect(ends.map(({ sends }) => sends[0]?.status.kind)).toEqual(['failed', 'unknown', 'withdrawn'])
	})
	it('hands the turn to the customer, and takes it back on their next word or when they stay silent', () => {
		const state = answeredCase()
		expect(state.turn).toEqual({ who: 'customer', until: addMilliseconds(minute(3), 7 * DAY) })
		expect(afterFacts(state, message(2, 9)).turn).toEqual({ who: 'ours' })
		expect(outcomeOf(state, { kind: 'lapse' }, 8 * 24 * 60)).toEqual(['TurnLapsed'])
	})
	it('is nothing where it only points the way: the turn goes over, the messages wait on', () => {
		for (const purpose of ['invitation', 'netiquette'] as const) {
			const state = doing(aCase(), 1, reply(1, { purpose }), start(), sent())
			expect(state).toMatchObject({ turn: { who: 'customer' }, unanswered: { count: 1 }, waitingSince: minute(0) })
		}
	})
	it('is nothing more by an older answer that ends after a newer one', () => {
		const first = doing(aCase(), 1, reply(1))
		const second = doing(afterFacts(first, message(2, 2)), 3, reply(2), start(2), sent(2))
		expect(second.unanswered.count).toBe(0)
		const third = afterFacts(second, message(3, 6))
		expect(doing(third, 7, start(1), sent(1)).unanswered.first).toEqual([
			{ message: keyOf('msg', 3), sentAt: minute(6) },
		])
	})
	it('waits again after an edit, also of a message that the answer on its way was about', () => {
		const edited = factAt('MessageEdited', 2, {
			message: keyOf('msg', 1),
			sentAt: minute(2),
			filedVersion: 2,
			isShown: true,
		})
		const state = doing(afterFacts(doing(aCase(), 1, reply()), edited), 3, start(), sent())
		expect(state.unanswered).toEqual({ first: [{ message: keyOf('msg', 1), sentAt: minute(2) }], count: 1 })
	})
	it('waits no more once it is taken back', () => {
		const erased = factAt('MessageErased', 3, { message: keyOf('msg', 2), filedVersion: 4 })
		const written = afterFacts(doing(aCase(), 1, reply()), message(2, 2), erased)
		expect(doing(written, 4, start(), sent()).unanswered.count).toBe(0)
	})
	it('includes data that the customer gave, unless they gave them after its author looked', () => {
		const asked = doing(aCase(), 1, requestData())
		const given = doing(asked, 2, reply(2), recordData())
		expect(doing(given, 5, start(2), sent(2))).toMatchObject({ waitingSince: minute(3), turn: { who: 'ours' } })
	})
})

describe('answers that were taken back or corrected', () => {
	const deletion = { kind: 'deleteReply', by: ANNA, send: keyOf('send', 7), reply: keyOf('msg', 101) } as const
	it('leave their messages waiting again, where nothing newer answers them', () => {
		const state = doing(answeredCase(), 5, deletion, start(7), sent(7))
		expect(state).toMatchObject({ waitingSince: minute(0), unanswered: { count: 1 }, turn: { who: 'ours' } })
		expect(outcomeOf(state, { ...deletion, send: keyOf('send', 8) }, 9)).toBe('replyDeleted')
	})
	it('stay answered by a newer answer', () => {
		const newer = doing(answeredCase(), 5, reply(2), start(2), sent(2))
		expect(doing(newer, 9, deletion, start(7), sent(7)).unanswered.count).toBe(0)
	})
	it('refuses to change what was not sent yet', () =>
		expect(outcomeOf(doing(aCase(), 1, reply()), deletion, 2)).toBe('replyNotSent'))
	it('refuses to change what was sent in private, on X, or nobody sent', () => {
		const correction = {
			kind: 'correctReply',
			by: ANNA,
			send: keyOf('send', 7),
			reply: keyOf('msg', 101),
			correction: keyOf('msg', 300),
		} as const
		expect(outcomeOf(answeredCase(), correction, 5)).toBe('noCorrections')
		expect(outcomeOf(aCase(), correction, 5)).toBe('replyUnknown')
		const inPrivate = doing(aCase(), 1, reply(1, { target: { visibility: 'private', answered: onX } }), start(), sent())
		expect(outcomeOf(inPrivate, deletion, 5)).toBe('replyPrivate')
		const comment = doing(
			stateOf(opened(), facebook()),
			1,
			reply(1, { target: { visibility: 'public', answered: onFacebook } }),
			start(),
			sent(),
		)
		expect(outcomeOf(comment, correction, 5)).toEqual(['ReplyCorrectionQueued'])
	})
})

describe('undo', () => {
	const slow = () => doing(aCase(), 1, reply(1, { undoMilliseconds: 15_000 }))
	const withdraw = (by = ANNA): Command => ({ kind: 'withdrawReply', by, reply: keyOf('msg', 101) })
	it('lets nothing leave before its time, by the fact itself', () => {
		const { sends } = slow()
		expect(sends[0]).toHaveProperty('leavesAt', addMilliseconds(minute(1), 15_000))
		expect(outcomeOf(slow(), start(), 1)).toBe('undoRunning')
		expect(outcomeOf(slow(), start(), 2)).toEqual(['SendStarted'])
		expect(caseDueAt(slow())).toBe(addMilliseconds(minute(1), 15_000 + 5 * MINUTE))
	})
	it('is legal until the send starts, and never afterwards, whatever the clocks say', () => {
		expect(outcomeOf(slow(), withdraw(), 1)).toEqual(['ReplyWithdrawn'])
		expect(outcomeOf(slow(), withdraw(), 9999)).toEqual(['ReplyWithdrawn'])
		const started = doing(slow(), 2, start())
		expect(outcomeOf(started, withdraw(), -60)).toBe('sendUnderWay')
		const waiting = doing(started, 3, { kind: 'deferSend', send: keyOf('send', 1), attempt: 1, until: minute(60) })
		expect(outcomeOf(waiting, withdraw(), 4)).toBe('sendUnderWay')
		expect(outcomeOf(doing(started, 3, sent()), withdraw(), 4)).toBe('replySent')
	})
	it('is legal while it waits before the first try, and a repeat changes nothing', () => {
		const held = doing(slow(), 2, { kind: 'deferSend', send: keyOf('send', 1), attempt: 0, until: minute(60) })
		const withdrawn = doing(held, 3, withdraw())
		expect(withdrawn.sends[0]?.status.kind).toBe('withdrawn')
		expect(outcomeOf(withdrawn, withdraw(), 4)).toEqual([])
		expect(outcomeOf(withdrawn, start(), 70)).toBe('sendEnded')
	})
	it("refuses another agent's hand on it while its author holds the case, and an answer nobody wrote", () => {
		expect(outcomeOf(slow(), withdraw(BEN), 2)).toBe('claimedByOther')
		expect(outcomeOf(aCase(), withdraw(), 2)).toBe('replyUnknown')
	})
})

describe('who may answer, and where', () => {
	it('takes the claim along, and refuses whoever lost it', () => {
		expect(outcomeOf(aCase(), reply(), 1)).toEqual(['CaseClaimed', 'ReplyQueued'])
		const held = doing(aCase(), 1, { kind: 'claim', by: BEN })
		expect(outcomeOf(held, reply(), 20)).toBe('claimedByOther')
		expect(outcomeOf(held, reply(), 21)).toEqual(['CaseClaimed', 'ReplyQueued'])
	})
	it('keeps the claim of whoever writes, twenty minutes from the last writing', () => {
		const held = doing(aCase(), 1, { kind: 'claim', by: ANNA })
		const writing = doing(held, 15, { kind: 'keepClaim', by: ANNA })
		expect(outcomeOf(writing, { kind: 'claim', by: BEN }, 30)).toBe('claimedByOther')
		expect(outcomeOf(held, { kind: 'keepClaim', by: BEN }, 5)).toEqual([])
		expect(outcomeOf(held, { kind: 'keepClaim', by: ANNA }, 3)).toEqual([])
	})
	it('refuses a closed case, an erased person, and a public answer to a private message', () => {
		expect(outcomeOf(doing(aCase(), 1, close()), reply(), 2)).toBe('caseClosed')
		const erased = doing(aCase(), 1, { kind: 'demandPersonErasure', by: ANNA, reason: 'demanded' })
		expect(outcomeOf(erased, reply(), 2)).toBe('personErased')
		expect(outcomeOf(aCase(), reply(1, { target: { visibility: 'public', answered: { ...onX, ...dm } } }), 1)).toBe(
			'noMessageToAnswer',
		)
		expect(outcomeOf(aCase(), reply(1, { target: { visibility: 'private' } }), 1)).toBe('noMessageToAnswer')
	})
	it('leaves nobody waiting once a person is erased, and the case to an agent', () => {
		const demand = { kind: 'demandPersonErasure', by: ANNA, reason: 'demanded' } as const
		const state = doing(aCase(), 1, demand, { kind: 'recordPersonErasure' })
		expect(state).toMatchObject({ state: 'open', unanswered: { count: 0 }, personErasure: 'done' })
		expect(state).not.toHaveProperty('waitingSince', expect.anything())
	})
	it('sends nothing more to a person who is to be erased', () => {
		const state = doing(aCase(), 1, reply(), { kind: 'demandPersonErasure', by: ANNA, reason: 'demanded' }, start())
		expect(state.sends[0]).toMatchObject({ status: { kind: 'failed', failure: 'withdrawn' } })
	})
	it('on X under the self-serve rule refuses all but those who called us', () => {
		const rules = { xAnswersSummonsOnly: true }
		const called = { ...onX, isSummons: true } as const
		expect(outcomeOf(aCase(), reply(1, { rules }), 1)).toBe('answerByHand')
		expect(outcomeOf(aCase(), reply(1, { rules, target: { visibility: 'public', answered: called } }), 1)).toContain(
			'ReplyQueued',
		)
		expect(outcomeOf(aCase(), reply(1, { rules, target: { visibility: 'private', answered: onX } }), 1)).toContain(
			'ReplyQueued',
		)
	})
	it('by mail goes to the address that was confirmed, and nowhere without one', () => {
		const mail = reply(2, { target: { visibility: 'mail' } })
		expect(outcomeOf(aCase(), mail, 1)).toBe('noConfirmedAddress')
		const given = doing(aCase(), 1, requestData(), recordData())
		expect(doing(given, 4, mail).sends.at(-1)).toMatchObject({ via: 'mail', request: keyOf('req', 1) })
		const called = doing(aCase(), 1, requestData(), recordData({ assurance: 'controlsAccount' }))
		expect(outcomeOf(called, mail, 4)).toBe('noConfirmedAddress')
	})
})

describe("Meta's windows", () => {
	const minutes = (milliseconds: number) => milliseconds / MINUTE
	const messenger = (answered = onMessenger): Reply => reply(1, { target: { visibility: 'private', answered } })
	const written = () => stateOf(opened(), facebook(dm))
	it.each([
		['just open', 7 * DAY - MINUTE, ['CaseClaimed', 'ReplyQueued']],
		['just closed', 7 * DAY, 'windowClosed'],
	])('of seven days for what people type is %s', (_, after, outcome) =>
		expect(outcomeOf(written(), messenger(), minutes(after))).toEqual(outcome),
	)
	it('begins anew with each private message, and not with a public one or our answer', () => {
		const again = afterFacts(written(), message(2, minutes(6 * DAY), { network: 'facebook', ...dm }))
		expect(outcomeOf(again, messenger(), minutes(8 * DAY))).toContain('ReplyQueued')
		const inPublic = afterFacts(written(), message(2, minutes(6 * DAY), { network: 'facebook', form: 'comment' }))
		expect(outcomeOf(inPublic, messenger(), minutes(8 * DAY))).toBe('windowClosed')
	})
	const toComment = messenger({ ...onFacebook } as never)
	it('allows one private reply to a comment, within seven days, and says when it was used', () => {
		const state = stateOf(opened(), facebook())
		expect(outcomeOf(state, toComment, minutes(7 * DAY) - 1)).toContain('ReplyQueued')
		expect(outcomeOf(state, toComment, minutes(7 * DAY))).toBe('windowClosed')
		const used = doing(state, 1, toComment, start(), sent())
		expect(outcomeOf(used, { ...toComment, send: keyOf('send', 2) }, 5)).toBe('privateReplyUsed')
		const heard = afterFacts(used, message(2, 6, { network: 'facebook', ...dm }))
		expect(outcomeOf(heard, { ...toComment, send: keyOf('send', 2) }, 7)).toContain('ReplyQueued')
	})
	it('counts the private message of a request for data as that one reply', () => {
		const asked = doing(stateOf(opened(), facebook()), 1, requestData(), start(), sent())
		expect(outcomeOf(asked, { ...toComment, send: keyOf('send', 2) }, 5)).toBe('privateReplyUsed')
	})
	it('are times on the case', () => {
		expect(answerBy(aCase(), minute(1))).toBeUndefined()
		expect(answerBy(written(), minute(1))).toBe(addMilliseconds(minute(0), 7 * DAY))
		expect(answerWindows(written())).toEqual([
			{ network: 'facebook', kind: 'standard', until: addMilliseconds(minute(0), 24 * HOUR) },
			{ network: 'facebook', kind: 'humanAgent', until: addMilliseconds(minute(0), 7 * DAY) },
		])
		const comment = stateOf(opened(), facebook())
		expect(answerWindows(comment)).toEqual([
			{ network: 'facebook', kind: 'privateReply', until: addMilliseconds(minute(0), 7 * DAY) },
		])
		expect(answerBy(comment, addMilliseconds(minute(0), 9 * DAY))).toBe(addMilliseconds(minute(0), 7 * DAY))
	})
	it('leave other ways open, which are named', () => {
		const both = afterFacts(stateOf(opened(), facebook()), message(2, 1, { contact: keyOf('contact', 2) }))
		const late = addMilliseconds(minute(0), 8 * DAY)
		expect(possibleAnswers(written(), EVERYONE, late)).toEqual([])
		expect(possibleAnswers(both, EVERYONE, late)).toContainEqual({ visibility: 'public', channel: 'x' })
	})
})

describe('what was sent elsewhere', () => {
	const seen = (number: number, at: number): Command => ({
		kind: 'recordOwnContent',
		message: keyOf('msg', number),
		network: 'x',
		visibility: 'public',
		sentAt: minute(at),
	})
	const confirm = { kind: 'confirmNativeAnswer', by: ANNA, message: keyOf('msg', 50) } as const
	it('answers the earlier messages only when an agent confirms it', () => {
		const state = doing(afterFacts(aCase(), message(2, 2), message(3, 8)), 9, seen(50, 5))
		expect(state).toMatchObject({ unanswered: { count: 3 }, waitingSince: minute(0) })
		const confirmed = doing(state, 10, confirm)
		expect(confirmed.unanswered).toEqual({ first: [{ message: keyOf('msg', 3), sentAt: minute(8) }], count: 1 })
		expect(confirmed.waitingSince).toBe(minute(8))
		expect(outcomeOf(confirmed, confirm, 11)).toBe('replyUnknown')
	})
	it('is told once, and opens or answers nothing by itself', () => {
		const state = doing(aCase(), 1, seen(50, 1))
		expect(outcomeOf(state, seen(50, 1), 2)).toEqual([])
		expect(state.turn).toEqual({ who: 'ours' })
	})
	it('does not answer what came after it was seen', () => {
		const state = afterFacts(doing(aCase(), 1, seen(50, 1)), message(2, 3))
		expect(doing(state, 4, confirm).unanswered.first).toEqual([{ message: keyOf('msg', 2), sentAt: minute(3) }])
	})
	it('ends an answer of ours whose fate was unknown, and confirms one that was sent', () => {
		const ours = (send: number): Command => ({ ...seen(60, 2), send: keyOf('send', send) }) as Command
		const unknown = doing(aCase(), 1, reply(), start(), { kind: 'recordUnknown', send: keyOf('send', 1), attempt: 1 })
		expect(outcomeOf(unknown, ours(1), 5)).toEqual(['ReplySent', 'ReplyConfirmed'])
		expect(doing(unknown, 5, ours(1)).unanswered.count).toBe(0)
		expect(outcomeOf(answeredCase(), ours(1), 5)).toEqual(['ReplyConfirmed'])
		expect(outcomeOf(doing(answeredCase(), 5, ours(1)), ours(1), 6)).toEqual([])
	})
	it('can be an answer by hand, on the word of an agent', () => {
		const byHand = { kind: 'answeredByHand', by: ANNA } as const
		const state = doing(aCase(), 1, byHand)
		expect(state).toMatchObject({ unanswered: { count: 0 }, turn: { who: 'customer' } })
		expect(outcomeOf(state, byHand, 2)).toBe('nothingToAnswer')
	})
})

describe('an answer that fails after its case was closed', () => {
	const underWay = () => doing(aCase(), 1, reply(), start(), close())
	it.each([
		[
			'fails',
			{
				kind: 'recordFailure',
				send: keyOf('send', 1),
				attempt: 1,
				reason: 'recipientClosed',
				invitation: keyOf('send', 9),
			},
			'ReplyFailed',
		],
		['is unknown', { kind: 'recordUnknown', send: keyOf('send', 1), attempt: 1 }, 'ReplyUnknown'],
	] as const)('opens it again where it %s: nobody looks at closed ones', (_, command, kind) => {
		expect(outcomeOf(underWay(), command, 9)).toEqual(['CaseReopened', kind])
		expect(doing(underWay(), 9, command)).toMatchObject({ state: 'open', turn: { who: 'ours' } })
	})
	it('opens it again when its mail comes back, or somebody finds that it is not there', () => {
		const arrived = doing(aCase(), 1, reply(), start(), sent(), close())
		const bounce = { kind: 'recordReplyBounce', send: keyOf('send', 1), reason: 'bounced' } as const
		expect(outcomeOf(arrived, bounce, 9)).toEqual(['CaseReopened', 'ReplyBounced'])
	})
	it('leaves it closed where it arrives', () => expect(outcomeOf(underWay(), sent(), 9)).toEqual(['ReplySent']))
})

describe('an answer in doubt', () => {
	const doubtful = () =>
		doing(aCase(), 1, reply(), start(), { kind: 'recordUnknown', send: keyOf('send', 1), attempt: 1 })
	const resolve = (arrived: boolean): Command => ({ kind: 'resolveReply', by: BEN, reply: keyOf('msg', 101), arrived })
	it('is decided by a person who looked', () => {
		expect(doing(doubtful(), 5, resolve(true))).toMatchObject({ unanswered: { count: 0 } })
		const failed = doing(doubtful(), 5, resolve(false))
		expect(findSend(failed, keyOf('send', 1))).toMatchObject({ status: { kind: 'failed', failure: 'notSent' } })
		expect(outcomeOf(failed, resolve(true), 6)).toBe('replyNotInDoubt')
	})
	it('is never sent again by itself, and never forgotten', () => {
		expect(outcomeOf(doubtful(), start(1, 1), 5)).toBe('sendEnded')
		const busy = Array.from({ length: 30 }, (_, index) => index + 10)
		const state = busy.reduce<CaseState>(
			(now, number) => doing(now, number, reply(number), start(number), sent(number)),
			doubtful(),
		)
		expect(findSend(state, keyOf('send', 1))?.status.kind).toBe('unknown')
	})
	it('takes the turn back at once', () => {
		const later = evolve(answeredCase(), factAt('ReplyBounced', 9, { send: keyOf('send', 1), reason: 'bounced' }))
		expect(later.turn).toEqual({ who: 'ours' })
	})
})
