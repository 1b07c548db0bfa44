import type { Instant } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { accept, acceptVisibly, type Decision, type DecisionOn, refuse } from './decision.ts'
import { hasEnded } from './evolve-effects.ts'
import { fact } from './fact.ts'
import type { Fact, SendFailure } from './facts.ts'
import { type CaseState, type Effect, findEffect, findRequest } from './state.ts'

const failed = ({ effect, purpose }: Effect, reason: SendFailure, now: Instant): Fact =>
	purpose === 'reply' ? fact('ReplyFailed', now, { effect, reason }) : fact('SendFailed', now, { effect, reason })

/** What belongs to a request that has ended is not sent any more, nor is anything to a person who is to be erased. */
const isObsolete = (state: CaseState, effect: Effect): boolean => {
	if (effect.purpose === 'deletion' || effect.purpose === 'hide') return false
	if (state.personErasure !== undefined) return true
	const isOfRequest = effect.purpose !== 'reply' && effect.request !== undefined
	return isOfRequest && findRequest(state, effect.request)?.status !== 'open'
}

/**
 * The next attempt, for the one sender that saw the last. Withdrawing is legal until then and never after; an
 * answer does not leave before its time to undo is over.
 */
export const startSend = (
	state: CaseState,
	{ effect: id, after }: CommandOf<'startSend'>,
	now: Instant,
): DecisionOn<'startSend'> => {
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	if (hasEnded(effect)) return refuse('effectEnded')
	if (effect.attempt !== after) return refuse('sendUnderWay')
	if (effect.reply !== undefined && effect.reply.leavesAt > now) return refuse('undoRunning')
	if (isObsolete(state, effect)) return accept(failed(effect, 'withdrawn', now))
	return accept(fact('SendStarted', now, { effect: id, attempt: effect.attempt + 1 }))
}

/** That it left is true whatever was believed before, and is said once. */
export const recordSent = (
	state: CaseState,
	{ effect: id, message }: CommandOf<'recordSent'>,
	now: Instant,
): DecisionOn<'recordSent'> => {
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	if (effect.status === 'sent') return accept()
	if (effect.purpose === 'reply') return accept(fact('ReplySent', now, { effect: id, message }))
	return accept(fact('SendSucceeded', now, { effect: id, message }))
}

type OpenEnd = CommandOf<'recordFailure' | 'recordUnknown'>

/** What an attempt came to, unless the effect has ended or another attempt has taken its place: then it says nothing. */
const onAttempt = (
	state: CaseState,
	{ effect: id, attempt }: OpenEnd,
	decideFor: (effect: Effect) => Decision<never>,
): DecisionOn<OpenEnd['kind']> => {
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	return effect.status === 'started' && effect.attempt === attempt ? decideFor(effect) : accept()
}

/** Whoever cannot be reached in private is invited where they wrote, if that was in public. */
const invitationAfter = (
	state: CaseState,
	effect: Effect,
	command: CommandOf<'recordFailure'>,
	now: Instant,
): readonly Fact[] => {
	const isClosed = command.reason === 'recipientClosed' || command.reason === 'windowClosed'
	const request = findRequest(state, effect.request)
	const { lastMessage } = state
	const wasPublic = lastMessage?.message === effect.message && lastMessage?.visibility === 'public'
	if (effect.purpose !== 'requestMessage' || !isClosed || !wasPublic || request?.status !== 'open') return []
	return [
		fact('InvitationQueued', now, {
			request: request.request,
			effect: command.invitation,
			message: lastMessage.message,
			network: lastMessage.network,
		}),
	]
}

/** An answer that somebody relies on, perhaps so much that they closed the case. */
const isMissed = ({ purpose }: Effect, reason: SendFailure): boolean => purpose === 'reply' && reason !== 'withdrawn'

export const recordFailure = (
	state: CaseState,
	command: CommandOf<'recordFailure'>,
	now: Instant,
): DecisionOn<'recordFailure'> =>
	onAttempt(state, command, (effect) => {
		const facts = [failed(effect, command.reason, now), ...invitationAfter(state, effect, command, now)]
		return isMissed(effect, command.reason) ? acceptVisibly(state, now, ...facts) : accept(...facts)
	})

export const recordUnknown = (
	state: CaseState,
	command: CommandOf<'recordUnknown'>,
	now: Instant,
): DecisionOn<'recordUnknown'> =>
	onAttempt(state, command, ({ effect, purpose }) =>
		purpose === 'reply'
			? acceptVisibly(state, now, fact('ReplyUnknown', now, { effect }))
			: accept(fact('SendUnknown', now, { effect })),
	)

/** A wait for something that says when it ends: after an attempt that certainly did not arrive, or before there was any. */
export const deferSend = (state: CaseState, command: CommandOf<'deferSend'>, now: Instant): DecisionOn<'deferSend'> => {
	const { effect: id, attempt, until } = command
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	if (hasEnded(effect) || effect.attempt !== attempt) return accept()
	return accept(fact('SendDeferred', now, { effect: id, until }))
}
