import type { OwnAccount } from '../channel.ts'
import { ownIds } from '../fields.ts'

/** The account a delivery is for: as it says, or our only one where it does not say (NETWORKS.md 2.4, 2.5). */
export const meantAccount = (accountId: string, own: readonly OwnAccount[]): string => {
	const [only, ...more] = ownIds(own, 'x')
	return accountId === '' && only !== undefined && more.length === 0 ? only : accountId
}
