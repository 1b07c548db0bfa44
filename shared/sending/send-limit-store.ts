import type { Network } from '#shared/cases/network.ts'
import type { LimitReason, StopReason } from '#shared/channels/channel.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PaceRule, RateSlot } from './pace.ts'

/** An account of ours on a network. */
export type Account = { readonly network: Network; readonly accountId: string }

/** The kinds of calls that a network limits: posts, private messages, changes of posts, lookups. */
export const LIMITED_KINDS = ['public', 'private', 'change', 'look'] as const
export type LimitedKind = (typeof LIMITED_KINDS)[number]

/** A stop of an account: nothing leaves until its access is repaired. */
export type Stop = { readonly reason: StopReason; readonly since: Instant; readonly probedAt?: Instant | undefined }
/** A limit of one kind: nothing of it leaves before `until`. Ended ones may still be listed. */
export type RateLimit = {
	readonly kind: LimitedKind
	readonly reason: LimitReason
	readonly since: Instant
	readonly until: Instant
}
export type SendLimits = { readonly stop?: Stop | undefined; readonly limits: readonly RateLimit[] }

/** The stops, limits and pace of our accounts, shared by all senders. */
export type SendLimitStore = {
	readonly read: (account: Account) => Promise<SendLimits>
	/** Stops the account. Returns true for the one caller who stopped it; a stopped one keeps its reason and time. */
	readonly stop: (account: Account, reason: StopReason, at: Instant) => Promise<boolean>
	/** Ends this stop, if it is still the same. Returns true for the one caller who ended it. */
	readonly resume: (account: Account, stop: Stop) => Promise<boolean>
	/** Returns true for the one caller per `everyMilliseconds` who may probe the stopped account. */
	readonly claimProbe: (account: Account, at: Instant, everyMilliseconds: number) => Promise<boolean>
	/** Limits one kind until then; of two limits the later end holds. */
	readonly limit: (account: Account, limit: RateLimit) => Promise<void>
	/** Takes a slot in the pace of an account and kind, if one is free. Concurrent callers never exceed the rules. */
	readonly reserve: (
		account: Account,
		kind: LimitedKind,
		rules: readonly PaceRule[],
		isUrgent: boolean,
		at: Instant,
	) => Promise<RateSlot>
}

export const accountKey = ({ network, accountId }: Account): string => `${network}#${accountId}`
