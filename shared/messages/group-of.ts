import type { Door, OwnAccount, RawEvent } from '#shared/channels/channel.ts'
import type { Group } from '#shared/ledger/group.ts'

const networkOf = (door: Door, source: string) => {
	if (door === 'x') return 'x'
	return source.startsWith('instagram.') ? 'instagram' : 'facebook'
}

/**
 * Whose event this is for the ledger, known before it is handled: the network, by the door and by what the delivery says
 * (Meta's is Facebook unless it says Instagram), and our account, if the delivery names one of ours. Ids that are not
 * configured never get into the ledger.
 */
export const groupOf = (
	door: Door,
	{ source, accountId }: Pick<RawEvent, 'source' | 'accountId'>,
	own: readonly OwnAccount[],
): Group => {
	const network = networkOf(door, source)
	const isOurs = own.some((account) => account.network === network && account.id === accountId)
	return isOurs ? { network, accountId } : { network }
}
