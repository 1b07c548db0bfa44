import type { Network } from '#shared/cases/network.ts'
import type { StopReason } from '#shared/channels/channel.ts'
import { type Instant, plus } from '#shared/kernel/clock.ts'
import { NOTHING_SENT, type PaceCount, type PaceRule, type Place, takePlace } from './pace.ts'

/** An account of ours on a network. */
export type Account = { readonly network: Network; readonly accountId: string }

/** What a limit of a network holds back: posts, private messages, changes of what stands there, or looking. */
export const GATE_KINDS = ['public', 'private', 'change', 'look'] as const
export type GateKind = (typeof GATE_KINDS)[number]

/** Nothing of this account leaves until somebody mends it. */
export type Stop = { readonly reason: StopReason; readonly since: Instant; readonly probedAt?: Instant | undefined }
/** Nothing of this kind leaves before `until`; one that is over may still be listed. */
export type Limit = { readonly kind: GateKind; readonly since: Instant; readonly until: Instant }
export type Gates = { readonly stop?: Stop | undefined; readonly limits: readonly Limit[] }

/** What holds the sends of an account back, shared by all who send, and how many left it lately. */
export type GateStore = {
	readonly read: (account: Account) => Promise<Gates>
	/** Closes the whole account. True for the one caller who closed it; one that is closed keeps its reason and time. */
	readonly stop: (account: Account, reason: StopReason, at: Instant) => Promise<boolean>
	/** Opens the account if it is still the same stop. True for the one caller who opened it. */
	readonly resume: (account: Account, stop: Stop) => Promise<boolean>
	/** Whether the caller is the one who may ask the network now: one in `everyMilliseconds`, while the account is stopped. */
	readonly claimProbe: (account: Account, at: Instant, everyMilliseconds: number) => Promise<boolean>
	/** Closes one kind until then; of two limits the later end holds. */
	readonly limit: (account: Account, kind: GateKind, at: Instant, until: Instant) => Promise<void>
	/** Takes a place in the pace of an account and kind, if there is one: never more than the rules allow, whoever asks at once. */
	readonly reserve: (
		account: Account,
		kind: GateKind,
		rules: readonly PaceRule[],
		isUrgent: boolean,
		at: Instant,
	) => Promise<Place>
}

export const accountKey = ({ network, accountId }: Account): string => `${network}#${accountId}`

/** Gates in memory, for tests and the simulator. */
export const createMemoryGateStore = (): GateStore => {
	const stops = new Map<string, Stop>()
	const limits = new Map<string, Map<GateKind, Limit>>()
	const counts = new Map<string, PaceCount>()
	return {
		read: async (account) => {
			const stop = stops.get(accountKey(account))
			const closed = [...(limits.get(accountKey(account))?.values() ?? [])]
			return { stop, limits: closed }
		},
		stop: async (account, reason, since) => {
			if (stops.has(accountKey(account))) return false
			stops.set(accountKey(account), { reason, since })
			return true
		},
		resume: async (account, { since }) =>
			stops.get(accountKey(account))?.since === since && stops.delete(accountKey(account)),
		claimProbe: async (account, at, everyMilliseconds) => {
			const stop = stops.get(accountKey(account))
			if (stop === undefined) return false
			if (stop.probedAt !== undefined && plus(stop.probedAt, everyMilliseconds) > at) return false
			stops.set(accountKey(account), { ...stop, probedAt: at })
			return true
		},
		limit: async (account, kind, since, until) => {
			const closed = limits.get(accountKey(account)) ?? new Map<GateKind, Limit>()
			limits.set(accountKey(account), closed)
			if ((closed.get(kind)?.until ?? '') < until) closed.set(kind, { kind, since, until })
		},
		reserve: async (account, kind, rules, isUrgent, at) => {
			const key = `${accountKey(account)}#${kind}`
			const place = takePlace(counts.get(key) ?? NOTHING_SENT, rules, isUrgent, at)
			if (place.isTaken) counts.set(key, place.count)
			return place
		},
	}
}
