import type { OwnAccount } from '#shared/channels/channel.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import type { Account, RateLimit, SendLimitStore, SendLimits, Stop } from './send-limit-store.ts'
import type { Switch } from './switch.ts'

/**
 * The state of sending for an account: `limited` until the network's own time, `stopped` until its access is repaired.
 */
export type AccountState = Account & {
	readonly state: 'open' | 'limited' | 'stopped'
	readonly reason?: RateLimit['reason'] | Stop['reason'] | undefined
	readonly since?: Instant | undefined
	readonly until?: Instant | undefined
}

/** The state of sending as people see it. */
export type SendingState = {
	/** `stopped` also where the parameter cannot be read. */
	readonly sending: 'on' | 'stopped'
	readonly accounts: readonly AccountState[]
}

const stateOf = (account: Account, { stop, limits }: SendLimits, now: Instant): AccountState => {
	if (stop !== undefined) return { ...account, state: 'stopped', reason: stop.reason, since: stop.since }
	const closed = limits.filter(({ kind, until }) => kind !== 'look' && until > now)
	const last = closed.toSorted((a, b) => (a.until < b.until ? 1 : -1))[0]
	if (last === undefined) return { ...account, state: 'open' }
	return { ...account, state: 'limited', reason: last.reason, since: last.since, until: last.until }
}

/** Returns the state of the kill switch and of each of our accounts; of several limits the longest. */
export const sendingState = async ({
	sending,
	sendLimits,
	accounts,
	clock,
}: {
	readonly sending: Switch
	readonly sendLimits: Pick<SendLimitStore, 'read'>
	readonly accounts: readonly OwnAccount[]
	readonly clock: Clock
}): Promise<SendingState> => {
	const now = clock.now()
	const states = accounts.map(async ({ network, id: accountId }) => {
		const account = { network, accountId }
		return stateOf(account, await sendLimits.read(account), now)
	})
	return { sending: (await sending.isOn()) ? 'on' : 'stopped', accounts: await Promise.all(states) }
}
