import { createHmac, randomBytes } from 'node:crypto'
import type { XApiSecret } from '#shared/channels/x/api-secret.ts'
import { realClock, SECOND } from '#shared/kernel/clock.ts'
import type { FetchOptions } from './fetch-media.ts'

type OAuth1Keys = {
	readonly appKey: string
	readonly appSecret: string
	readonly accessToken: string
	readonly accessSecret: string
}

type OAuth1Moment = { readonly nonce: string; readonly seconds: number }

/** Percent-encodes by RFC 3986, as OAuth 1.0a requires (RFC 5849 3.6). */
const encode = (text: string): string =>
	encodeURIComponent(text).replaceAll(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const byText = ([one]: readonly string[], [other]: readonly string[]): number => ((one ?? '') < (other ?? '') ? -1 : 1)

/**
 * Returns the Authorization header of a GET, signed by HMAC-SHA1 (RFC 5849 3.4); twitter-api-v2 signs for its own hosts
 * only.
 */
export const oauth1Header = (
	url: URL,
	keys: OAuth1Keys,
	moment: OAuth1Moment = {
		nonce: randomBytes(16).toString('hex'),
		seconds: Math.floor(realClock.epochMilliseconds() / SECOND),
	},
): string => {
	const oauth: readonly (readonly [string, string])[] = [
		['oauth_consumer_key', keys.appKey],
		['oauth_nonce', moment.nonce],
		['oauth_signature_method', 'HMAC-SHA1'],
		['oauth_timestamp', String(moment.seconds)],
		['oauth_token', keys.accessToken],
		['oauth_version', '1.0'],
	]
	const parameters = [...oauth, ...url.searchParams]
		.map(([name, value]) => [encode(name), encode(value)])
		.sort((one, other) => byText(one, other) || byText(one.slice(1), other.slice(1)))
		.map((pair) => pair.join('='))
		.join('&')
	const base = ['GET', url.origin + url.pathname, parameters].map(encode).join('&')
	const key = `${encode(keys.appSecret)}&${encode(keys.accessSecret)}`
	const signature = createHmac('sha1', key).update(base).digest('base64')
	const members = [...oauth, ['oauth_signature', signature] as const]
	return `OAuth ${members.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`
}

/**
 * Says whether a URL is of a direct message's media, which need the OAuth of the account they were sent to (NETWORKS.md
 * 2.4).
 */
const isPrivate = ({ hostname, pathname }: URL): boolean =>
	hostname === 'ton.twitter.com' ||
	hostname === 'ton.x.com' ||
	(hostname === 'video.twimg.com' && pathname.startsWith('/dm_video/'))

/** Returns a signer for private media on X's own hosts; requests to other hosts, also after redirects, are never signed. */
export const createAuthoriseX =
	(secret: () => Promise<XApiSecret>): NonNullable<FetchOptions['authorise']> =>
	async (url, { network, accountId }) => {
		if (network !== 'x' || !isPrivate(url)) return undefined
		const { appKey, appSecret, accounts } = await secret()
		const account = accounts[accountId]
		return account === undefined ? undefined : oauth1Header(url, { appKey, appSecret, ...account })
	}
