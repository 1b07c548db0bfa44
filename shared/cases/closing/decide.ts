import type { Instant } from '#shared/kernel/clock.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import { isHeldByOther, mayEndWithData } from '../claims/rights.ts'
import type { CaseOutcome } from '../codes.ts'
import { accept, type Deciders, type Decision, refuse } from '../decision.ts'
import { erasureBeginsAt } from '../erasing/state.ts'
import { fact } from '../fact.ts'
import type { AgentKey } from '../keys.ts'
import { standingMute } from '../netiquette/state.ts'
import { hasEnded, isReply, type ReplySend } from '../sends/send.ts'
import { type CaseState, currentRequest } from '../state.ts'
import { turnEndsAt } from '../turn.ts'
import { factsOfClose } from './close.ts'
import {
	CLOSING_BLOCKS,
	CLOSINGS,
	closingBlock,
	type Ending,
	fitsWhatIsOpen,
	hasSeenWaiting,
	isInMatrix,
	isProven,
	isSomebodyWaiting,
} from './matrix.ts'

/** The end of a case, and of what runs out by itself. */

/** What an agent knows of a case: `seenVersion` is the last one whose words they were shown, 0 for none. */
type Sighted = { readonly by: AgentKey; readonly seenVersion: number }

/** A lead ends also what others have. */
type Ender = { readonly by: AgentKey; readonly isLead: boolean }

export type ClosingCommand =
	| { readonly kind: 'lapse' }
	| (Sighted &
			Ender &
			Ending & {
				readonly kind: 'close'
				/** Its author closed so many unanswered cases a short while ago that a second person must look. */
				readonly isRapid: boolean
				readonly eraseAt: Instant
			})
	| (CloseWhenSent & { readonly kind: 'closeWhenSent' })
	| (Sighted & { readonly kind: 'approveClosing'; readonly eraseAt: Instant })
	| { readonly kind: 'refuseClosing'; readonly by: AgentKey }

/** Why no end can wait for an answer. */
export const QUEUED_CLOSE_REFUSALS = [
	'outcomeMismatch',
	'noAnswerQueued',
	'notYours',
	'caseClosed',
	...CLOSING_BLOCKS,
] as const

export const closingRefusals = {
	lapse: [],
	close: [
		'outcomeMismatch',
		'unansweredReasonNeeded',
		'evidenceNeeded',
		'notRead',
		'notYours',
		...CLOSING_BLOCKS,
		...CLAIM_REFUSALS,
	],
	closeWhenSent: [...QUEUED_CLOSE_REFUSALS, 'unansweredReasonNeeded', 'claimedByOther'],
	approveClosing: ['closingNotProposed', 'ownProposal', 'notRead', ...CLOSING_BLOCKS, ...CLAIM_REFUSALS],
	refuseClosing: ['closingNotProposed', 'ownProposal'],
} as const

/** Tells whether an end would begin the erasure of what the customer gave, over the head of who has the case. */
const erasesForOthers = (state: CaseState, { by, isLead }: Ender, now: Instant): boolean =>
	state.holdsData && !isLead && !mayEndWithData(state, by, now) && !isHeldByOther(state, by, now)

/** Why an end cannot be; undefined where it can. */
const objectionTo = (
	state: CaseState,
	ending: Ending,
	seenVersion: number,
	now: Instant,
): (typeof closingRefusals)['close'][number] | undefined => {
	if (!fitsWhatIsOpen(state, ending)) return 'unansweredReasonNeeded'
	if (!hasSeenWaiting(state, seenVersion)) return 'notRead'
	return isProven(state, ending, now) ? undefined : 'evidenceNeeded'
}

/** Proposes an end to a second person, once. */
const propose = (
	state: CaseState,
	by: AgentKey,
	{ outcome, unansweredReason, message }: Ending,
	now: Instant,
): Decision<'claimedByOther'> => {
	if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
	const known = state.closingProposal
	const isSame = known?.by === by && known.outcome === outcome && known.unansweredReason === unansweredReason
	return isSame ? accept() : accept(fact('ClosingProposed', now, { by, outcome, unansweredReason, message }))
}

/** The answer that is to leave next; a pointer and an interim answer end nothing. */
const queuedAnswer = (state: CaseState): ReplySend | undefined =>
	state.sends.filter(isReply).findLast((one) => one.replyPurpose === 'answer' && !hasEnded(one))

/** The end that somebody else proposed. */
const proposalToOther = ({ closingProposal }: CaseState, by: AgentKey) => {
	if (closingProposal === undefined) return refuse('closingNotProposed')
	return closingProposal.by === by ? refuse('ownProposal') : closingProposal
}

/** An end that comes when the answer on its way was sent. */
export type CloseWhenSent = Ender & { readonly outcome: CaseOutcome; readonly eraseAfterDays: number }

/** Queues an end with the answer on its way, whoever has the case; or tells why it cannot be. */
export const queueClose = (
	state: CaseState,
	command: CloseWhenSent,
	now: Instant,
): Decision<(typeof QUEUED_CLOSE_REFUSALS)[number]> => {
	const { by, outcome, eraseAfterDays } = command
	if (!CLOSINGS[outcome].whenSent) return refuse('outcomeMismatch')
	if (state.state === 'closed') return refuse('caseClosed')
	if (erasesForOthers(state, command, now)) return refuse('notYours')
	const block = closingBlock(state)
	if (block !== undefined) return refuse(block)
	const answer = queuedAnswer(state)
	if (answer === undefined) return refuse('noAnswerQueued')
	return accept(fact('CloseQueued', now, { by, send: answer.id, outcome, eraseAfterDays }))
}

export const closingDeciders: Deciders<ClosingCommand, typeof closingRefusals> = {
	/**
	 * Ends one thing that is over at `now`: the time to withdraw an erasure first, then a mute, the request, then the others' turn or
	 * the time that an interim answer named.
	 */
	lapse: (state, _, now) => {
		const beginsAt = erasureBeginsAt(state)
		if (beginsAt !== undefined && beginsAt <= now) return accept(fact('PersonErasureBegun', now))
		if (state.state === 'closed') return accept()
		const mute = standingMute(state)
		if (mute?.until !== undefined && mute.until <= now)
			return accept(fact('NetiquetteMuteEnded', now, { step: mute.step }))
		const request = currentRequest(state)
		if (request?.status === 'open' && request.expiresAt <= now)
			return accept(fact('RequestExpired', now, { request: request.id }))
		const endsAt = turnEndsAt(state)
		return endsAt !== undefined && endsAt <= now ? accept(fact('TurnLapsed', now)) : accept()
	},
	close: (state, command, now) => {
		const { by, seenVersion, isRapid } = command
		if (!isInMatrix(command)) return refuse('outcomeMismatch')
		if (state.state === 'closed') return refuse('caseClosed')
		if (erasesForOthers(state, command, now)) return refuse('notYours')
		const block = closingBlock(state)
		if (block !== undefined) return refuse(block)
		const objection = objectionTo(state, command, seenVersion, now)
		if (objection !== undefined) return refuse(objection)
		const needsSecond = CLOSINGS[command.outcome].bySecond || (isRapid && isSomebodyWaiting(state))
		return needsSecond
			? propose(state, by, command, now)
			: withClaim(state, by, now, ...factsOfClose(state, command, now))
	},
	/** What came after the answer was written is not answered by it, so nothing would be closed then. */
	closeWhenSent: (state, command, now) => {
		const closed = queueClose(state, command, now)
		if (closed.outcome === 'refused') return closed
		if ((queuedAnswer(state)?.later.count ?? 0) > 0) return refuse('unansweredReasonNeeded')
		return withClaim(state, command.by, now, ...closed.facts)
	},
	approveClosing: (state, { by, seenVersion, eraseAt }, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		const proposed = proposalToOther(state, by)
		if (proposed.outcome === 'refused') return proposed
		if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
		const block = closingBlock(state)
		if (block !== undefined) return refuse(block)
		if (!hasSeenWaiting(state, seenVersion)) return refuse('notRead')
		const { outcome, unansweredReason, message } = proposed
		const closed = { by, outcome, unansweredReason, message, eraseAt }
		return accept(fact('ClosingApproved', now, { by }), ...factsOfClose(state, closed, now))
	},
	refuseClosing: (state, { by }, now) => {
		const proposed = proposalToOther(state, by)
		return proposed.outcome === 'refused' ? proposed : accept(fact('ClosingRefused', now, { by }))
	},
}
