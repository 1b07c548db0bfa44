import type { OwnAccount, RawEvent, WebhookSource } from '#shared/channels/channel.ts'
import type { Group } from '#shared/ledger/group.ts'

const networkOf = (source: WebhookSource, kind: string) => {
	if (source === 'x') return 'x'
	return kind.startsWith('instagram.') ? 'instagram' : 'facebook'
}

/**
 * Whose event this is for the ledger, known before it is handled: the network, by the webhook and by what the delivery says
 * (Meta's is Facebook unless it says Instagram), and our account, if the delivery names one of ours. Ids that are not
 * configured never get into the ledger.
 */
export const groupOf = (
	source: WebhookSource,
	{ source: kind, accountId }: Pick<RawEvent, 'source' | 'accountId'>,
	own: readonly OwnAccount[],
): Group => {
	const network = networkOf(source, kind)
	const isOurs = own.some((account) => account.network === network && account.id === accountId)
	return isOurs ? { network, accountId } : { network }
}
