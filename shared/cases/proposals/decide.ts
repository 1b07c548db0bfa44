import type { Instant } from '#shared/kernel/clock.ts'
import { claimer, isHeldByOther } from '../claims/rights.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { AgentKey, MessageKey, NoteKey } from '../keys.ts'
import { QUEUE_REFUSALS, queueReply, type Reply } from '../replies/decide.ts'
import { isStaleProposal } from './state.ts'

/** Answers of those who learn: proposed, and released or returned by somebody who answers for them. */

export type ProposalsCommand =
	/** `reply`: the answer as it would be queued; its content is the proposal's. */
	| { readonly kind: 'proposeReply'; readonly by: AgentKey; readonly reply: Reply }
	| {
			readonly kind: 'releaseReply'
			readonly proposal: MessageKey
			/** The same answer under a key of its own, by who releases it. */
			readonly reply: Reply
			/** They looked at the case as it is now. */
			readonly hasSeen: boolean
	  }
	| { readonly kind: 'returnReply'; readonly by: AgentKey; readonly proposal: MessageKey; readonly note: NoteKey }

export const proposalsRefusals = {
	proposeReply: ['caseClosed', ...QUEUE_REFUSALS],
	releaseReply: ['proposalUnknown', 'proposalStale', 'caseClosed', 'claimedByOther', ...QUEUE_REFUSALS],
	returnReply: ['proposalUnknown'],
} as const

/** Tells whether an answer says a date that has passed: nobody can look and release it all the same. */
const isOver = ({ until, promise }: Reply, now: Instant): boolean =>
	[until, promise?.dueAt].some((at) => at !== undefined && at <= now)

export const proposalsDeciders: Deciders<ProposalsCommand, typeof proposalsRefusals> = {
	/** Needs no claim: it hinders nobody. What could not be sent is refused now, while its author is at it. */
	proposeReply: (state, { by, reply }, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		const queued = queueReply(state, reply, now)
		if (queued.outcome === 'refused') return queued
		const { reply: proposal, purpose } = reply
		return { ...accept(fact('ReplyProposed', now, { by, proposal, purpose })), window: queued.window }
	},
	/** The claim of its author is no hindrance: they wait for just this. It stays theirs. */
	releaseReply: (state, { proposal: key, reply, hasSeen }, now) => {
		const proposal = state.proposals.find((one) => one.proposal === key)
		if (proposal === undefined) return refuse('proposalUnknown')
		if (state.state === 'closed') return refuse('caseClosed')
		const { by, send } = reply
		if (isHeldByOther(state, by, now) && claimer(state, now) !== proposal.by) return refuse('claimedByOther')
		if ((isStaleProposal(state, proposal) && !hasSeen) || isOver(reply, now)) return refuse('proposalStale')
		const queued = queueReply(state, reply, now)
		if (queued.outcome === 'refused') return queued
		const released = fact('ReplyReleased', now, { by, proposal: key, send })
		return { ...accept(...queued.queued, released), window: queued.window }
	},
	returnReply: (state, { by, proposal, note }, now) =>
		state.proposals.some((one) => one.proposal === proposal)
			? accept(fact('ReplyReturned', now, { by, proposal, note }))
			: refuse('proposalUnknown'),
}
