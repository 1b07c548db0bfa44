import { type Clock, type Instant, plus, SECOND } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { GateKind, GateStore, Gates } from './gate-store.ts'
import type { Held } from './hold-job.ts'
import type { Pace } from './pace.ts'
import type { Gated, Transport } from './transport.ts'

export type GateDependencies = {
	readonly gates: { readonly store: GateStore; readonly pace: Pace }
	readonly transport: Transport
	readonly clock: Clock
	readonly log: Log
}

/** While an account is stopped its network is asked so often at most, by whichever job comes first. */
const PROBE_EVERY = 30 * SECOND

/** A stopped account, unless it turns out to work again: then it is open from this moment on. */
export const atAccount = async (
	{ gates: { store }, transport, clock, log }: GateDependencies,
	{ account }: Gated,
	{ stop }: Gates,
): Promise<Held | undefined> => {
	if (stop === undefined) return undefined
	const held: Held = { until: plus(clock.now(), PROBE_EVERY), reason: 'stopped' }
	if (!(await store.claimProbe(account, clock.now(), PROBE_EVERY))) return held
	const standing = (await transport.probe?.(account)) ?? 'unknown'
	if (standing !== 'working') {
		// For as long as it lasts, so that the alarm rings for as long.
		log.count('AccountsStopped')
		return held
	}
	if (await store.resume(account, stop)) log.info('ACCOUNT_RESUMED', { network: account.network, reason: stop.reason })
	return undefined
}

/** The limit that a network named for one kind, while it lasts. */
export const atLimit = ({ limits }: Gates, kind: GateKind, now: Instant): Held | undefined => {
	const until = limits.find((limit) => limit.kind === kind)?.until
	return until !== undefined && until > now ? { until, reason: 'limit' } : undefined
}

/** Takes a place in the pace that we keep ourselves, before the network says no. Only private messages have one. */
export const atPace = async (
	{ gates: { store, pace }, clock }: GateDependencies,
	{ account, kind, isUrgent }: Gated,
): Promise<Held | undefined> => {
	const rules = kind === 'private' ? (pace[account.network] ?? []) : []
	if (rules.length === 0) return undefined
	const place = await store.reserve(account, kind, rules, isUrgent, clock.now())
	return place.isTaken ? undefined : { until: place.until, reason: 'pace' }
}
