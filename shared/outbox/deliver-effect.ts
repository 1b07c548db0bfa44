import { applyCommand } from '#shared/cases/apply-command.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { type CaseState, type Effect, findEffect } from '#shared/cases/state.ts'
import type { Found, SendOutcome } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { type Clock, type Instant, MINUTE, plus, SECOND } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Job } from './job.ts'

/** What became of a send; `withdrawn`: there was nothing left to send. */
export type Delivered = SendOutcome | { readonly outcome: 'failed'; readonly reason: 'withdrawn' }

/** How an effect leaves: bound to one network or to mail. */
export type Transport = {
	/** Looks whether it has left already, at `since` or later. */
	readonly find: (state: CaseState, effect: Effect, since: Instant) => Promise<Found['found']>
	readonly send: (state: CaseState, effect: Effect) => Promise<Delivered>
}

export type DeliverDependencies = {
	readonly store: CaseStore
	readonly transport: Transport
	readonly clock: Clock
	readonly random: Random
	readonly log: Log
	/** No send takes longer, in milliseconds: a start that is older and has no end was cut off. */
	readonly longestSendMilliseconds: number
}

/** design.md, "Sending": a longer wait is a fact in the due index, and the job is deleted. */
const LONGEST_WAIT_IN_QUEUE = 10 * MINUTE

const append = async (dependencies: DeliverDependencies, job: Job, command: Command): Promise<void> => {
	await applyCommand(dependencies, job.caseId, command)
}

/** Puts the outcome of a send on record. */
const record = async (
	dependencies: DeliverDependencies,
	job: Job,
	attempt: number,
	result: Delivered,
): Promise<void> => {
	const { log, clock, random } = dependencies
	const { effect, caseId } = job
	switch (result.outcome) {
		case 'sent':
			log.info('SEND_SUCCEEDED', { caseId, effect })
			return append(dependencies, job, { kind: 'recordSent', effect })
		case 'failed':
			log.warn('SEND_FAILED', { caseId, effect, reason: result.reason })
			// Nobody is missing what was withdrawn: no alarm.
			if (result.reason !== 'withdrawn') log.count('SendsFailed')
			return append(dependencies, job, {
				kind: 'recordFailure',
				effect,
				attempt,
				reason: result.reason,
				invitation: newId('eff', random),
			})
		case 'unknown':
			// The job comes back and looks first; see `lookFirst`.
			throw new RetryLaterError('sendUnknown', { delaySeconds: 30 })
		case 'later': {
			const wait = Date.parse(result.until) - Date.parse(clock.now())
			await append(dependencies, job, { kind: 'deferSend', effect, attempt, until: result.until })
			log.info('SEND_DEFERRED', { caseId, effect, delaySeconds: Math.ceil(wait / SECOND) })
			if (wait > LONGEST_WAIT_IN_QUEUE) return
			throw new RetryLaterError('sendDeferred', { delaySeconds: Math.max(1, Math.ceil(wait / SECOND)) })
		}
		default:
			return assertNever(result)
	}
}

/**
 * An effect that was started and has no end: found on the network, it is on record as sent; not found, it may be sent
 * again; where the network cannot tell, a person decides. True when it is to be sent.
 */
const lookFirst = async (
	dependencies: DeliverDependencies,
	job: Job,
	state: CaseState,
	effect: Effect,
): Promise<boolean> => {
	const { clock, longestSendMilliseconds, transport, log } = dependencies
	const cutOffAt = plus(effect.since, longestSendMilliseconds)
	if (clock.now() < cutOffAt) {
		const seconds = Math.ceil((Date.parse(cutOffAt) - Date.parse(clock.now())) / SECOND)
		throw new RetryLaterError('sendUnderWay', { delaySeconds: Math.max(1, seconds) })
	}
	const found = await transport.find(state, effect, effect.since)
	if (found === 'no') return true
	if (found === 'yes') await append(dependencies, job, { kind: 'recordSent', effect: effect.effect })
	else {
		log.warn('SEND_UNKNOWN', { caseId: job.caseId, effect: effect.effect })
		log.count('SendsUnknown')
		await append(dependencies, job, { kind: 'recordUnknown', effect: effect.effect, attempt: effect.attempt })
	}
	return false
}

/**
 * Sends one effect at most once: `SendStarted` is appended under the case's version before the call, and only its winner
 * sends. Started without an end means: look first, never blindly again. Repeating a job whose effect has ended does
 * nothing. Throws `RetryLaterError` when the job is to come back.
 */
export const deliverEffect = async (dependencies: DeliverDependencies, job: Job): Promise<void> => {
	const { store, clock, transport, log } = dependencies
	const state = await store.load(job.caseId)
	const effect = state === undefined ? undefined : findEffect(state, job.effect)
	// Ended effects are forgotten by the head after a while; dispatch queues nothing that is not on record.
	if (state === undefined || effect === undefined) return
	if (effect.status === 'sent' || effect.status === 'failed' || effect.status === 'unknown') return
	if (effect.status === 'deferred' && effect.until !== undefined && effect.until > clock.now()) {
		const seconds = Math.ceil((Date.parse(effect.until) - Date.parse(clock.now())) / SECOND)
		if (seconds * SECOND > LONGEST_WAIT_IN_QUEUE) return
		throw new RetryLaterError('sendDeferred', { delaySeconds: seconds })
	}
	if (effect.status === 'started' && !(await lookFirst(dependencies, job, state, effect))) return
	const command: Command = { kind: 'startSend', effect: job.effect, after: effect.attempt }
	const started = await applyCommand(dependencies, job.caseId, command)
	const now = findEffect(started.state, job.effect)
	// Another sender was faster, or what it belongs to has ended: withdrawn.
	if (started.outcome !== 'applied' || now?.status !== 'started') return
	log.info('SEND_STARTED', { caseId: job.caseId, effect: job.effect, attempt: now.attempt })
	await record(dependencies, job, now.attempt, await transport.send(started.state, now))
}
