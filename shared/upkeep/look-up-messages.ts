import type { NetworkContent } from '#shared/cases/content.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import type { Network } from '#shared/cases/network.ts'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import type { RemoteState, Sender } from '#shared/channels/channel.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'

export type Senders = Readonly<Record<Network, Pick<Sender, 'lookUp'>>>

/** A message that can be looked up at its network. */
export type Askable = {
	readonly caseId: CaseId
	readonly message: MessageKey
	readonly content: NetworkContent
	readonly network: Network
	readonly accountId: string
	readonly contentId: string
}

/** The most ids per call of each network (NETWORKS.md 2.9; Graph API, batch of ids). */
const BATCH: Readonly<Record<Network, number>> = { x: 100, facebook: 50, instagram: 50 }
/** Consecutive batches without any answer, after which an account is left out for this run: a limit, or no access. */
const MOST_BLANKS = 2

/** Lookups of one run. */
export type Lookups = {
	/** Returns the remote states by message key, without messages of which nothing could be learnt. */
	readonly lookUp: (messages: readonly Askable[]) => Promise<ReadonlyMap<MessageKey, RemoteState>>
	/** Returns how many posts a network gave, as X counts what it bills: each edition is a post. */
	readonly postsRead: (network: Network) => number
	/** Failures other than networks' answers, for example a missing secret. */
	readonly failures: readonly unknown[]
}

/** Returns the posts that were given to tell a state: the first edition, and the newest where that is another. */
const postsIn = (one: RemoteState): number => {
	if (one.remoteState !== 'there') return 0
	return one.edition === undefined ? 1 : 2
}

/** The form of networks' own ids; ids we made up, e.g. of a review without one, are unknown to any network. */
const IS_NETWORKS_ID = /^\d+(?:_\d+)*$/

/** Tells whether content can be looked up: it is not sealed, its id is the network's own, and a call by it shows it. */
export const isAskable = ({ isSealed, contentId, network, form }: NetworkContent): boolean =>
	isSealed !== true && IS_NETWORKS_ID.test(contentId) && wayOfForm(network, form).isShown

/**
 * Creates the lookups of a run: in batches for each account, until its network stops answering. Other accounts go on.
 */
export const createLookups = (senders: Senders): Lookups => {
	const blanks = new Map<string, number>()
	const failures: unknown[] = []
	const read = new Map<Network, number>()

	const ask = async (account: string, batch: readonly Askable[]): Promise<ReadonlyMap<string, RemoteState>> => {
		const [first] = batch
		if (first === undefined || (blanks.get(account) ?? 0) >= MOST_BLANKS) return new Map()
		try {
			const ids = batch.map(({ contentId }) => contentId)
			const remoteStates = await senders[first.network].lookUp(first.accountId, ids)
			const given = remoteStates.reduce((sum, one) => sum + postsIn(one), 0)
			read.set(first.network, (read.get(first.network) ?? 0) + given)
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
	return { lookUp, postsRead: (network) => read.get(network) ?? 0, failures }
}
