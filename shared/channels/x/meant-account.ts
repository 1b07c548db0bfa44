import type { OwnAccount } from '../channel.ts'
import { ownIds } from '../fields.ts'

/** Returns the account a delivery is for: the one it names, or our only one where it names none (NETWORKS.md 2.4, 2.5). */
export const meantAccount = (accountId: string, own: readonly OwnAccount[]): string => {
	const [only, ...more] = ownIds(own, 'x')
	return accountId === '' && only !== undefined && more.length === 0 ? only : accountId
}
