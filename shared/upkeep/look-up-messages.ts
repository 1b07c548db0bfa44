import type { NetworkContent } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import type { RemoteState, Sender } from '#shared/channels/channel.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'

export type Senders = Readonly<Record<Network, Pick<Sender, 'lookUp'>>>

/** A message that can be asked for at its network. */
export type Askable = {
	readonly caseId: CaseId
	readonly message: MessageKey
	readonly content: NetworkContent
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
}

/** The most that each network takes in one call (NETWORKS.md 2.9; Graph API, batch of ids). */
const BATCH: Readonly<Record<Network, number>> = { x: 100, facebook: 50, instagram: 50 }
/** Nothing known of a whole batch, and again of the next: a limit, or no access. The account is left alone for this run. */
const MOST_BLANKS = 2

/** What was looked up of each account in a run. */
export type Lookups = {
	/** The remoteStates of messages by their key; those are left out that nothing could be learnt about just now. */
	readonly lookUp: (messages: readonly Askable[]) => Promise<ReadonlyMap<MessageKey, RemoteState>>
	/** What failed in a way that networks' answers do not: without a secret, for example. */
	readonly failures: readonly unknown[]
}

/** Content ids that we made up, of a review without one for example, are known to no network. */
const IS_NETWORKS_ID = /^\d+(?:_\d+)*$/

/** Tells whether the network can be asked for content: not for what is sealed, nor by an id that it never gave. */
export const isAskable = ({ isSealed, contentId }: NetworkContent): boolean =>
	isSealed !== true && IS_NETWORKS_ID.test(contentId)

/**
 * Looks messages up in batches for each account, until a network says nothing any more: then nothing more is asked for that
 * account, however often this is called; the others go on.
 */
export const createLookups = (senders: Senders): Lookups => {
	const blanks = new Map<string, number>()
	const failures: unknown[] = []

	const ask = async (account: string, batch: readonly Askable[]): Promise<ReadonlyMap<string, RemoteState>> => {
		const [first] = batch
		if (first === undefined || (blanks.get(account) ?? 0) >= MOST_BLANKS) return new Map()
		try {
			const ids = batch.map(({ contentId }) => contentId)
			const remoteStates = await senders[first.network].lookUp(first.accountId, ids)
			const isBlank = remoteStates.every(({ remoteState }) => remoteState === 'unknown')
			blanks.set(account, isBlank ? (blanks.get(account) ?? 0) + 1 : 0)
			return isBlank ? new Map() : new Map(remoteStates.map((one) => [one.contentId, one]))
		} catch (error) {
			blanks.set(account, MOST_BLANKS)
			failures.push(new RetryLaterError('lookUpFailed', { cause: error }))
			return new Map()
		}
	}

	const lookUp: Lookups['lookUp'] = async (messages) => {
		const found = new Map<MessageKey, RemoteState>()
		const accounts = Map.groupBy(messages, ({ network, accountId }) => `${network}#${accountId}`)
		for (const [account, asked] of accounts) {
			const size = BATCH[asked[0]?.network ?? 'x']
			for (let from = 0; from < asked.length; from += size) {
				const batch = asked.slice(from, from + size)
				const remoteStates = await ask(account, batch)
				for (const { message, contentId } of batch) {
					const remoteState = remoteStates.get(contentId)
					if (remoteState !== undefined) found.set(message, remoteState)
				}
			}
		}
		return found
	}
	return { lookUp, failures }
}
