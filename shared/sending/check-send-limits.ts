import { addMilliseconds, type Clock, type Instant, SECOND } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { PaceRules } from './pace.ts'
import type { Delay } from './requeue-with-delay.ts'
import type { LimitedKind, SendLimitStore, SendLimits } from './send-limit-store.ts'
import type { LimitScope, Transport } from './transport.ts'

export type SendLimitDependencies = {
	readonly sendLimits: { readonly store: SendLimitStore; readonly pace: PaceRules }
	readonly transport: Transport
	readonly clock: Clock
	readonly log: Log
}

/** While an account is stopped its network is asked so often at most, by whichever job comes first. */
const PROBE_EVERY = 30 * SECOND

/** A stopped account, unless it turns out to work again: then it is open from this moment on. */
export const checkAccountStop = async (
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
export const checkRateLimit = ({ limits }: SendLimits, kind: LimitedKind, now: Instant): Delay | undefined => {
	const until = limits.find((limit) => limit.kind === kind)?.until
	return until !== undefined && until > now ? { until, reason: 'limit' } : undefined
}

/** Takes a slot in the pace that we keep ourselves, before the network says no. Only private messages have one. */
export const checkThroughput = async (
	{ sendLimits: { store, pace }, clock }: SendLimitDependencies,
	{ account, kind, isUrgent }: LimitScope,
): Promise<Delay | undefined> => {
	const rules = kind === 'private' ? (pace[account.network] ?? []) : []
	if (rules.length === 0) return undefined
	const slot = await store.reserve(account, kind, rules, isUrgent, clock.now())
	return slot.isTaken ? undefined : { until: slot.until, reason: 'pace' }
}
