import type { Network } from '#shared/cases/network.ts'
import type { StopReason } from '#shared/channels/channel.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PaceRule, RateSlot } from './pace.ts'

/** An account of ours on a network. */
export type Account = { readonly network: Network; readonly accountId: string }

/** What a limit of a network holds back: posts, private messages, changes of what stands there, or looking. */
export const LIMITED_KINDS = ['public', 'private', 'change', 'look'] as const
export type LimitedKind = (typeof LIMITED_KINDS)[number]

/** Nothing of this account leaves until somebody mends it. */
export type Stop = { readonly reason: StopReason; readonly since: Instant; readonly probedAt?: Instant | undefined }
/** Nothing of this kind leaves before `until`; one that is over may still be listed. */
export type RateLimit = { readonly kind: LimitedKind; readonly since: Instant; readonly until: Instant }
export type SendLimits = { readonly stop?: Stop | undefined; readonly limits: readonly RateLimit[] }

/** What holds the sends of an account back, shared by all who send, and how many left it lately. */
export type SendLimitStore = {
	readonly read: (account: Account) => Promise<SendLimits>
	/** Closes the whole account. True for the one caller who closed it; one that is closed keeps its reason and time. */
	readonly stop: (account: Account, reason: StopReason, at: Instant) => Promise<boolean>
	/** Opens the account if it is still the same stop. True for the one caller who opened it. */
	readonly resume: (account: Account, stop: Stop) => Promise<boolean>
	/** Whether the caller is the one who may ask the network now: one in `everyMilliseconds`, while the account is stopped. */
	readonly claimProbe: (account: Account, at: Instant, everyMilliseconds: number) => Promise<boolean>
	/** Closes one kind until then; of two limits the later end holds. */
	readonly limit: (account: Account, kind: LimitedKind, at: Instant, until: Instant) => Promise<void>
	/** Takes a place in the pace of an account and kind, if there is one: never more than the rules allow, whoever asks at once. */
	readonly reserve: (
		account: Account,
		kind: LimitedKind,
		rules: readonly PaceRule[],
		isUrgent: boolean,
		at: Instant,
	) => Promise<RateSlot>
}

export const accountKey = ({ network, accountId }: Account): string => `${network}#${accountId}`
