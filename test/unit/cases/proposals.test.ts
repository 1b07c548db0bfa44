import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import type { FactOf } from '#shared/cases/facts.ts'
import { proposedAt } from '#shared/cases/list-keys.ts'
import { proposalsRefusals } from '#shared/cases/proposals/decide.ts'
import {
	ANNA,
	answered,
	BEN,
	beginErasure,
	CEM,
	COMMENT,
	claim,
	close,
	DM,
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
	reply,
	replyToComment,
	startSend,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

/** Cem learns; Ben answers for what he writes. */
const propose = (answer = reply(1), by = CEM): CommandOf<'proposeReply'> => ({
	kind: 'proposeReply',
	by,
	reply: { ...answer, by },
})
const PROPOSAL = keyOf('msg', 101)
const release = (change: Partial<CommandOf<'releaseReply'>> = {}): CommandOf<'releaseReply'> => ({
	kind: 'releaseReply',
	proposal: PROPOSAL,
	reply: reply(2, { by: BEN }),
	hasSeen: false,
	...change,
})
const giveBack = (proposal = PROPOSAL): CommandOf<'returnReply'> => ({
	kind: 'returnReply',
	by: BEN,
	proposal,
	note: keyOf('note', 1),
})
const byMail = { target: { visibility: 'mail' } } as const
const toDm = { target: { visibility: 'public', answered: answered(DM) } } as const
const toNobody = { target: { visibility: 'public' } } as const
const notSummoned = { rules: { xAnswersSummonsOnly: true } } as const
const proposed = () => givenCase().after(1, propose())
const closed = () => givenCase().after(1, close())
const pointing = { purpose: 'netiquette' } as const
const warns = { netiquette: { what: 'warning', message: keyOf('msg', 1) } } as const
const WEEKS = 20 * 24 * 60

const inPrivate = replyToComment(2, 'private')
const comment = () => given(opened(), message(1, 0, COMMENT))
const repliedPrivately = () => comment().after(1, replyToComment(1, 'private'), startSend())
const messenger = () => given(opened(), message(1, 0, MESSENGER))
const mentioned = () => given(opened(), message(1, 0, ELSEWHERE))
const toMentioned = { target: { visibility: 'private', answered: answered(ELSEWHERE) } } as const
const toMessenger = { target: { visibility: 'private', answered: answered(MESSENGER) } } as const

describe('the commands about proposed answers', () => {
	const erased = () => proposed().after(2, beginErasure())
	itRefuses(proposalsRefusals, {
		proposeReply: {
			caseClosed: { given: closed(), when: propose(), at: 2 },
			personErased: { given: givenCase().after(1, beginErasure()), when: propose(), at: 2 },
			dueInPast: { given: givenCase(), when: propose(reply(1, { promise: promise({ dueAt: minute(1) }) })), at: 1 },
			dueTooFar: {
				given: givenCase(),
				when: propose(reply(1, { promise: promise({ dueAt: minute(600_000) }) })),
				at: 1,
			},
			tooManyPromises: {
				given: givenCase().and(...manyPromises()),
				when: propose(reply(1, { promise: promise() })),
				at: 1,
			},
			noConfirmedAddress: { given: givenCase(), when: propose(reply(1, byMail)), at: 1 },
			noMessageToAnswer: { given: givenCase(), when: propose(reply(1, toNobody)), at: 1 },
			windowClosed: { given: messenger(), when: propose(reply(1, toMessenger)), at: WEEKS },
			neverOpen: { given: mentioned(), when: propose(reply(1, toMentioned)), at: 1 },
			privateReplyUsed: { given: repliedPrivately(), when: propose(inPrivate), at: 5 },
			answerByHand: { given: givenCase(), when: propose(reply(1, notSummoned)), at: 1 },
			dangerOpen: { given: givenCase().after(1, raiseDanger()), when: propose(reply(1, pointing)), at: 2 },
			stepMissing: { given: givenCase(), when: propose(reply(1, warns)), at: 1 },
		},
		releaseReply: {
			proposalUnknown: { given: givenCase(), when: release(), at: 1 },
			proposalStale: { given: proposed().and(message(2, 2)), when: release(), at: 3 },
			caseClosed: { given: proposed().after(2, close()), when: release(), at: 3 },
			claimedByOther: { given: proposed().after(2, claim(ANNA)), when: release(), at: 3 },
			personErased: { given: erased(), when: release(), at: 3 },
			// What it promises is over: whoever releases it must look at it first.
			dueInPast: {
				given: proposed(),
				when: release({ reply: reply(2, { promise: promise({ dueAt: minute(2) }) }) }),
				at: 2,
				instead: 'proposalStale',
			},
			dueTooFar: {
				given: proposed(),
				when: release({ reply: reply(2, { promise: promise({ dueAt: minute(600_000) }) }) }),
				at: 2,
			},
			tooManyPromises: {
				given: proposed().and(...manyPromises()),
				when: release({ reply: reply(2, { promise: promise() }) }),
				at: 2,
			},
			noConfirmedAddress: { given: proposed(), when: release({ reply: reply(2, byMail) }), at: 2 },
			noMessageToAnswer: { given: proposed(), when: release({ reply: reply(2, toNobody) }), at: 2 },
			windowClosed: {
				given: messenger().after(1, propose(reply(1, toMessenger))),
				when: release({ reply: reply(2, toMessenger) }),
				at: WEEKS,
			},
			neverOpen: { given: proposed(), when: release({ reply: reply(2, toMentioned) }), at: 2 },
			privateReplyUsed: {
				given: comment().after(
					1,
					propose(replyToComment(1, 'private')),
					replyToComment(3, 'private'),
					startSend(keyOf('send', 3)),
				),
				when: release({ reply: inPrivate }),
				at: 30,
			},
			answerByHand: { given: proposed(), when: release({ reply: reply(2, notSummoned) }), at: 2 },
			dangerOpen: { given: proposed().after(2, raiseDanger()), when: release({ reply: reply(2, pointing) }), at: 3 },
			stepMissing: { given: proposed(), when: release({ reply: reply(2, warns) }), at: 2 },
		},
		returnReply: { proposalUnknown: { given: givenCase(), when: giveBack(), at: 1 } },
	})
	it('of what is private goes where it can', () =>
		givenCase()
			.when(propose(reply(1, toDm)), 1)
			.thenRefused('noMessageToAnswer'))
})

describe('a proposal', () => {
	const told = factAt('ReplyProposed', 1, { by: CEM, proposal: PROPOSAL, purpose: 'answer' })
	it('is on record, needs no claim, and queues nothing', () => {
		givenCase().when(propose(), 1).then(told)
		givenCase().after(1, claim(ANNA)).when(propose(), 2).thenFacts('ReplyProposed')
		proposed().thenState({ sends: [], turn: { who: 'ours' }, unanswered: { count: 1 } })
	})
	it('waits in the case, and is found by the oldest', () => {
		givenCase()
			.happens(told)
			.thenChanged({ proposals: [{ proposal: PROPOSAL, by: CEM, at: minute(1), seenVersion: 2 }] })
		const two = proposed().after(2, propose(reply(2), ANNA))
		expect([proposedAt(givenCase().state), proposedAt(two.state)]).toEqual([undefined, minute(1)])
		expect(proposedAt(proposed().after(2, close()).state)).toBeUndefined()
	})
	it('takes the place of the last one of its author', () =>
		proposed()
			.after(2, propose(reply(2)))
			.thenState({ proposals: [{ proposal: keyOf('msg', 102), by: CEM }] }))
	it('is released as an answer of who releases it, and cannot be again', () => {
		const queued = proposed().when(release(), 2)
		queued.thenFacts('ReplyQueued', 'ReplyReleased')
		queued.thenState({ proposals: [], sends: [{ id: keyOf('send', 2), by: BEN, contentId: keyOf('msg', 102) }] })
		proposed().after(2, release()).when(release(), 3).thenRefused('proposalUnknown')
		proposed()
			.after(2, release())
			.after(3, { ...withdraw(BEN), reply: keyOf('msg', 102) } as CommandOf<'withdrawReply'>)
	})
	it('is released past the claim of its author, which stays theirs', () =>
		givenCase()
			.after(1, claim(CEM), propose())
			.when(release(), 3)
			.thenState({ claim: { by: CEM }, owner: CEM }))
	it('is released after the customer wrote by who looked, and answers what they saw', () =>
		proposed()
			.and(message(2, 2))
			.when(release({ hasSeen: true }), 3)
			.thenState({ sends: [{ seenVersion: 4 }] }))
	it('that says a date is released until then, and by nobody later', () => {
		const until = minute(60)
		const interim = release({ reply: reply(2, { by: BEN, purpose: 'interim', until }), hasSeen: true })
		proposed().when(interim, 59).thenFacts('ReplyQueued', 'ReplyReleased')
		proposed().when(interim, 60).thenRefused('proposalStale')
	})
	it('is returned with a note, by anybody, in a closed case too', () => {
		const returned: FactOf<'ReplyReturned'> = {
			...(factAt('ReplyReturned', 2, {
				by: BEN,
				proposal: PROPOSAL,
				note: keyOf('note', 1),
			}) as FactOf<'ReplyReturned'>),
		}
		proposed().when(giveBack(), 2).then(returned)
		proposed().happens(returned).thenChanged({ proposals: [] })
		proposed().after(2, close()).when(giveBack(), 3).thenFacts('ReplyReturned')
	})
})
