import { applyCommand } from '#shared/cases/apply.ts'
import type { SendFailure } from '#shared/cases/codes.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { Send } from '#shared/cases/send.ts'
import type { StopReason } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Job } from './job.ts'
import {
	type Delay,
	type DelayReason,
	LONGEST_WAIT_IN_QUEUE,
	type RequeueDependencies,
	requeueWithDelay,
} from './requeue-with-delay.ts'
import type { SendLimitStore } from './send-limit-store.ts'
import type { Delivered, Prepared } from './transport.ts'

export type RecordDependencies = RequeueDependencies & {
	readonly store: CaseStore
	readonly random: Random
	readonly sendLimits?: { readonly store: SendLimitStore } | undefined
	/** When the outcome of an attempt that was cut off can be looked for. */
	readonly endsBy: (send: Send) => Instant
}

/** A send at a certain attempt, as its sender knows it. */
export type Attempt = {
	readonly job: Job
	readonly send: Send
	readonly prepared: Prepared
}

/** Networks' limits last a day at most (NETWORKS.md 2.9); a later time is a mistake of theirs or ours. */
const LONGEST_LIMIT = 25 * HOUR
/** A try after a try: twice as long each time, and at most this. */
const LONGEST_PAUSE = 15 * MINUTE
/** After a stop: then the sweep comes by, should the job be lost. */
const PAUSE_AFTER_STOP = MINUTE

const within = (instant: Instant, earliest: Instant, latest: Instant): Instant =>
	instant < earliest ? earliest : instant > latest ? latest : instant

/** It left: what the network calls it is kept first, which repeats well, then the fact is appended. */
export const reportSent = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	externalId: string | undefined,
): Promise<void> => {
	const { log } = dependencies
	const { job, send, prepared } = attempt
	const kept = externalId === undefined ? undefined : await prepared.rememberExternalId?.(externalId)
	if (kept?.outcome === 'taken') return reportFailure(dependencies, attempt, 'duplicate')
	await applyCommand(dependencies, job.caseId, { kind: 'recordSent', send: job.send, message: kept?.message })
	log.info('SEND_SUCCEEDED', { ...job, attempt: send.attempt })
}

const reportFailure = async (
	dependencies: RecordDependencies,
	{ job, send: { attempt } }: Attempt,
	reason: SendFailure,
): Promise<void> => {
	const { log, random } = dependencies
	const invitation = newId('send', random)
	await applyCommand(dependencies, job.caseId, {
		kind: 'recordFailure',
		send: job.send,
		attempt,
		reason,
		invitation,
	})
	log.warn('SEND_FAILED', { ...job, reason })
	// Nobody is missing what was withdrawn: no alarm.
	if (reason !== 'withdrawn') log.count('SendsFailed')
}

/** Nobody can tell whether it left: a person decides, it is never sent again by itself. */
export const reportUnknown = async (
	dependencies: RecordDependencies,
	{ job, send: { attempt } }: Attempt,
): Promise<void> => {
	await applyCommand(dependencies, job.caseId, { kind: 'recordUnknown', send: job.send, attempt })
	dependencies.log.warn('SEND_UNKNOWN', job)
	dependencies.log.count('SendsUnknown')
}

/** An attempt that certainly did not arrive, or none yet: a fact says until when it waits. */
const deferJob = async (
	dependencies: RecordDependencies,
	{ job, send }: Attempt,
	until: Instant,
	reason: DelayReason,
): Promise<void> => {
	const command = { kind: 'deferSend', send: job.send, attempt: send.attempt, until } as const
	await applyCommand(dependencies, job.caseId, command)
	const delaySeconds = Math.ceil((Date.parse(until) - Date.parse(dependencies.clock.now())) / SECOND)
	dependencies.log.info('SEND_DEFERRED', { ...job, reason, delaySeconds })
	await requeueWithDelay(dependencies, job, { ...send, status: { kind: 'deferred', until } }, { until, reason })
}

/** Lets a job wait before an attempt; a long wait, or one whose look would have to be repeated, becomes a fact. */
export const deferSend = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	delay: Delay,
	isFact = false,
): Promise<void> => {
	const wait = Date.parse(delay.until) - Date.parse(dependencies.clock.now())
	const mayDefer = isFact || attempt.send.status.kind !== 'started'
	return mayDefer && (isFact || wait > LONGEST_WAIT_IN_QUEUE)
		? deferJob(dependencies, attempt, delay.until, delay.reason)
		: requeueWithDelay(dependencies, attempt.job, attempt.send, delay)
}

const pauseAfter = (attempt: number): number => Math.min(LONGEST_PAUSE, SECOND * 2 ** Math.min(attempt, 20))

const recordLater = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	{ until, limit }: { readonly until: Instant; readonly limit?: true | undefined },
): Promise<void> => {
	const { clock, sendLimits } = dependencies
	const { send, prepared } = attempt
	const { limitScope } = prepared
	const now = clock.now()
	const earliest = limit === true ? addMilliseconds(now, SECOND) : addMilliseconds(now, pauseAfter(send.attempt))
	const end = within(until, earliest, addMilliseconds(now, LONGEST_LIMIT))
	if (limit === true && limitScope !== undefined)
		await sendLimits?.store.limit(limitScope.account, limitScope.kind, now, end)
	return deferJob(dependencies, attempt, end, limit === true ? 'limit' : 'deferred')
}

const recordStopped = async (dependencies: RecordDependencies, attempt: Attempt, reason: StopReason): Promise<void> => {
	const { clock, sendLimits, log } = dependencies
	const { limitScope } = attempt.prepared
	if (limitScope !== undefined && (await sendLimits?.store.stop(limitScope.account, reason, clock.now())) === true) {
		log.warn('ACCOUNT_STOPPED', { network: limitScope.account.network, reason })
		log.count('AccountsStopped')
	}
	return deferJob(dependencies, attempt, addMilliseconds(clock.now(), PAUSE_AFTER_STOP), 'stopped')
}

/** Puts the outcome of an attempt on record, or sees to it that somebody looks. */
export const recordOutcome = (dependencies: RecordDependencies, attempt: Attempt, result: Delivered): Promise<void> => {
	switch (result.outcome) {
		case 'sent':
			return reportSent(dependencies, attempt, result.externalId)
		case 'failed':
			return reportFailure(dependencies, attempt, result.reason)
		case 'unknown':
			// The job comes back and looks first.
			return requeueWithDelay(dependencies, attempt.job, attempt.send, {
				until: dependencies.endsBy(attempt.send),
				reason: 'underWay',
			})
		case 'later':
			return recordLater(dependencies, attempt, result)
		case 'stopped':
			return recordStopped(dependencies, attempt, result.reason)
		default:
			return assertNever(result)
	}
}
