import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import type { Actor, Colleague, NamedTeam, Team } from '../actor.ts'
import { accept, type Deciders, type Decision, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey, NoteKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import { claimer, isHeldByOther, othersWhoHave } from './rights.ts'

/** Who works a case: claimed, released, handed on, taken over. */

/** A colleague, with a deputy or without, or a team; never both. */
type Assignee =
	| { readonly kind: 'agent'; readonly owner: Colleague; readonly deputy?: Colleague | undefined }
	| { readonly kind: 'team'; readonly team: NamedTeam }

/** What an agent does to who has a case. */
type Disposal = {
	readonly actor: Actor
	/** Those of the case's owner, deputy and claimer who are off, away or retired now. */
	readonly absent: readonly AgentKey[]
	/** What its author says of it. */
	readonly note?: NoteKey | undefined
}

export type ClaimsCommand =
	| { readonly kind: 'claim'; readonly by: AgentKey; readonly isLearning?: boolean | undefined }
	| { readonly kind: 'release'; readonly by: AgentKey }
	| (Disposal & { readonly kind: 'assign'; readonly to: Assignee })
	| (Disposal & { readonly kind: 'takeOver' })
	/** The owner is not here, as the roster says, and from `dueAt` on nobody waits for them. */
	| {
			readonly kind: 'fallBack'
			readonly from: AgentKey
			readonly why: FactOf<'CaseFellBack'>['why']
			readonly dueAt: Instant
			/** The owner's deputy, where they are here. */
			readonly deputy?: AgentKey | undefined
			/** The owner's team, where they have one. */
			readonly team?: Team | undefined
	  }
	/** The holder of the claim is writing. */
	| { readonly kind: 'keepClaim'; readonly by: AgentKey }

/** Why an agent's act that needs the claim may be refused. */
export const CLAIM_REFUSALS = ['caseClosed', 'claimedByOther'] as const
type ClaimRefusal = (typeof CLAIM_REFUSALS)[number]

/** Why nobody can be given a case as these names say. */
const MISNAMED = [
	'ownerUnknown',
	'ownerNotAnAgent',
	'deputyUnknown',
	'deputyNotAnAgent',
	'deputyIsOwner',
	'teamUnknown',
] as const
type Misnamed = (typeof MISNAMED)[number]

export const claimsRefusals = {
	claim: CLAIM_REFUSALS,
	release: ['notYours'],
	assign: ['caseClosed', 'takeOverNeeded', ...MISNAMED],
	takeOver: ['caseClosed', 'takeOverNeeded'],
	fallBack: [],
	keepClaim: [],
} as const

/** Writing renews a claim, but not with each letter. */
const RENEWED_AFTER = 5 * MINUTE

/** The claim taken, or renewed where it is not quite fresh. */
const claimFacts = (state: CaseState, by: AgentKey, now: Instant): Fact[] => {
	const isFresh = claimer(state, now) === by && addMilliseconds(state.claim?.at ?? now, RENEWED_AFTER) > now
	const isLearning = state.claim?.by === by ? state.claim.isLearning : undefined
	return isFresh ? [] : [fact('CaseClaimed', now, { by, isLearning })]
}

/** Decides an agent's act on an open case that needs the claim: takes the claim along where it is free. */
export const withClaim = (state: CaseState, by: AgentKey, now: Instant, ...facts: Fact[]): Decision<ClaimRefusal> => {
	if (state.state === 'closed') return refuse('caseClosed')
	if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
	return accept(...claimFacts(state, by, now), ...facts)
}

/** To whom the case goes, by their keys; or what is wrong with the names. */
const assigneeOf = (to: Assignee): FactOf<'CaseAssigned'>['to'] | Misnamed => {
	if (to.kind === 'team') return to.team === 'unknown' ? 'teamUnknown' : { kind: 'team', team: to.team.code }
	const { owner, deputy } = to
	if (owner === 'unknown') return 'ownerUnknown'
	if (owner === 'team' || !owner.isWorking) return 'ownerNotAnAgent'
	if (deputy === undefined) return { kind: 'agent', owner: owner.key }
	if (deputy === 'unknown') return 'deputyUnknown'
	if (deputy === 'team' || !deputy.isWorking) return 'deputyNotAnAgent'
	return deputy.key === owner.key ? 'deputyIsOwner' : { kind: 'agent', owner: owner.key, deputy: deputy.key }
}

/**
 * Tells whether an agent may say who has the case from now on: of what is free or theirs, unless another agent who is here
 * is working on it. A lead always may.
 */
const mayAssign = (state: CaseState, { actor: { key, role }, absent }: Disposal, now: Instant): boolean => {
	if (role === 'lead') return true
	const holder = claimer(state, now)
	if (holder !== undefined && holder !== key && !absent.includes(holder)) return false
	return state.owner === undefined || state.owner === key
}

/** Why an agent may take a case from those who have it; undefined where they may not. */
const reasonToTake = (
	having: readonly AgentKey[],
	{ actor, absent }: Disposal,
): FactOf<'CaseTakenOver'>['why'] | undefined => {
	if (having.length === 0) return 'released'
	if (having.every((key) => absent.includes(key))) return 'absent'
	return actor.role === 'lead' ? 'lead' : undefined
}

/** To whom a case goes whose owner is not here. */
const heirOf = (
	{ deputy: named }: CaseState,
	deputy: AgentKey | undefined,
	team: Team | undefined,
): FactOf<'CaseFellBack'>['to'] => {
	if (deputy !== undefined && deputy === named) return { kind: 'deputy', deputy }
	return team === undefined ? { kind: 'everybody' } : { kind: 'team', team }
}

export const claimsDeciders: Deciders<ClaimsCommand, typeof claimsRefusals> = {
	claim: (state, { by, isLearning }, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		if (isHeldByOther(state, by, now)) return refuse('claimedByOther')
		return accept(fact('CaseClaimed', now, { by, isLearning: isLearning === true ? isLearning : undefined }))
	},
	release: (state, { by }, now) =>
		claimer(state, now) === by || state.owner === by ? accept(fact('CaseReleased', now, { by })) : refuse('notYours'),
	assign: (state, command, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		const to = assigneeOf(command.to)
		if (typeof to === 'string') return refuse(to)
		if (!mayAssign(state, command, now)) return refuse('takeOverNeeded')
		return accept(fact('CaseAssigned', now, { by: command.actor.key, to, note: command.note }))
	},
	takeOver: (state, command, now) => {
		const by = command.actor.key
		if (state.state === 'closed') return refuse('caseClosed')
		const having = othersWhoHave(state, by, now)
		if (state.owner === by && having.length === 0) return accept()
		const why = state.owner === by ? 'owner' : reasonToTake(having, command)
		if (why === undefined) return refuse('takeOverNeeded')
		return accept(fact('CaseTakenOver', now, { by, from: having[0], why, note: command.note }))
	},
	fallBack: (state, { from, why, dueAt, deputy, team }, now) => {
		if (state.owner !== from || state.awaitsOwnerSince === undefined || now < dueAt) return accept()
		return accept(fact('CaseFellBack', now, { from, to: heirOf(state, deputy, team), why }))
	},
	/** Renews the agent's own claim. Never takes another agent's. */
	keepClaim: (state, { by }, now) => (claimer(state, now) === by ? accept(...claimFacts(state, by, now)) : accept()),
}
