import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import {
	ANNA,
	BEN,
	COMMENT,
	claim,
	close,
	correctReply,
	deferred,
	deleteReply,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	reply,
	replyToComment,
	requestData,
	SEND,
	sent,
	startSend,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

/** What is done about an answer after its author pressed send, and about the message of a customer. */

const start = (number = 1, after = 0) => startSend(keyOf('send', number), after)
const withdrawn = (number: number, at: number) =>
	factAt('SendFailed', at, { send: keyOf('send', number), reason: 'withdrawn' })
const written = () => given(opened(), message(1, 0, COMMENT))
const answeredInPublic = () => written().after(1, replyToComment(), start(), sent())
const deletion = (number: number) => deleteReply({ send: keyOf('send', number) })
const correction = (number: number) =>
	correctReply({ send: keyOf('send', number), correction: keyOf('msg', 300 + number) })
const deletionQueued = (number: number, at: number, by = ANNA) =>
	factAt('ReplyDeletionQueued', at, { by, send: keyOf('send', number), reply: keyOf('msg', 101) })
const correctionQueued = (number: number, at: number) =>
	factAt('ReplyCorrectionQueued', at, {
		by: ANNA,
		send: keyOf('send', number),
		reply: keyOf('msg', 101),
		correction: keyOf('msg', 300 + number),
	})

describe('an answer in its time to undo', () => {
	/** It leaves fifteen seconds after minute 1. */
	const slow = () => givenCase().after(1, reply(1, { undoMilliseconds: 15_000 }))
	const LEAVES = '2026-11-22T10:01:15.000Z'
	const taken = (at: number, by = ANNA) => factAt('ReplyWithdrawn', at, { by, send: SEND })

	it('does not leave before', () => {
		slow().thenState({ sends: [{ leavesAt: LEAVES }] })
		slow().when(start(), 1).thenRefused('undoRunning')
		slow().when(start(), 2).thenFacts('SendStarted')
		expect(caseDueAt(slow().state)).toBe('2026-11-22T10:06:15.000Z')
	})
	it('may be withdrawn while nothing is under way, and never else, whatever the clocks say', () => {
		slow().when(withdraw(), 1).then(taken(1))
		slow().when(withdraw(), 9999).then(taken(9999))
		slow().after(2, start()).when(withdraw(), -60).thenRefused('sendUnderWay')
		slow().after(2, start(), deferred()).when(withdraw(), 4).then(taken(4))
		slow().after(2, start(), deferred(), start(1, 1)).when(withdraw(), 4).thenRefused('sendUnderWay')
		slow().after(2, start(), deferred(), withdraw()).when(start(1, 1), 5).thenRefused('sendEnded')
		slow().after(2, start(), sent()).when(withdraw(), 4).thenRefused('replySent')
	})
	it('may be withdrawn while it waits before the first try', () =>
		slow()
			.after(2, deferred({ attempt: 0 }))
			.when(withdraw(), 3)
			.then(taken(3)))
	it('is withdrawn once, and stays so', () => {
		slow().after(2, withdraw()).when(withdraw(), 4).thenNothing()
		slow().after(2, withdraw()).when(start(), 70).thenRefused('sendEnded')
	})
	it('may be withdrawn by its author without the claim, also on a closed case', () => {
		slow().after(21, claim(BEN)).when(withdraw(), 22).then(taken(22))
		slow().after(2, close()).when(withdraw(), 3).then(taken(3))
	})
	it('may be withdrawn by another agent who takes the case', () => {
		slow().when(withdraw(BEN), 2).thenRefused('claimedByOther')
		slow()
			.when(withdraw(BEN), 21)
			.then(factAt('CaseClaimed', 21, { by: BEN }), taken(21, BEN))
	})
	it('is gone when it is withdrawn, and nothing else changes', () =>
		slow()
			.happens(taken(2))
			.thenChanged({ sends: [expect.objectContaining({ status: { kind: 'withdrawn' }, since: minute(2) })] }))
})

describe('a change of an answer that stands in public', () => {
	it('is queued: another text, or none', () => {
		answeredInPublic().when(correction(7), 5).then(correctionQueued(7, 5))
		answeredInPublic().when(deletion(7), 5).then(deletionQueued(7, 5))
	})
	it('can be a deletion on X, where nothing is corrected', () => {
		const onX = givenCase().after(1, reply(), start(), sent())
		onX.when(deletion(7), 5).then(deletionQueued(7, 5))
		onX.when(correction(7), 5).thenRefused('noCorrections')
	})
	it('takes the claim along', () => {
		const claimed = factAt('CaseClaimed', 30, { by: ANNA })
		answeredInPublic().when(correction(7), 30).then(claimed, correctionQueued(7, 30))
		answeredInPublic().when(deletion(7), 30).then(claimed, deletionQueued(7, 30))
	})
	it('takes the place of a correction that has not begun', () => {
		const queued = answeredInPublic().after(4, correction(7))
		queued.when(deletion(8), 5).then(withdrawn(7, 5), deletionQueued(8, 5))
		queued.when(correction(8), 5).then(withdrawn(7, 5), correctionQueued(8, 5))
	})
	it('waits for one that has begun', () => {
		const begun = answeredInPublic().after(5, correction(7), start(7))
		begun.when(deletion(8), 7).thenRefused('sendUnderWay')
		begun.when(correction(8), 7).thenRefused('sendUnderWay')
	})
	it('may follow one that has ended', () => {
		const corrected = answeredInPublic().after(5, correction(7), start(7), sent(7))
		corrected.when(correction(8), 9).thenFacts('CaseClaimed', 'ReplyCorrectionQueued')
		corrected.when(deletion(8), 9).thenFacts('CaseClaimed', 'ReplyDeletionQueued')
	})
	it('is asked for once: a second deletion does nothing, and nothing is corrected that goes', () => {
		const going = answeredInPublic().after(5, deletion(7))
		going.when(deletion(8), 6).thenNothing()
		going.when(correction(8), 6).thenRefused('sendUnderWay')
		going.after(6, start(7)).when(deletion(8), 7).thenNothing()
	})
	it('can be made on a closed case: a correction leaves it closed, without the answer it opens again', () => {
		const closed = answeredInPublic().after(5, close())
		closed.when(correction(7), 6).then(correctionQueued(7, 6))
		const byBen = deleteReply({ by: BEN })
		closed
			.when(byBen, 6)
			.then(factAt('CaseReopened', 6), factAt('CaseClaimed', 6, { by: BEN }), deletionQueued(7, 6, BEN))
		closed.when(byBen, 6).thenState({ state: 'open', claim: { by: BEN } })
	})
	it('waits to leave by the network of its answer', () => {
		const core = {
			id: keyOf('send', 7),
			via: 'facebook',
			reply: keyOf('msg', 101),
			attempt: 0,
			since: minute(5),
			askedAt: minute(5),
			waits: {},
		}
		const first = expect.objectContaining({ id: SEND })
		answeredInPublic()
			.happens(correctionQueued(7, 5))
			.thenChanged({
				sends: [first, { ...core, purpose: 'correction', contentId: keyOf('msg', 307), status: { kind: 'queued' } }],
			})
		answeredInPublic()
			.happens(deletionQueued(7, 5))
			.thenChanged({ sends: [first, { ...core, purpose: 'deletion', status: { kind: 'queued' } }] })
	})
	it('changes nothing where the case does not know the answer', () => {
		givenCase().happens(correctionQueued(7, 5)).thenUnchanged()
		givenCase().happens(deletionQueued(7, 5)).thenUnchanged()
	})
})

describe('an answer that was taken back', () => {
	const deleted = factAt('SendSucceeded', 9, { send: keyOf('send', 7) })
	const first = () => givenCase().after(1, reply(), start(), sent())
	it('leaves its messages waiting again', () => {
		const answer = expect.objectContaining({ contentId: keyOf('msg', 101), isDeleted: true })
		first()
			.after(5, deletion(7), start(7))
			.happens(deleted)
			.thenChanged({
				turn: { who: 'ours' },
				unanswered: { first: [{ message: keyOf('msg', 1), sentAt: minute(0) }], count: 1 },
				waitingSince: minute(0),
				sentReplies: [answer],
				sends: [expect.objectContaining({ id: SEND }), expect.objectContaining({ status: { kind: 'sent' } })],
			})
	})
	it('leaves them waiting beside what came since', () =>
		first()
			.and(message(2, 4))
			.after(5, deletion(7), start(7), sent(7))
			.thenState({ unanswered: { count: 2 }, waitingSince: minute(0) }))
	it('stays answered by a newer answer, until that is taken back too', () => {
		const newer = first().after(5, reply(2), start(2), sent(2), deletion(7), start(7), sent(7))
		newer.thenState({ unanswered: { count: 0 } })
		first()
			.and(message(2, 4))
			.after(5, reply(2), start(2), sent(2), deleteReply({ reply: keyOf('msg', 102) }), start(7), sent(7))
			.thenState({ unanswered: { count: 1, first: [{ message: keyOf('msg', 2) }] } })
	})
	it('that answered nothing leaves nobody waiting', () =>
		first()
			.after(5, reply(2), start(2), sent(2), deleteReply({ reply: keyOf('msg', 102) }), start(7), sent(7))
			.thenState({ unanswered: { count: 0 }, turn: { who: 'customer' } }))
})

describe('a message that is to be hidden', () => {
	const hide = (number: number, isHidden: boolean): CommandOf<'hideMessage'> => ({
		kind: 'hideMessage',
		by: ANNA,
		send: keyOf('send', number),
		message: keyOf('msg', 1),
		network: 'facebook',
		isHidden,
	})
	const hideQueued = (number: number, at: number, isHidden: boolean) =>
		factAt('HideQueued', at, {
			by: ANNA,
			send: keyOf('send', number),
			message: keyOf('msg', 1),
			network: 'facebook',
			isHidden,
		})
	it('is queued to be hidden, or to be shown again, by any agent', () => {
		written()
			.when(hide(1, true), 1)
			.then(hideQueued(1, 1, true))
		written()
			.when(hide(1, false), 1)
			.then(hideQueued(1, 1, false))
		written().after(1, claim(BEN)).when(hide(1, true), 2).thenFacts('HideQueued')
		written().after(1, close()).when(hide(1, true), 2).thenFacts('HideQueued')
	})
	it('is hidden once, however often it is asked', () => {
		written().after(1, hide(1, true)).when(hide(2, true), 2).thenNothing()
		written().after(1, hide(1, true), start()).when(hide(2, true), 3).thenNothing()
	})
	it('stays as it is where the opposite is asked before it began', () => {
		written().after(1, hide(1, true)).when(hide(2, false), 2).then(withdrawn(1, 2))
		written().after(1, hide(1, false)).when(hide(2, true), 2).then(withdrawn(1, 2))
	})
	it('waits for what has begun', () =>
		written().after(1, hide(1, true), start()).when(hide(2, false), 3).thenRefused('sendUnderWay'))
	it('is shown again after it was hidden, and hidden beside another', () => {
		written()
			.after(1, hide(1, true), start(), sent())
			.when(hide(2, false), 4)
			.then(hideQueued(2, 4, false))
		const other = { ...hide(2, false), message: keyOf('msg', 2) }
		written().after(1, hide(1, true)).when(other, 2).thenFacts('HideQueued')
		written().after(1, requestData()).when(hide(2, true), 2).thenFacts('HideQueued')
	})
	it.each([
		[true, 'hide'],
		[false, 'unhide'],
	])('waits for its network, and for nothing else in the case (hidden: %s)', (isHidden, purpose) =>
		written()
			.happens(hideQueued(1, 1, isHidden))
			.thenChanged({
				sends: [
					{
						id: SEND,
						purpose,
						via: 'facebook',
						message: keyOf('msg', 1),
						status: { kind: 'queued' },
						attempt: 0,
						since: minute(1),
						askedAt: minute(1),
						waits: {},
					},
				],
			}),
	)
})
