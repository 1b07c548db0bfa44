import { applyCommand } from '#shared/cases/apply.ts'
import type { SendFailure, WaitReason } from '#shared/cases/codes.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import type { AgainReason, LimitReason, StopReason } from '#shared/channels/channel.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import type { Job } from './job.ts'
import { type Delay, LONGEST_WAIT_IN_QUEUE, type RequeueDependencies, requeueWithDelay } from './requeue-with-delay.ts'
import type { SendLimitStore } from './send-limit-store.ts'
import type { Delivered, Prepared, Transport } from './transport.ts'

export type RecordDependencies = RequeueDependencies & {
	readonly store: CaseStore
	readonly random: Random
	readonly sendLimits?: { readonly store: SendLimitStore } | undefined
	readonly transport: Pick<Transport, 'probe'>
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
	reason: WaitReason,
): Promise<void> => {
	const command = { kind: 'deferSend', send: job.send, attempt: send.attempt, until, reason } as const
	await applyCommand(dependencies, job.caseId, command)
	const delaySeconds = Math.ceil((Date.parse(until) - Date.parse(dependencies.clock.now())) / SECOND)
	dependencies.log.info('SEND_DEFERRED', { ...job, reason, delaySeconds })
	await requeueWithDelay(dependencies, job, { ...send, status: { kind: 'deferred', until, reason } }, { until, reason })
}

/**
 * Delays a job before its attempt. A long wait, or one whose lookup would have to be repeated, is recorded as a fact.
 */
export const deferSend = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	delay: Delay & { readonly reason: WaitReason },
	isFact = false,
): Promise<void> => {
	const wait = Date.parse(delay.until) - Date.parse(dependencies.clock.now())
	const mayDefer = isFact || attempt.send.status.kind !== 'started'
	return mayDefer && (isFact || wait > LONGEST_WAIT_IN_QUEUE)
		? deferJob(dependencies, attempt, delay.until, delay.reason)
		: requeueWithDelay(dependencies, attempt.job, attempt.send, delay)
}

const pauseAfter = (attempt: number): number => Math.min(LONGEST_PAUSE, SECOND * 2 ** Math.min(attempt, 20))

/** A send certainly did not arrive, for this time; nothing else of its account is held. */
const recordLater = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	{ until, reason }: Extract<Delivered, { outcome: 'later' }>,
): Promise<void> => {
	const now = dependencies.clock.now()
	const earliest = addMilliseconds(now, pauseAfter(attempt.send.attempt))
	return deferJob(dependencies, attempt, within(until, earliest, addMilliseconds(now, LONGEST_LIMIT)), reason)
}

/** What a limit means to people: one that the network names is the daily course, the others are for somebody to mend. */
const IS_USUAL: Readonly<Record<LimitReason, boolean>> = {
	limit: true,
	looksAutomated: false,
	applicationRestricted: false,
}
/** The pause where the network took a send for a machine's once before. */
const PAUSE_AFTER_SUSPICION = HOUR

/**
 * Holds all of one kind for an account. Where the same send is taken for a machine's again the account is asked, and
 * stopped if it says so itself.
 */
const recordLimited = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	{ until, reason }: Extract<Delivered, { outcome: 'limited' }>,
): Promise<void> => {
	const { clock, sendLimits, log, transport } = dependencies
	const { send, prepared } = attempt
	const account = prepared.limitScope?.account
	const isRepeated = reason === 'looksAutomated' && send.waits.looksAutomated !== undefined
	if (isRepeated && account !== undefined && (await transport.probe?.(account)) === 'stopped')
		return recordStopped(dependencies, attempt, 'accountBlocked')
	const now = clock.now()
	const earliest = addMilliseconds(now, isRepeated ? PAUSE_AFTER_SUSPICION : SECOND)
	const end = within(until, earliest, addMilliseconds(now, LONGEST_LIMIT))
	if (prepared.limitScope !== undefined) {
		const { kind } = prepared.limitScope
		await sendLimits?.store.limit(prepared.limitScope.account, { kind, reason, since: now, until: end })
	}
	if (!IS_USUAL[reason]) {
		log.warn('ACCOUNT_REFUSED', { network: account?.network, reason })
		log.count('AccountsRefused')
	}
	return deferJob(dependencies, attempt, end, reason)
}

/** The pauses before what was refused without a good reason is tried again; after the last it has failed. */
const PAUSES_BEFORE_AGAIN: Readonly<Record<AgainReason, readonly number[]>> = {
	unexplained: [30 * SECOND, 2 * MINUTE],
	accountWorks: [30 * SECOND],
}

const recordAgain = async (
	dependencies: RecordDependencies,
	attempt: Attempt,
	{ reason, otherwise }: Extract<Delivered, { outcome: 'again' }>,
): Promise<void> => {
	const pause = PAUSES_BEFORE_AGAIN[reason][attempt.send.waits[reason] ?? 0]
	if (pause === undefined) return reportFailure(dependencies, attempt, otherwise)
	return deferJob(dependencies, attempt, addMilliseconds(dependencies.clock.now(), pause), reason)
}

/** The pause of a send that has stopped its account before; twice as long each time, up to an hour. */
const pauseAfterStops = (stops: number): number =>
	stops === 0 ? PAUSE_AFTER_STOP : Math.min(HOUR, LONGEST_PAUSE * 2 ** (stops - 1))

/** Stops the account; a send that did so before only waits, so that one text never holds up all others again and again. */
const recordStopped = async (dependencies: RecordDependencies, attempt: Attempt, reason: StopReason): Promise<void> => {
	const { clock, sendLimits, log } = dependencies
	const { limitScope } = attempt.prepared
	const { tokenDead = 0, accountBlocked = 0 } = attempt.send.waits
	const stops = tokenDead + accountBlocked
	const now = clock.now()
	if (stops === 0 && limitScope !== undefined && (await sendLimits?.store.stop(limitScope.account, reason, now))) {
		log.warn('ACCOUNT_STOPPED', { network: limitScope.account.network, reason })
		log.count('AccountsStopped')
	}
	return deferJob(dependencies, attempt, addMilliseconds(now, pauseAfterStops(stops)), reason)
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
		case 'limited':
			return recordLimited(dependencies, attempt, result)
		case 'again':
			return recordAgain(dependencies, attempt, result)
		case 'stopped':
			return recordStopped(dependencies, attempt, result.reason)
		default:
			return assertNever(result)
	}
}
