import type { Instant } from '#shared/kernel/clock.ts'
import { type Actor, WORKING_ROLES } from '../actor.ts'
import { ownsLawfully } from '../claims/rights.ts'
import { accept, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { AgentKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import { isErasureBegun, isErasureDemanded, standingErasure } from './state.ts'

/** The erasure of a person: by a lead, or by the owner and a second person, and only after a time to think again. */

type Reason = FactOf<'PersonErasureDemanded'>['reason']

export type ErasingCommand =
	/** `network`: a lead names the case of somebody who asked a network. */
	| {
			readonly kind: 'demandPersonErasure'
			readonly actor: Actor
			readonly reason: Reason
			/** Those who work cases no more, of whom a proposal may be: retired, or of another role now. */
			readonly gone?: readonly AgentKey[] | undefined
	  }
	| { readonly kind: 'withdrawPersonErasure'; readonly actor: Actor }
	/**
	 * Begins at once: what a network demands, of which nobody of ours has a say, and what has begun in another case of the
	 * same person.
	 */
	| {
			readonly kind: 'beginPersonErasure'
			readonly reason: Reason
			readonly by?: AgentKey | undefined
			readonly confirmedBy?: AgentKey | undefined
	  }
	| { readonly kind: 'recordPersonErasure' }

export const erasingRefusals = {
	demandPersonErasure: ['notYours', 'ownProposal'],
	withdrawPersonErasure: ['erasureNotDemanded', 'erasureBegun', 'notYours'],
	beginPersonErasure: [],
	recordPersonErasure: [],
} as const

const erasureProposedBy = (state: CaseState, now: Instant): AgentKey | undefined => {
	const standing = standingErasure(state, now)
	return standing?.state === 'proposed' ? standing.by : undefined
}

const worksCases = ({ role }: Actor): boolean => WORKING_ROLES.includes(role)

export const erasingDeciders: Deciders<ErasingCommand, typeof erasingRefusals> = {
	/** Whoever else works cases may make a demand of a proposal, as long as its author works here and owns the case. */
	demandPersonErasure: (state, { actor, reason, gone = [] }, now) => {
		if (!worksCases(actor)) return refuse('notYours')
		if (isErasureDemanded(state)) return accept()
		const proposer = erasureProposedBy(state, now)
		const stands = proposer !== undefined && ownsLawfully(state, proposer) && !gone.includes(proposer)
		const proposedBy = stands ? proposer : undefined
		if (proposedBy !== undefined && proposedBy !== actor.key)
			return accept(fact('PersonErasureDemanded', now, { by: proposedBy, confirmedBy: actor.key, reason }))
		if (actor.role === 'lead') return accept(fact('PersonErasureDemanded', now, { by: actor.key, reason }))
		if (proposedBy !== undefined) return refuse('ownProposal')
		return ownsLawfully(state, actor.key)
			? accept(fact('PersonErasureProposed', now, { by: actor.key }))
			: refuse('notYours')
	},
	/** Legal until `PersonErasureBegun` and never afterwards, whatever the clocks say. */
	withdrawPersonErasure: (state, { actor }, now) => {
		const standing = standingErasure(state, now)
		if (standing === undefined) return refuse('erasureNotDemanded')
		if (standing.state === 'begun' || standing.state === 'done') return refuse('erasureBegun')
		const said = standing.state === 'demanded' ? [standing.by, standing.confirmedBy] : [standing.by]
		const mayWithdraw = actor.role === 'lead' || ownsLawfully(state, actor.key) || said.includes(actor.key)
		return worksCases(actor) && mayWithdraw
			? accept(fact('PersonErasureWithdrawn', now, { by: actor.key }))
			: refuse('notYours')
	},
	beginPersonErasure: (state, { reason, by, confirmedBy }, now) => {
		if (isErasureBegun(state)) return accept()
		const begun = fact('PersonErasureBegun', now)
		if (isErasureDemanded(state)) return accept(begun)
		return accept(fact('PersonErasureDemanded', now, { by, confirmedBy, reason }), begun)
	},
	recordPersonErasure: ({ personErasure }, _, now) =>
		personErasure?.state === 'begun' ? accept(fact('PersonErased', now)) : accept(),
}
