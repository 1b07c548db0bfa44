import { type Actor, WORKING_ROLES } from '#shared/cases/actor.ts'
import { decide } from '#shared/cases/decide.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { Network, OutboundChannel } from '#shared/cases/network.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { Reply } from '#shared/cases/replies/decide.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { type Alternatives, alternativesTo } from './alternatives.ts'
import { findTarget, type Target } from './find-target.ts'
import type { ReplyDependencies } from './prepare-reply.ts'

/** The ways in which a case may be answered now, each with whom it reaches; what the case would refuse is told before anybody writes. */

const WAYS = ['public', 'private', 'mail'] as const
export type AnswerWayName = (typeof WAYS)[number]

/** Whom an answer reaches, and under which message it stands. */
type Reached = {
	readonly channel: OutboundChannel
	readonly name?: string | undefined
	readonly handle?: string | undefined
	readonly message?: MessageKey | undefined
	/** The words of that message. */
	readonly text?: string | undefined
}

export type AnswerWay = {
	readonly way: AnswerWayName
	readonly reaches?: Reached | undefined
	/** Until when its network takes it, where that knows an end. */
	readonly until?: Instant | undefined
	/** Why nobody, or not this agent, can answer so now. */
	readonly refused?: ({ readonly refusal: Refusal } & Alternatives) | undefined
}

/** What an agent chose to answer; by default the newest message of each way. */
export type ChosenTarget = { readonly channel?: Network | undefined; readonly inReplyTo?: MessageKey | undefined }

type WayDependencies = Pick<ReplyDependencies, 'content' | 'contacts' | 'replyRules' | 'undoMilliseconds'>

const NOTHING = '0'.repeat(26)

const reachedBy = (way: AnswerWayName, target: Target | undefined): Reached | undefined => {
	if (way === 'mail') return { channel: 'mail' }
	if (target === undefined) return undefined
	const { contact, answered, content } = target
	return {
		channel: contact.network,
		name: content?.authorName,
		handle: contact.handle,
		message: answered.message,
		text: content?.text,
	}
}

/** Returns the ways of answering a case at `now`, the impossible ones with their reason. Changes nothing. */
export const answerWays = (
	dependencies: WayDependencies,
	state: CaseState,
	{ key: by, role }: Actor,
	chosen: ChosenTarget,
	now: Instant,
): Promise<readonly AnswerWay[]> => {
	const { replyRules: rules, undoMilliseconds } = dependencies
	const wayOf = async (way: AnswerWayName): Promise<AnswerWay> => {
		const target = way === 'mail' ? undefined : await findTarget(dependencies, state, { visibility: way, ...chosen })
		const reply: Reply = {
			kind: 'reply',
			by,
			send: `send_${NOTHING}`,
			reply: `msg_${NOTHING}`,
			target: way === 'mail' ? { visibility: way } : { visibility: way, answered: target?.answered },
			purpose: 'answer',
			rules,
			undoMilliseconds,
			overrides: [],
		}
		const isWorker = WORKING_ROLES.includes(role)
		const decision = decide(state, isWorker ? reply : { kind: 'proposeReply', by, reply }, now)
		const refused =
			decision.outcome === 'refused'
				? { refusal: decision.refusal, ...alternativesTo(dependencies, decision.refusal, state, target, now) }
				: undefined
		return { way, reaches: reachedBy(way, target), until: decision.window?.until, refused }
	}
	return Promise.all(WAYS.map(wayOf))
}
