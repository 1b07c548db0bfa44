import { applyCommand } from '#shared/cases/apply.ts'
import type { WaitReason } from '#shared/cases/codes.ts'
import { hasEnded, isReply, PURPOSES, type Send } from '#shared/cases/sends/send.ts'
import { type CaseState, findSend } from '#shared/cases/state.ts'
import { addMilliseconds, type Clock, type Instant, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Job } from './job.ts'
import type { PaceRules } from './pace.ts'
import {
	type Attempt,
	deferSend,
	type RecordDependencies,
	recordOutcome,
	reportSent,
	reportUnknown,
} from './record-outcome.ts'
import { type Delay, requeueWithDelay } from './requeue-with-delay.ts'
import type { LimitedKind, SendLimitStore, SendLimits } from './send-limit-store.ts'
import type { Switch } from './switch.ts'
import type { FoundSend, LimitScope, Transport } from './transport.ts'

export type SendLimitDependencies = {
	readonly sendLimits: { readonly store: SendLimitStore; readonly pace: PaceRules }
	readonly transport: Transport
	readonly clock: Clock
	readonly log: Log
}

type Wait = Delay & { readonly reason: WaitReason }

/** The shortest interval between two probes of a stopped account, over all jobs. */
const PROBE_EVERY = 30 * SECOND

/**
 * Returns the delay for a stopped account; undefined where it is not stopped. Probes the network at most once per
 * interval and resumes the account when it works again.
 */
const checkAccountStop = async (
	{ sendLimits: { store }, transport, clock, log }: SendLimitDependencies,
	{ account }: LimitScope,
	{ stop }: SendLimits,
): Promise<Wait | undefined> => {
	if (stop === undefined) return undefined
	const delay = { until: addMilliseconds(clock.now(), PROBE_EVERY), reason: stop.reason }
	if (!(await store.claimProbe(account, clock.now(), PROBE_EVERY))) return delay
	const known = (await transport.probe?.(account)) ?? 'unknown'
	if (known !== 'working') {
		// Counted at every probe, so that the alarm lasts as long as the stop.
		log.count('AccountsStopped')
		return delay
	}
	if (await store.resume(account, stop)) log.info('ACCOUNT_RESUMED', { network: account.network, reason: stop.reason })
	return undefined
}

/** Returns the delay until the end of the limit that a network named for one kind of send; undefined without one. */
const checkRateLimit = ({ limits }: SendLimits, kind: LimitedKind, now: Instant): Wait | undefined => {
	const limit = limits.find((one) => one.kind === kind)
	return limit !== undefined && limit.until > now ? { until: limit.until, reason: limit.reason } : undefined
}

/** Takes a slot in our own pace of private messages. Returns the delay until one is free where none is. */
const checkThroughput = async (
	{ sendLimits: { store, pace }, clock }: SendLimitDependencies,
	{ account, kind, isUrgent }: LimitScope,
): Promise<Wait | undefined> => {
	const rules = kind === 'private' ? (pace[account.network] ?? []) : []
	if (rules.length === 0) return undefined
	const slot = await store.reserve(account, kind, rules, isUrgent, clock.now())
	return slot.isTaken ? undefined : { until: slot.until, reason: 'pace' }
}

export type DeliverDependencies = Omit<RecordDependencies, 'endsBy' | 'sendLimits'> & {
	readonly transport: Transport
	readonly sending: Switch
	/** Limits of accounts; undefined for mail. */
	readonly sendLimits?: { readonly store: SendLimitStore; readonly pace: PaceRules } | undefined
	/** The longest that a send takes, in milliseconds: an older start without an outcome was cut off. */
	readonly longestSendMilliseconds: number
}
type Dependencies = DeliverDependencies & Pick<RecordDependencies, 'endsBy'>

/** Attempts of a send that lookups did not find; after the last one a person decides. */
const MOST_ATTEMPTS = 4
/** How long a failing lookup is repeated. */
const LOOKED_FOR = 30 * MINUTE
/** How far back an earlier attempt of an answer is looked for: it may have become visible after its own lookup. */
const SHOWN_LATE = 30 * MINUTE
/** Seconds between looks at the kill switch: a quarter of how long the send has waited, within these. */
const SWITCH_WAIT = { shortest: 5 * SECOND, longest: 30 * SECOND }

/** Returns when an attempt without an outcome was certainly cut off and the network shows its effect. */
const endOfAttempt =
	({ transport, longestSendMilliseconds }: DeliverDependencies) =>
	(send: Send): Instant =>
		addMilliseconds(send.since, Math.max(longestSendMilliseconds, transport.readDelay?.(send) ?? 0))

/** Returns the delay that the send's own state demands: the undo time, a deferral, or an attempt under way. */
const ownWait = ({ endsBy }: Dependencies, send: Send, now: Instant): Delay | undefined => {
	const { status } = send
	if (isReply(send) && send.leavesAt > now) return { until: send.leavesAt, reason: 'undo' }
	if (status.kind === 'deferred' && status.until > now) return { until: status.until, reason: status.reason }
	return status.kind === 'started' && endsBy(send) > now ? { until: endsBy(send), reason: 'underWay' } : undefined
}

const atSwitch = async ({ sending }: Dependencies, { since }: Send, now: Instant): Promise<Delay | undefined> => {
	if (await sending.isOn()) return undefined
	const age = Date.parse(now) - Date.parse(since)
	const wait = Math.min(Math.max(age / 4, SWITCH_WAIT.shortest), SWITCH_WAIT.longest)
	return { until: addMilliseconds(now, wait), reason: 'sendingStopped' }
}

/** Returns the earliest time at which the send may have left: its last start, or for an answer also an earlier one. */
const soughtSince = (send: Send): Instant => {
	if (!isReply(send)) return send.since
	const earliest = addMilliseconds(send.since, -SHOWN_LATE)
	return send.leavesAt > earliest ? send.leavesAt : earliest
}

/**
 * Looks up a send that was started and has no outcome. Records it as sent where the network shows it, and as unknown
 * where the network cannot tell. Returns true where it was not found and may be sent again.
 */
const lookFirst = async (dependencies: Dependencies, attempt: Attempt, sendLimits: SendLimits): Promise<boolean> => {
	const { clock } = dependencies
	const { send, prepared, job } = attempt
	const now = clock.now()
	const closed = checkRateLimit(sendLimits, 'look', now)
	const look: FoundSend =
		closed === undefined ? await prepared.find(soughtSince(send)) : { found: 'later', until: closed.until }
	if (look.found === 'no' && send.attempt < MOST_ATTEMPTS) return true
	if (look.found === 'yes') await reportSent(dependencies, attempt, look.externalId)
	else if (look.found !== 'later' || now >= addMilliseconds(send.since, LOOKED_FOR))
		await reportUnknown(dependencies, attempt)
	else {
		const until = look.until > now ? look.until : addMilliseconds(now, SECOND)
		const account = prepared.limitScope?.account
		if (account !== undefined)
			await dependencies.sendLimits?.store.limit(account, { kind: 'look', reason: 'limit', since: now, until })
		await requeueWithDelay(dependencies, job, send, { until, reason: 'limit' })
	}
	return false
}

/** Appends `SendStarted` and sends. Does nothing where another sender started first. */
const startAndSend = async (dependencies: Dependencies, { job, send, prepared }: Attempt): Promise<void> => {
	const { log } = dependencies
	const started = await applyCommand(dependencies, job.caseId, {
		kind: 'startSend',
		send: job.send,
		after: send.attempt,
	})
	const now = findSend(started.state, job.send)
	// Another sender started first, the send was withdrawn, or its request has ended.
	if (started.outcome !== 'applied' || now?.status.kind !== 'started') return
	log.info('SEND_STARTED', { ...job, attempt: now.attempt })
	const result = await prepared.send()
	await recordOutcome(dependencies, { job, send: now, prepared }, result)
}

/** Returns true where neither a limit nor the pace delays the send; otherwise defers it and returns false. */
const passSendLimits = async (
	dependencies: Dependencies,
	attempt: Attempt,
	sendLimits: SendLimits,
	isSought: boolean,
): Promise<boolean> => {
	const { limitScope } = attempt.prepared
	if (limitScope === undefined || dependencies.sendLimits === undefined) return true
	const delay =
		checkRateLimit(sendLimits, limitScope.kind, dependencies.clock.now()) ??
		(await checkThroughput({ ...dependencies, sendLimits: dependencies.sendLimits }, limitScope))
	if (delay !== undefined) await deferSend(dependencies, attempt, delay, isSought)
	return delay === undefined
}

const deliver = async (dependencies: Dependencies, attempt: Attempt): Promise<void> => {
	const { sendLimits } = dependencies
	const { send, job } = attempt
	const { limitScope } = attempt.prepared
	const closed: SendLimits =
		limitScope === undefined || sendLimits === undefined
			? { limits: [] }
			: await sendLimits.store.read(limitScope.account)
	const stopped =
		limitScope === undefined || sendLimits === undefined
			? undefined
			: await checkAccountStop({ ...dependencies, sendLimits }, limitScope, closed)
	if (stopped !== undefined) return requeueWithDelay(dependencies, job, send, stopped)
	const isSought = send.status.kind === 'started'
	const { isRepeatable } = PURPOSES[send.purpose]
	if (isSought && isRepeatable && send.attempt >= MOST_ATTEMPTS) return reportUnknown(dependencies, attempt)
	if (isSought && !isRepeatable && !(await lookFirst(dependencies, attempt, closed))) return
	if (await passSendLimits(dependencies, attempt, closed, isSought)) await startAndSend(dependencies, attempt)
}

const loadSend = async (
	{ store }: DeliverDependencies,
	{ caseId, send: id }: Job,
): Promise<{ readonly state: CaseState; readonly send: Send } | undefined> => {
	const state = await store.load(caseId)
	const send = state === undefined ? undefined : findSend(state, id)
	// The head drops ended sends after a while, and dispatch queues only recorded ones: a missing send has ended.
	return state === undefined || send === undefined || hasEnded(send) ? undefined : { state, send }
}

/**
 * Delivers one send at most once. Appends `SendStarted` under the case's version before the call; only the sender whose
 * append succeeds sends. A send that was started without an outcome is looked up first and never resent blindly.
 * Repeating a job whose send has ended changes nothing. A send that must wait is requeued as a new message; a throw is
 * a defect or outage of ours.
 */
export const deliverSend = async (options: DeliverDependencies, job: Job): Promise<void> => {
	const dependencies: Dependencies = { ...options, endsBy: endOfAttempt(options) }
	const loaded = await loadSend(dependencies, job)
	if (loaded === undefined) return
	const { state, send } = loaded
	const now = dependencies.clock.now()
	const delay = ownWait(dependencies, send, now) ?? (await atSwitch(dependencies, send, now))
	if (delay !== undefined) return requeueWithDelay(dependencies, job, send, delay)
	const prepared = await dependencies.transport.prepare(state, send)
	await deliver(dependencies, { job, send, prepared })
}
