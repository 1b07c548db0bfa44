import type { XApiSecret } from '#shared/channels/x/api-secret.ts'
import type { FetchOptions } from './fetch-media.ts'
import { oauth1Header } from './oauth1.ts'

/** Media of X's direct messages need the OAuth of the account they were sent to (NETWORKS.md 2.4); all else is open. */
const isPrivate = ({ hostname, pathname }: URL): boolean =>
	hostname === 'ton.twitter.com' ||
	hostname === 'ton.x.com' ||
	(hostname === 'video.twimg.com' && pathname.startsWith('/dm_video/'))

/** Signs what needs it, for X's own hosts only: a redirect elsewhere carries nothing of ours. */
export const createAuthoriseX =
	(secret: () => Promise<XApiSecret>): NonNullable<FetchOptions['authorise']> =>
	async (url, { network, accountId }) => {
		if (network !== 'x' || !isPrivate(url)) return undefined
		const { appKey, appSecret, accounts } = await secret()
		const account = accounts[accountId]
		return account === undefined ? undefined : oauth1Header(url, { appKey, appSecret, ...account })
	}
