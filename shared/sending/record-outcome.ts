import { applyCommand } from '#shared/cases/apply.ts'
import type { SendFailure } from '#shared/cases/codes.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { Send } from '#shared/cases/sends/send.ts'
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
	/** Returns when the outcome of an attempt that was cut off can be looked up. */
	readonly endsBy: (send: Send) => Instant
}

/** One attempt of a send. */
export type Attempt = {
	readonly job: Job
	readonly send: Send
	readonly prepared: Prepared
}

/** The longest limit that is believed: networks' limits last a day at most (NETWORKS.md 2.9). */
const LONGEST_LIMIT = 25 * HOUR
/** The longest pause between attempts; each is twice the one before. */
const LONGEST_PAUSE = 15 * MINUTE
/** The pause after a stop; then the sweep requeues the send where its job was lost. */
const PAUSE_AFTER_STOP = MINUTE

const within = (instant: Instant, earliest: Instant, latest: Instant): Instant =>
	instant < earliest ? earliest : instant > latest ? latest : instant

/** Records a send that left: stores the network's id first, which may be repeated, then appends the fact. */
export const reportSent = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	externalId: string | undefined,
): Promise<void> => {
	const { log } = dependencies
	const { job, send, prepared } = attempt
	const remembered = externalId === undefined ? undefined : await prepared.rememberExternalId?.(externalId)
	if (remembered?.outcome === 'taken') return reportFailure(dependencies, attempt, 'duplicate')
	await applyCommand(dependencies, job.caseId, { kind: 'recordSent', send: job.send, message: remembered?.message })
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
	// A withdrawn send raises no alarm.
	if (reason !== 'withdrawn') log.count('SendsFailed')
}

/** Records a send of which nothing tells whether it left. A person decides; it is never resent automatically. */
export const reportUnknown = async (
	dependencies: RecordDependencies,
	{ job, send: { attempt } }: Attempt,
): Promise<void> => {
	await applyCommand(dependencies, job.caseId, { kind: 'recordUnknown', send: job.send, attempt })
	dependencies.log.warn('SEND_UNKNOWN', job)
	dependencies.log.count('SendsUnknown')
}

/** Defers a send by a fact: for one that was not attempted or certainly did not arrive. */
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

/**
 * Delays a job before its attempt. A long wait, or one whose lookup would have to be repeated, is recorded as a fact.
 */
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

/** Records the outcome of an attempt, or requeues the job so that it is looked up. */
export const recordOutcome = (dependencies: RecordDependencies, attempt: Attempt, result: Delivered): Promise<void> => {
	switch (result.outcome) {
		case 'sent':
			return reportSent(dependencies, attempt, result.externalId)
		case 'failed':
			return reportFailure(dependencies, attempt, result.reason)
		case 'unknown':
			// The requeued job looks the send up first.
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
