import type { Instant } from '#shared/kernel/clock.ts'
import { othersWhoHave } from '../claims/rights.ts'
import { accept, acceptVisibly, type Deciders, refuse } from '../decision.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey, MessageKey } from '../keys.ts'
import type { CaseState } from '../state.ts'
import type { DangerDeed, DangerKind, DismissalReason, SignalKind } from './facts.ts'
import { type Danger, dangersToTell } from './state.ts'

/** What a message may mean beyond its matter: signals suggest, a danger stands until something was done. */

export type SignalsCommand =
	/** By a person, or by a rule: then `rule` says of what kind. */
	| {
			readonly kind: 'raiseSignal'
			readonly signal: SignalKind
			readonly message?: MessageKey | undefined
			readonly by?: AgentKey | undefined
			readonly rule?: FactOf<'SignalRaised'>['rule'] | undefined
	  }
	/** Without a kind where there is none of the name that somebody gave. */
	| { readonly kind: 'confirmSignal'; readonly by: AgentKey; readonly signal: SignalKind | undefined }
	| {
			readonly kind: 'dismissSignal'
			readonly by: AgentKey
			readonly signal: SignalKind | undefined
			readonly reason: DismissalReason
	  }
	| {
			readonly kind: 'raiseDanger'
			readonly danger: DangerKind
			readonly message?: MessageKey | undefined
			readonly by?: AgentKey | undefined
	  }
	/** The lead on call was told of the dangers that are due. */
	| { readonly kind: 'recordDangerTold' }
	| { readonly kind: 'takeDanger'; readonly by: AgentKey; readonly danger: DangerKind | undefined }
	| {
			readonly kind: 'endDanger'
			readonly by: AgentKey
			readonly danger: DangerKind | undefined
			readonly did: DangerDeed
	  }

export const signalsRefusals = {
	raiseSignal: [],
	confirmSignal: ['signalNotRaised'],
	dismissSignal: ['signalNotRaised'],
	raiseDanger: [],
	recordDangerTold: [],
	takeDanger: ['dangerNotOpen'],
	endDanger: ['dangerNotOpen'],
} as const

const signalIn = ({ signals }: CaseState, kind: SignalKind | undefined) => signals.find(({ signal }) => signal === kind)
const dangerIn = ({ dangers }: CaseState, kind: DangerKind | undefined) => dangers.find(({ danger }) => danger === kind)

/** Tells whether it is known of this message, or at all where none is named. */
const isKnown = (messages: readonly MessageKey[], message: MessageKey | undefined): boolean =>
	message === undefined || messages.includes(message)

/** Broken promises of a case from this number on are a signal. */
const BROKEN_PROMISES = 2

/** Suggests after another broken promise that it is one too many. */
export const signalsAfter = (before: CaseState, { at }: Fact, after: CaseState): readonly Fact[] => {
	if (after.brokenPromises <= before.brokenPromises || after.brokenPromises < BROKEN_PROMISES) return []
	const signal = 'brokenPromiseTwice'
	const known = signalIn(after, signal)
	const stands = known !== undefined && known.state !== 'dismissed'
	return stands ? [] : [fact('SignalRaised', at, { signal, rule: 'promises' })]
}

/**
 * Gives the case to who takes a danger, so that they may act at once: one that is free, or its owner's. What others help
 * out in stays as it is. Over its owner's head it lets them act, and read nothing (README.md, "Who has a case"); and not
 * there because of a danger that they alone raised: else anybody would have a key to any case.
 */
const takenForDanger = (state: CaseState, { raisedBy }: Danger, by: AgentKey, now: Instant): readonly Fact[] => {
	const having = othersWhoHave(state, by, now)
	if (raisedBy === by && having.length > 0) return []
	if (state.owner === by || having.some((one) => one !== state.owner)) return []
	return [fact('CaseTakenOver', now, { by, from: having[0], why: 'danger' })]
}

export const signalsDeciders: Deciders<SignalsCommand, typeof signalsRefusals> = {
	/** A rule does not raise again what was dismissed of the same message; a person may, who knows better. */
	raiseSignal: (state, { signal, message, by, rule }, now) => {
		const known = signalIn(state, signal)
		const isRaised = known !== undefined && isKnown(known.messages, message)
		if (isRaised && (by === undefined || known.state !== 'dismissed')) return accept()
		return accept(fact('SignalRaised', now, { signal, message, rule, by }))
	},
	confirmSignal: (state, { by, signal }, now) => {
		const known = signalIn(state, signal)
		if (known === undefined) return refuse('signalNotRaised')
		return known.state === 'confirmed' ? accept() : accept(fact('SignalConfirmed', now, { by, signal: known.signal }))
	},
	dismissSignal: (state, { by, signal, reason }, now) => {
		const known = signalIn(state, signal)
		if (known === undefined) return refuse('signalNotRaised')
		if (known.state === 'dismissed') return accept()
		return accept(fact('SignalDismissed', now, { by, signal: known.signal, reason }))
	},
	/** A closed case opens: nobody looks for danger there. */
	raiseDanger: (state, { danger, message, by }, now) => {
		const known = dangerIn(state, danger)
		if (known !== undefined && isKnown(known.messages, message)) return accept()
		return acceptVisibly(state, now, fact('DangerRaised', now, { danger, message, by }))
	},
	recordDangerTold: (state, _, now) =>
		accept(...dangersToTell(state, now).map(({ danger }) => fact('DangerTold', now, { danger }))),
	/** Whoever comes later takes it from whoever took it: two who help are better than one who left. */
	takeDanger: (state, { by, danger: kind }, now) => {
		const known = dangerIn(state, kind)
		if (known === undefined) return refuse('dangerNotOpen')
		if (known.takenBy === by) return accept()
		return accept(fact('DangerTaken', now, { by, danger: known.danger }), ...takenForDanger(state, known, by, now))
	},
	/** Who says what was done has looked after it, whoever took it before. */
	endDanger: (state, { by, danger: kind, did }, now) => {
		const known = dangerIn(state, kind)
		if (known === undefined) return refuse('dangerNotOpen')
		const { danger } = known
		const ended = fact('DangerEnded', now, { by, danger, did })
		return known.takenBy === undefined ? accept(fact('DangerTaken', now, { by, danger }), ended) : accept(ended)
	},
}
