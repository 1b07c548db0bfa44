import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { Actor } from '../actor.ts'
import { CLAIM_REFUSALS, withClaim } from '../claims/decide.ts'
import { accept, type Deciders, type Decision, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact } from '../facts.ts'
import type { MessageKey, SendId, StepId } from '../keys.ts'
import type { Network } from '../network.ts'
import { hiding } from '../replies/change-reply.ts'
import type { CaseState } from '../state.ts'
import type { StepUndoneReason } from './facts.ts'
import { type NetiquetteStep, STEP_REFUSALS, stepObjection } from './state.ts'

/** What we do about somebody's tone, step by step: never instead of an answer. */

type Step =
	/** It was said with an answer elsewhere: in the network's own app, or on the telephone. */
	| { readonly what: 'pointer' | 'warning' }
	/** `isHideable`: the network lets us hide what stands there. */
	| { readonly what: 'hidden'; readonly send: SendId; readonly network: Network; readonly isHideable: boolean }
	| { readonly what: 'muted'; readonly until: Instant }

export type NetiquetteCommand =
	| {
			readonly kind: 'takeStep'
			readonly actor: Actor
			readonly step: StepId
			readonly message: MessageKey
			readonly taken: Step
	  }
	| {
			readonly kind: 'undoStep'
			readonly actor: Actor
			/** Undefined where somebody named no step. */
			readonly step: StepId | undefined
			readonly reason: Exclude<StepUndoneReason, 'shownAgain'>
			/** Shows again what the step had hidden, and where. */
			readonly show?: { readonly send: SendId; readonly network: Network } | undefined
	  }

export const netiquetteRefusals = {
	takeStep: [...STEP_REFUSALS, 'hideImpossible', 'sendUnderWay', 'leadNeeded', 'muteEndInvalid', ...CLAIM_REFUSALS],
	undoStep: ['stepUnknown', 'leadNeeded', 'sendUnderWay', ...CLAIM_REFUSALS],
} as const

/** Nobody is muted for longer: then somebody looks again. */
const MUTED_AT_MOST = 30 * DAY

/** Tells whether this very step was taken already, and counts or will. */
const isTaken = ({ netiquette }: CaseState, message: MessageKey, what: NetiquetteStep['what']): boolean =>
	netiquette.some(
		(one) => one.message === message && one.what === what && (one.status === 'stands' || one.status === 'underWay'),
	)

type Take = Extract<NetiquetteCommand, { readonly kind: 'takeStep' }>

const hide = (
	state: CaseState,
	{ actor: { key: by }, step, message, taken }: Take,
	now: Instant,
): Decision<(typeof netiquetteRefusals)['takeStep'][number]> => {
	if (taken.what !== 'hidden') return accept()
	const { send, network, isHideable } = taken
	if (!isHideable) return refuse('hideImpossible')
	const hidden = hiding(state, { by, send, message, network, isHidden: true }, now)
	if (hidden.outcome === 'refused') return hidden
	const queued = hidden.facts.some(({ kind }) => kind === 'HideQueued') ? send : undefined
	const said = fact('NetiquetteStepTaken', now, { by, step, what: 'hidden', message, send: queued })
	return withClaim(state, by, now, ...hidden.facts, said)
}

/** By a lead, who has no need of the case itself: it stays with who works it. */
const mute = (
	{ actor: { key: by, role }, step, message }: Take,
	until: Instant,
	now: Instant,
): Decision<'leadNeeded' | 'muteEndInvalid'> => {
	if (role !== 'lead') return refuse('leadNeeded')
	if (until <= now || until > addMilliseconds(now, MUTED_AT_MOST)) return refuse('muteEndInvalid')
	return accept(fact('NetiquetteStepTaken', now, { by, step, what: 'muted', message, until }))
}

export const netiquetteDeciders: Deciders<NetiquetteCommand, typeof netiquetteRefusals> = {
	takeStep: (state, command, now) => {
		const { actor, step, message, taken } = command
		const { what } = taken
		if (state.state === 'closed') return refuse('caseClosed')
		if (what !== 'muted' && isTaken(state, message, what)) return accept()
		const objection = stepObjection(state, { what, message }, now)
		if (objection !== undefined) return refuse(objection)
		if (what === 'muted') return mute(command, taken.until, now)
		if (what === 'hidden') return hide(state, command, now)
		const { key: by } = actor
		return withClaim(state, by, now, fact('NetiquetteStepTaken', now, { by, step, what, message }))
	},
	/** Of a closed case nothing is undone: it matters again when the customer writes, and opens it. */
	undoStep: (state, { actor: { key: by, role }, step, reason, show }, now) => {
		if (state.state === 'closed') return refuse('caseClosed')
		const known = state.netiquette.find((one) => one.step === step)
		if (known === undefined) return refuse('stepUnknown')
		if (known.status === 'undone' || known.status === 'notSent') return accept()
		if (known.what === 'muted' && role !== 'lead') return refuse('leadNeeded')
		const undone = fact('NetiquetteStepUndone', now, { by, step: known.step, reason })
		if (known.what !== 'hidden' || known.message === undefined || show === undefined)
			return known.what === 'muted' ? accept(undone) : withClaim(state, by, now, undone)
		const shown = hiding(state, { by, ...show, message: known.message, isHidden: false }, now)
		return shown.outcome === 'refused' ? shown : withClaim(state, by, now, undone, ...shown.facts)
	},
}

/** Undoes the step by which a message was hidden, once somebody has it shown again. */
export const stepsAfter = (_: CaseState, happened: Fact, after: CaseState): readonly Fact[] => {
	if (happened.kind !== 'HideQueued' || happened.isHidden) return []
	return after.netiquette
		.filter(({ what, message, status }) => what === 'hidden' && message === happened.message && status === 'stands')
		.map(({ step }) => fact('NetiquetteStepUndone', happened.at, { step, reason: 'shownAgain' }))
}
