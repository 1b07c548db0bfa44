import type { Instant } from '#shared/kernel/clock.ts'
import type { Command } from './commands.ts'
import { accept, type Decision, refuse } from './decision.ts'
import type { Fact } from './facts.ts'
import { type CaseState, type DataRequest, type Effect, findEffect } from './state.ts'

type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

const ENDED: readonly Effect['status'][] = ['sent', 'failed', 'unknown']

const requestOf = (state: CaseState, { request: id }: Effect): DataRequest | undefined =>
	state.requests.find(({ request }) => request === id)

/**
 * The next attempt, for the one sender that saw the last. Withdrawing is legal until then (design.md, "Sending"): what
 * belongs to a request that has ended meanwhile is not sent any more.
 */
export const startSend = (state: CaseState, { effect: id, after }: CommandOf<'startSend'>, now: Instant): Decision => {
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	if (ENDED.includes(effect.status)) return refuse('effectEnded')
	if (effect.attempt !== after) return refuse('sendUnderWay')
	if (requestOf(state, effect)?.status !== 'open')
		return accept({ kind: 'SendFailed', v: 1, at: now, effect: id, reason: 'withdrawn' })
	return accept({ kind: 'SendStarted', v: 1, at: now, effect: id, attempt: effect.attempt + 1 })
}

/** That it left is true whatever was believed before, and is said once. */
export const recordSent = (
	state: CaseState,
	{ effect: id, message }: CommandOf<'recordSent'>,
	now: Instant,
): Decision => {
	const effect = findEffect(state, id)
	if (effect === undefined) return refuse('effectUnknown')
	if (effect.status === 'sent') return accept()
	const answer = message === undefined ? {} : { message }
	return accept({ kind: 'SendSucceeded', v: 1, at: now, effect: id, ...answer })
}

type OpenEnd = CommandOf<'recordFailure' | 'recordUnknown' | 'deferSend'>

/** What an attempt came to, unless the effect has ended or another attempt has taken its place: then it says nothing. */
const onAttempt = (
	state: CaseState,
	{ effect: id, attempt }: OpenEnd,
	decideFor: (effect: Effect) => Decision,
): Decision => {
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
	const request = requestOf(state, effect)
	const { lastMessage } = state
	const wasPublic = lastMessage?.message === effect.message && lastMessage?.visibility === 'public'
	if (effect.purpose !== 'requestMessage' || !isClosed || !wasPublic || request?.status !== 'open') return []
	return [
		{
			kind: 'InvitationQueued',
			v: 1,
			at: now,
			request: request.request,
			effect: command.invitation,
			message: lastMessage.message,
			network: lastMessage.network,
		},
	]
}

export const recordFailure = (state: CaseState, command: CommandOf<'recordFailure'>, now: Instant): Decision =>
	onAttempt(state, command, (effect) =>
		accept(
			{ kind: 'SendFailed', v: 1, at: now, effect: effect.effect, reason: command.reason },
			...invitationAfter(state, effect, command, now),
		),
	)

export const recordUnknown = (state: CaseState, command: CommandOf<'recordUnknown'>, now: Instant): Decision =>
	onAttempt(state, command, ({ effect }) => accept({ kind: 'SendUnknown', v: 1, at: now, effect }))

export const deferSend = (state: CaseState, command: CommandOf<'deferSend'>, now: Instant): Decision =>
	onAttempt(state, command, ({ effect }) =>
		accept({ kind: 'SendDeferred', v: 1, at: now, effect, until: command.until }),
	)
