import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { repliesRefusals } from '#shared/cases/replies/decide.ts'
import {
	ANNA,
	answered,
	answeredByHand,
	BEN,
	beginErasure,
	COMMENT,
	claim,
	close,
	confirmNative,
	correctReply,
	DM,
	deleteReply,
	ELSEWHERE,
	factAt,
	keyOf,
	MESSENGER,
	manyPromises,
	message,
	minute,
	opened,
	promise,
	raiseDanger,
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
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const byMail = reply(2, { target: { visibility: 'mail' } })
const toDm = reply(1, { target: { visibility: 'public', answered: answered(DM) } })
const toMessenger = reply(1, { target: { visibility: 'private', answered: answered(MESSENGER) } })
/** An answer that closes the case once it was sent. */
const andClose = (changes: Parameters<typeof reply>[1] = {}, outcome: 'helped' | 'unreachable' = 'helped') =>
	reply(1, { ...changes, closing: { outcome, isLead: false, eraseAfterDays: 30 } })
const onlySummons = { rules: { xAnswersSummonsOnly: true } }
const resolve: CommandOf<'resolveReply'> = { kind: 'resolveReply', by: BEN, reply: keyOf('msg', 101), arrived: true }
const hide = (isHidden: boolean): CommandOf<'hideMessage'> => ({
	kind: 'hideMessage',
	by: ANNA,
	send: keyOf('send', isHidden ? 7 : 8),
	message: keyOf('msg', 1),
	network: 'facebook',
	isHidden,
})

/** Half an hour later another agent holds the case. */
const thenHeldByBen = (course: ReturnType<typeof given>) => course.after(30, claim(BEN))
const heldByBen = () => thenHeldByBen(givenCase())
const queued = () => givenCase().after(1, reply())
const started = () => queued().after(2, startSend())
const arrived = () => started().after(3, sent())
const comment = () => given(opened(), message(1, 0, COMMENT))
const onFacebook = (visibility: 'public' | 'private' = 'public') =>
	comment().after(1, replyToComment(1, visibility), startSend(), sent())
const erased = onFacebook().after(4, deleteReply(), startSend(keyOf('send', 7)), sent(7))
const native = () => givenCase().after(1, seeNative())
const WEEK = 7 * 24 * 60

describe('the commands about answers', () => {
	itRefuses(repliesRefusals, {
		reply: {
			personErased: { given: givenCase().after(1, beginErasure()), when: reply(), at: 2 },
			noConfirmedAddress: { given: givenCase(), when: byMail, at: 1 },
			noMessageToAnswer: { given: givenCase(), when: toDm, at: 1 },
			windowClosed: { given: given(opened(), message(1, 0, MESSENGER)), when: toMessenger, at: WEEK },
			neverOpen: {
				given: given(opened(), message(1, 0, ELSEWHERE)),
				when: reply(1, { target: { visibility: 'private', answered: answered(ELSEWHERE) } }),
				at: 1,
			},
			privateReplyUsed: { given: onFacebook('private'), when: replyToComment(2, 'private'), at: 5 },
			answerByHand: { given: givenCase(), when: reply(1, onlySummons), at: 1 },
			dueInPast: { given: givenCase(), when: reply(1, { promise: promise({ dueAt: minute(1) }) }), at: 1 },
			dueTooFar: { given: givenCase(), when: reply(1, { promise: promise({ dueAt: minute(600_000) }) }), at: 1 },
			tooManyPromises: { given: givenCase().and(...manyPromises()), when: reply(1, { promise: promise() }), at: 1 },
			caseClosed: { given: givenCase().after(1, close()), when: reply(), at: 2 },
			claimedByOther: { given: heldByBen(), when: reply(), at: 31 },
			dangerOpen: {
				given: givenCase().after(1, raiseDanger()),
				when: reply(1, { purpose: 'netiquette' }),
				at: 2,
			},
			stepMissing: {
				given: givenCase(),
				when: reply(1, { netiquette: { what: 'warning', message: keyOf('msg', 1) } }),
				at: 1,
			},
			outcomeMismatch: { given: givenCase(), when: andClose({}, 'unreachable'), at: 1 },
			noAnswerQueued: { given: givenCase(), when: andClose({ purpose: 'interim', until: minute(90) }), at: 1 },
			promiseOpen: { given: givenCase(), when: andClose({ promise: promise() }), at: 1 },
			notYours: {
				given: givenCase().after(1, requestData(), recordData()),
				when: andClose({ by: BEN }),
				at: 60,
			},
		},
		withdrawReply: {
			replyUnknown: { given: givenCase(), when: withdraw(), at: 2 },
			replySent: { given: arrived(), when: withdraw(), at: 4 },
			sendUnderWay: { given: started(), when: withdraw(), at: 3 },
			caseClosed: { given: queued().after(2, close()), when: withdraw(BEN), at: 3 },
			claimedByOther: { given: queued(), when: withdraw(BEN), at: 2 },
		},
		resolveReply: {
			replyUnknown: { given: givenCase(), when: resolve, at: 5 },
			replyNotInDoubt: { given: started(), when: resolve, at: 5 },
		},
		correctReply: {
			noCorrections: { given: arrived(), when: correctReply(), at: 5 },
			replyUnknown: { given: givenCase(), when: correctReply(), at: 5 },
			replyNotSent: { given: queued(), when: correctReply(), at: 2 },
			replyDeleted: { given: erased, when: correctReply(), at: 9 },
			replyPrivate: { given: onFacebook('private'), when: correctReply(), at: 5 },
			sendUnderWay: { given: onFacebook().after(5, deleteReply()), when: correctReply(), at: 6 },
			// A correction leaves a closed case closed.
			caseClosed: {
				given: onFacebook().after(5, close()),
				when: correctReply(),
				at: 6,
				instead: ['ReplyCorrectionQueued'],
			},
			claimedByOther: { given: thenHeldByBen(onFacebook()), when: correctReply(), at: 31 },
		},
		deleteReply: {
			replyUnknown: { given: givenCase(), when: deleteReply(), at: 5 },
			replyNotSent: { given: queued(), when: deleteReply(), at: 2 },
			replyDeleted: { given: erased, when: deleteReply(), at: 9 },
			replyPrivate: { given: onFacebook('private'), when: deleteReply(), at: 5 },
			sendUnderWay: {
				given: onFacebook().after(5, correctReply(), startSend(keyOf('send', 7))),
				when: deleteReply(),
				at: 7,
			},
			// Without its answer a closed case opens.
			caseClosed: {
				given: onFacebook().after(5, close()),
				when: deleteReply(),
				at: 6,
				instead: ['CaseReopened', 'CaseClaimed', 'ReplyDeletionQueued'],
			},
			claimedByOther: { given: thenHeldByBen(onFacebook()), when: deleteReply(), at: 31 },
		},
		hideMessage: {
			sendUnderWay: {
				given: comment().after(1, hide(true), startSend(keyOf('send', 7))),
				when: hide(false),
				at: 3,
			},
		},
		recordOwnContent: {},
		confirmNativeAnswer: {
			replyUnknown: { given: givenCase(), when: confirmNative(), at: 2 },
			notRead: { given: native(), when: confirmNative({ seenVersion: 1 }), at: 2 },
			colleagueNeeded: { given: native(), when: confirmNative({ isRapid: true }), at: 2 },
			caseClosed: { given: native().after(2, close()), when: confirmNative(), at: 3 },
			claimedByOther: { given: thenHeldByBen(native()), when: confirmNative(), at: 31 },
		},
		answeredByHand: {
			nothingToAnswer: { given: arrived(), when: answeredByHand(), at: 5 },
			notRead: { given: givenCase(), when: answeredByHand({ seenVersion: 1 }), at: 1 },
			colleagueNeeded: { given: givenCase(), when: answeredByHand({ isRapid: true }), at: 1 },
			// Nobody waits in a closed case.
			caseClosed: { given: givenCase().after(1, close()), when: answeredByHand(), at: 2, instead: 'nothingToAnswer' },
			claimedByOther: { given: heldByBen(), when: answeredByHand(), at: 31 },
		},
		recordReplyBounce: {},
	})
})

describe('an answer', () => {
	const target = { via: 'x', visibility: 'public', message: keyOf('msg', 1), contact: keyOf('contact', 1) } as const
	const replyQueued = (at: number) =>
		factAt('ReplyQueued', at, {
			by: ANNA,
			send: SEND,
			reply: keyOf('msg', 101),
			to: target,
			purpose: 'answer',
			leavesAt: minute(at),
		})
	it('is queued for where the customer wrote, and takes the claim along', () => {
		givenCase()
			.when(reply(), 1)
			.then(factAt('CaseClaimed', 1, { by: ANNA }), replyQueued(1))
		givenCase().after(1, claim()).when(reply(), 2).then(replyQueued(2))
	})
	it('is queued with all that its author said of it', () =>
		givenCase()
			.after(1, claim())
			.when(
				reply(1, {
					purpose: 'interim',
					until: minute(90),
					undoMilliseconds: 60_000,
					isUrgent: true,
					overrides: [{ warning: 'saysDu', reason: 'meantSo' }],
				}),
				2,
			)
			.then({
				...replyQueued(2),
				purpose: 'interim',
				until: minute(90),
				leavesAt: minute(3),
				isUrgent: true,
				overrides: [{ warning: 'saysDu', reason: 'meantSo' }],
			} as ReturnType<typeof replyQueued>))
	it('waits to leave, and its author has seen what was there', () =>
		givenCase()
			.happens(replyQueued(1))
			.thenChanged({
				sends: [
					{
						...target,
						id: SEND,
						purpose: 'reply',
						contentId: keyOf('msg', 101),
						by: ANNA,
						replyPurpose: 'answer',
						leavesAt: minute(1),
						seenVersion: 2,
						later: { first: [], count: 0 },
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(1),
						askedAt: minute(1),
						waits: {},
					},
				],
			}))
	it('may be followed by a second one', () => queued().when(reply(2), 2).thenFacts('ReplyQueued'))
	it('is for whoever holds the case, or takes it where the claim has lapsed', () => {
		const held = givenCase().after(1, claim(BEN))
		held.when(reply(), 20).thenRefused('claimedByOther')
		held.when(reply(), 21).thenFacts('CaseClaimed', 'ReplyQueued')
	})
	it('answers no private message in public, and none that is not there', () => {
		givenCase()
			.when(reply(1, { target: { visibility: 'private' } }), 1)
			.thenRefused('noMessageToAnswer')
		givenCase()
			.when(reply(1, { target: { visibility: 'public' } }), 1)
			.thenRefused('noMessageToAnswer')
	})
	it('on X under the self-serve rule goes to those who called us, and to all in private', () => {
		const called = { visibility: 'public', answered: answered({ isSummons: true }) } as const
		const inPrivate = { visibility: 'private', answered: answered() } as const
		givenCase()
			.when(reply(1, { ...onlySummons, target: called }), 1)
			.thenFacts('CaseClaimed', 'ReplyQueued')
		givenCase()
			.when(reply(1, { ...onlySummons, target: inPrivate }), 1)
			.thenFacts('CaseClaimed', 'ReplyQueued')
	})
	it('on Facebook does not ask who called us', () =>
		comment()
			.when({ ...replyToComment(), ...onlySummons }, 1)
			.thenFacts('CaseClaimed', 'ReplyQueued'))
	it('by mail goes to the address that was confirmed, and nowhere without one', () => {
		givenCase()
			.after(1, requestData(), recordData())
			.when(byMail, 4)
			.then(
				factAt('ReplyQueued', 4, {
					by: ANNA,
					send: keyOf('send', 2),
					reply: keyOf('msg', 102),
					to: { via: 'mail', visibility: 'private', request: keyOf('req', 1) },
					purpose: 'answer',
					leavesAt: minute(4),
				}),
			)
		givenCase()
			.after(1, requestData(), recordData({ assurance: 'controlsAccount' }))
			.when(byMail, 4)
			.thenRefused('noConfirmedAddress')
	})
	it('to a person who is to be erased is refused, also once they are', () =>
		givenCase().after(1, beginErasure(), { kind: 'recordPersonErasure' }).when(reply(), 3).thenRefused('personErased'))
})

describe('an answer whose end is in doubt', () => {
	const doubtful = () => started().after(3, unknown())
	it('is resolved by a person who looked, once', () => {
		doubtful()
			.when(resolve, 5)
			.then(factAt('ReplySent', 5, { send: SEND, by: BEN }))
		doubtful()
			.when({ ...resolve, arrived: false }, 5)
			.then(factAt('ReplyFailed', 5, { send: SEND, by: BEN, reason: 'notSent' }))
		doubtful().after(5, resolve).when(resolve, 6).thenRefused('replyNotInDoubt')
		doubtful()
			.after(5, { ...resolve, arrived: false })
			.when(resolve, 6)
			.thenRefused('replyNotInDoubt')
	})
	it('answers what its author saw where it is there, and goes on waiting where it is not', () => {
		doubtful()
			.when(resolve, 5)
			.thenState({ unanswered: { count: 0 } })
		const missing = doubtful().after(5, { ...resolve, arrived: false })
		missing.thenState({ unanswered: { count: 1 }, sends: [{ status: { kind: 'failed', failure: 'notSent' } }] })
	})
	it('opens a closed case where somebody finds that it is not there', () => {
		const closed = doubtful().after(4, close())
		closed.when({ ...resolve, arrived: false }, 5).thenFacts('CaseReopened', 'ReplyFailed')
		closed.when(resolve, 5).thenFacts('ReplySent')
	})
	it('is never sent again by itself', () => doubtful().when(startSend(SEND, 1), 5).thenRefused('sendEnded'))
	it('is never forgotten', () => {
		const busy = Array.from({ length: 30 }, (_, index) => index + 10)
		const { sends } = busy.reduce(
			(course, number) => course.after(number, reply(number), startSend(keyOf('send', number)), sent(number)),
			doubtful(),
		).state
		expect(sends[0]).toMatchObject({ id: SEND, status: { kind: 'unknown' } })
		expect(sends).toHaveLength(12)
	})
})
