import type { Actor } from '#shared/cases/actor.ts'
import { CLOSINGS, type ClosingReason } from '#shared/cases/closing/matrix.ts'
import { type CaseOutcome, caseOutcomeSchema } from '#shared/cases/codes.ts'
import type { Command } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'

/**
 * What somebody may do with a case now, before they try. No rule stands here: the decider is asked by a command that stands
 * for the act, and what it would refuse is why the page shows the control switched off.
 */

type Asked = { readonly actor: Actor; readonly now: Instant; readonly absent: readonly AgentKey[] }

/** The keys of a command that is only asked about: nothing is ever stored under them. */
const NOTHING = '0'.repeat(26)
const NO_SEND = `send_${NOTHING}` as const

const soon = ({ now }: Asked): Instant => addMilliseconds(now, HOUR)

/** The command that stands for each act, by the operation of the API. Of one act on many things, the first of them stands. */
const ASKED_BY = {
	claim: (_, { actor }) => ({ kind: 'claim', by: actor.key, isLearning: actor.role === 'trainee' }),
	release: (_, { actor }) => ({ kind: 'release', by: actor.key }),
	assign: (_, { actor, absent }) => ({
		kind: 'assign',
		actor,
		absent,
		to: { kind: 'agent', owner: { key: actor.key, isWorking: true } },
	}),
	takeOver: (_, { actor, absent }) => ({ kind: 'takeOver', actor, absent }),
	notes: (_, { actor }) => ({ kind: 'writeNote', by: actor.key, note: `note_${NOTHING}` }),
	language: ({ language }, { actor }) => ({ kind: 'setLanguage', by: actor.key, language, reason: 'customerSaidSo' }),
	dataRequests: (_, { actor }) => ({
		kind: 'requestData',
		by: actor.key,
		request: `req_${NOTHING}`,
		send: NO_SEND,
		fields: ['name'],
	}),
	dataRequestsResend: (_, { actor }) => ({ kind: 'resendRequest', by: actor.key, send: NO_SEND }),
	dataRequestsRevoke: (_, { actor }) => ({ kind: 'revokeRequest', by: actor.key }),
	readCustomerData: ({ requests, foundData }, { actor }) => ({
		kind: 'readData',
		by: actor.key,
		purpose: 'identifyCustomer',
		fields: [...requests.flatMap(({ submissions }) => submissions), ...foundData].flatMap(({ fields }) => fields),
	}),
	promises: (_, asked) => ({
		kind: 'makePromise',
		by: asked.actor.key,
		promise: { id: `promise_${NOTHING}`, what: 'answer', owedBy: 'agent', dueAt: soon(asked) },
	}),
	keepPromise: ({ promises }, { actor }) => ({
		kind: 'keepPromise',
		by: actor.key,
		promise: promises[0]?.id ?? `promise_${NOTHING}`,
		on: 'other',
	}),
	followUp: (_, asked) => ({ kind: 'setFollowUp', by: asked.actor.key, dueAt: soon(asked) }),
	clearFollowUp: (_, { actor }) => ({ kind: 'clearFollowUp', by: actor.key }),
	calls: (_, { actor }) => ({ kind: 'recordCall', by: actor.key, direction: 'in', result: 'reached' }),
	answeredByHand: ({ version }, { actor }) => ({ kind: 'answeredByHand', by: actor.key, seenVersion: version }),
	outcomeApproval: ({ version }, { actor, now }) => ({
		kind: 'approveClosing',
		by: actor.key,
		seenVersion: version,
		eraseAt: now,
	}),
	outcomeRefusal: (_, { actor }) => ({ kind: 'refuseClosing', by: actor.key }),
	confirmSignal: ({ signals }, { actor }) => ({ kind: 'confirmSignal', by: actor.key, signal: signals[0]?.signal }),
	takeDanger: ({ dangers }, { actor }) => ({ kind: 'takeDanger', by: actor.key, danger: dangers[0]?.danger }),
	erasePerson: (_, { actor }) => ({ kind: 'demandPersonErasure', actor, reason: 'demanded' }),
	withdrawPersonErasure: (_, { actor }) => ({ kind: 'withdrawPersonErasure', actor }),
} as const satisfies Readonly<Record<string, (state: CaseState, asked: Asked) => Command>>

/** What no command can be asked about beforehand: these need the right role, and an open case where they say so. */
const BY_ROLE = {
	replies: 'anyCase',
	releaseProposal: 'anyCase',
	returnProposal: 'anyCase',
	raiseSignal: 'anyCase',
	raiseDanger: 'anyCase',
	takeNetiquetteStep: 'openCase',
	hideMessage: 'openCase',
	address: 'anyCase',
	outcome: 'openCase',
	deleteReply: 'openCase',
	withdrawReply: 'openCase',
} as const satisfies Readonly<Record<string, 'anyCase' | 'openCase'>>

export type CaseAct = keyof typeof ASKED_BY | keyof typeof BY_ROLE
/** Why an act cannot be done now. */
export type Hindrance = Refusal | 'roleForbidden'
/** Of each act why it cannot be done; undefined where it can. */
export type Hindrances = Readonly<Record<CaseAct, Hindrance | undefined>>

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
	Object.keys(record) as Key[]

/** The acts, each named as the operation of the API that does it. */
export const CASE_ACTS: readonly CaseAct[] = [...keysOf(ASKED_BY), ...keysOf(BY_ROLE)]

const isAsked = (act: CaseAct): act is keyof typeof ASKED_BY => act in ASKED_BY

const hindranceOf = (act: CaseAct, state: CaseState, asked: Asked): Refusal | undefined => {
	if (!isAsked(act)) return BY_ROLE[act] === 'openCase' && state.state === 'closed' ? 'caseClosed' : undefined
	const decision = decide(state, ASKED_BY[act](state, asked), asked.now)
	return decision.outcome === 'refused' ? decision.refusal : undefined
}

/** Returns what keeps somebody from each act at `now`. `allows` tells whether their role may call its operation at all. */
export const hindrancesOf = (state: CaseState, asked: Asked, allows: (operation: CaseAct) => boolean): Hindrances => {
	const all = CASE_ACTS.map((act) => [act, allows(act) ? hindranceOf(act, state, asked) : 'roleForbidden'] as const)
	return Object.fromEntries(all) as Hindrances
}

/** An end that the case may have now. */
export type PossibleEnding = {
	readonly outcome: CaseOutcome
	/** The reasons that fit; `none` is no reason. */
	readonly reasons: readonly ClosingReason[]
	/** It is only proposed: a second person decides. */
	readonly bySecond: boolean
	/** It names the message by which the customer says so. */
	readonly namesMessage: boolean
}

export type PossibleEndings = {
	/** At once. */
	readonly now: readonly PossibleEnding[]
	/** As soon as an answer was sent that is written now, or is on its way. */
	readonly whenSent: readonly CaseOutcome[]
	/** Whether an answer is on its way that the close can wait for. */
	readonly isAnswerQueued: boolean
	/** Why there is none now. */
	readonly hindrance: Refusal | undefined
}

const closeOf = (
	state: CaseState,
	{ actor, now }: Asked,
	outcome: CaseOutcome,
	reason: ClosingReason,
): ReturnType<typeof decide> =>
	decide(
		state,
		{
			kind: 'close',
			by: actor.key,
			isLead: actor.role === 'lead',
			outcome,
			unansweredReason: reason === 'none' ? undefined : reason,
			message: CLOSINGS[outcome].proof === 'customersWord' ? state.lastMessage?.message : undefined,
			// The page shows all that the case holds, and counts no closings.
			seenVersion: state.version,
			isRapid: false,
			eraseAt: now,
		},
		now,
	)

/** Returns the ends that the matrix and what is open leave to somebody at `now`. */
export const possibleEndings = (state: CaseState, asked: Asked): PossibleEndings => {
	const outcomes = caseOutcomeSchema.options
	const ends = outcomes.flatMap((outcome): readonly PossibleEnding[] => {
		const { answered, unanswered, bySecond, proof } = CLOSINGS[outcome]
		const named = [...new Set([...answered, ...unanswered])]
		const reasons = named.filter((reason) => closeOf(state, asked, outcome, reason).outcome === 'accepted')
		return reasons.length === 0 ? [] : [{ outcome, reasons, bySecond, namesMessage: proof === 'customersWord' }]
	})
	const afterAnswer = outcomes.map((outcome) => {
		const { actor, now } = asked
		const command = { by: actor.key, isLead: actor.role === 'lead', outcome, eraseAfterDays: 0 }
		const decision = decide(state, { kind: 'closeWhenSent', ...command }, now)
		return { outcome, refusal: decision.outcome === 'refused' ? decision.refusal : undefined }
	})
	const usual = closeOf(state, asked, 'helped', 'none')
	return {
		now: ends,
		whenSent: afterAnswer
			.filter(
				({ refusal }) => refusal === undefined || refusal === 'noAnswerQueued' || refusal === 'unansweredReasonNeeded',
			)
			.map(({ outcome }) => outcome),
		isAnswerQueued: afterAnswer.some(({ refusal }) => refusal === undefined),
		hindrance: ends.length > 0 || usual.outcome === 'accepted' ? undefined : usual.refusal,
	}
}
