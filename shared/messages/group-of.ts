import type { OwnAccount, RawEvent, WebhookSource } from '#shared/channels/channel.ts'
import type { Group } from '#shared/ledger/group.ts'

const networkOf = (source: WebhookSource, kind: string) => {
	if (source === 'x') return 'x'
	return kind.startsWith('instagram.') ? 'instagram' : 'facebook'
}

/**
 * Returns the ledger's group of an event before the event is handled: its network (Meta's is Facebook unless the source
 * says Instagram) and our account, if the delivery names a configured one. Other ids never get into the ledger.
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
