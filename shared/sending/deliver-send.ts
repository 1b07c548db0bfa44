import { applyCommand } from '#shared/cases/apply.ts'
import { hasEnded, isReply, PURPOSES, type Send } from '#shared/cases/send.ts'
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

/** While an account is stopped its network is asked so often at most, by whichever job comes first. */
const PROBE_EVERY = 30 * SECOND

/** A stopped account, unless it turns out to work again: then it is open from this moment on. */
const checkAccountStop = async (
	{ sendLimits: { store }, transport, clock, log }: SendLimitDependencies,
	{ account }: LimitScope,
	{ stop }: SendLimits,
): Promise<Delay | undefined> => {
	if (stop === undefined) return undefined
	const delay: Delay = { until: addMilliseconds(clock.now(), PROBE_EVERY), reason: 'stopped' }
	if (!(await store.claimProbe(account, clock.now(), PROBE_EVERY))) return delay
	const known = (await transport.probe?.(account)) ?? 'unknown'
	if (known !== 'working') {
		// For as long as it lasts, so that the alarm rings for as long.
		log.count('AccountsStopped')
		return delay
	}
	if (await store.resume(account, stop)) log.info('ACCOUNT_RESUMED', { network: account.network, reason: stop.reason })
	return undefined
}

/** The limit that a network named for one kind, while it lasts. */
const checkRateLimit = ({ limits }: SendLimits, kind: LimitedKind, now: Instant): Delay | undefined => {
	const until = limits.find((limit) => limit.kind === kind)?.until
	return until !== undefined && until > now ? { until, reason: 'limit' } : undefined
}

/** Takes a slot in the pace that we keep ourselves, before the network says no. Only private messages have one. */
const checkThroughput = async (
	{ sendLimits: { store, pace }, clock }: SendLimitDependencies,
	{ account, kind, isUrgent }: LimitScope,
): Promise<Delay | undefined> => {
	const rules = kind === 'private' ? (pace[account.network] ?? []) : []
	if (rules.length === 0) return undefined
	const slot = await store.reserve(account, kind, rules, isUrgent, clock.now())
	return slot.isTaken ? undefined : { until: slot.until, reason: 'pace' }
}

export type DeliverDependencies = Omit<RecordDependencies, 'endsBy' | 'sendLimits'> & {
	readonly transport: Transport
	readonly sending: Switch
	/** Of networks: what holds an account back. Mail has none. */
	readonly sendLimits?: { readonly store: SendLimitStore; readonly pace: PaceRules } | undefined
	/** No send takes longer, in milliseconds: a start that is older and has no end was cut off. */
	readonly longestSendMilliseconds: number
}
type Dependencies = DeliverDependencies & Pick<RecordDependencies, 'endsBy'>

/** So often a send is sent again after a look that did not find it; then a person looks why. */
const MOST_ATTEMPTS = 4
/** So long a look that does not work is repeated. */
const LOOKED_FOR = 30 * MINUTE
/** An earlier try of an answer may have become visible after its own look; further back it is not looked for. */
const SHOWN_LATE = 30 * MINUTE
/** Seconds between looks at the kill switch: a quarter of how long the send has waited, within these. */
const SWITCH_WAIT = { shortest: 5 * SECOND, longest: 30 * SECOND }

/** When an attempt that has no end was cut off for certain, and the network shows what it did. */
const endOfAttempt =
	({ transport, longestSendMilliseconds }: DeliverDependencies) =>
	(send: Send): Instant =>
		addMilliseconds(send.since, Math.max(longestSendMilliseconds, transport.readDelay?.(send) ?? 0))

/** What the send itself waits for. */
const ownWait = ({ endsBy }: Dependencies, send: Send, now: Instant): Delay | undefined => {
	const { status } = send
	if (isReply(send) && send.leavesAt > now) return { until: send.leavesAt, reason: 'undo' }
	if (status.kind === 'deferred' && status.until > now) return { until: status.until, reason: 'deferred' }
	return status.kind === 'started' && endsBy(send) > now ? { until: endsBy(send), reason: 'underWay' } : undefined
}

const atSwitch = async ({ sending }: Dependencies, { since }: Send, now: Instant): Promise<Delay | undefined> => {
	if (await sending.isOn()) return undefined
	const age = Date.parse(now) - Date.parse(since)
	const wait = Math.min(Math.max(age / 4, SWITCH_WAIT.shortest), SWITCH_WAIT.longest)
	return { until: addMilliseconds(now, wait), reason: 'switch' }
}

/** Since when a message of ours can be this send: its last start, or for an answer also an earlier one. */
const soughtSince = (send: Send): Instant => {
	if (!isReply(send)) return send.since
	const earliest = addMilliseconds(send.since, -SHOWN_LATE)
	return send.leavesAt > earliest ? send.leavesAt : earliest
}

/**
 * A send that was started and has no end: found on the network, it is on record as sent; not found, it may be sent
 * again; where the network cannot tell, a person decides. True when it is to be sent.
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
		if (account !== undefined) await dependencies.sendLimits?.store.limit(account, 'look', now, until)
		await requeueWithDelay(dependencies, job, send, { until, reason: 'limit' })
	}
	return false
}

/** Starts and sends, if this is the one sender that gets to start. */
const startAndSend = async (dependencies: Dependencies, { job, send, prepared }: Attempt): Promise<void> => {
	const { log } = dependencies
	const started = await applyCommand(dependencies, job.caseId, {
		kind: 'startSend',
		send: job.send,
		after: send.attempt,
	})
	const now = findSend(started.state, job.send)
	// Another sender was faster, somebody withdrew it, or what it belongs to has ended.
	if (started.outcome !== 'applied' || now?.status.kind !== 'started') return
	log.info('SEND_STARTED', { ...job, attempt: now.attempt })
	const result = await prepared.send()
	await recordOutcome(dependencies, { job, send: now, prepared }, result)
}

/** Past everything that holds an account back, or a wait. */
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
	// Ended sends are forgotten by the head after a while; dispatch queues nothing that is not on record.
	return state === undefined || send === undefined || hasEnded(send) ? undefined : { state, send }
}

/**
 * Sends one send at most once: `SendStarted` is appended under the case's version before the call, and only its winner
 * sends. Started without an end means: look first, never blindly again. Repeating a job whose send has ended does
 * nothing. What must wait goes back onto its queue as a new message; a throw is a failure of ours.
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
