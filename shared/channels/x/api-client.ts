import { Agent } from 'node:https'
import { TwitterApi, type TwitterApiv2 } from 'twitter-api-v2'
import * as z from 'zod'
import type { XApiSecret } from './api-secret.ts'

/**
 * Without keep-alive: a kept connection is dead after a frozen environment, and a post lost on it looks as if it may exist.
 */
const agent = new Agent({ keepAlive: false })
const settings = { httpAgent: agent, compression: 'identity' } as const

/** X's API v2 for one account of ours. */
export type XClient = { readonly api: TwitterApiv2; readonly accountId: string; readonly timeout: number }
export type OpenXClient = (accountId: string) => Promise<XClient | undefined>

/**
 * Opens clients by account, with OAuth 1.0a; undefined for an account without tokens. `timeout`: how long X may be silent,
 * in milliseconds. Answers come uncompressed, because the library leaves errors of decompression uncaught, which ends the
 * process.
 */
export const createXClients =
	(secret: () => Promise<XApiSecret>, timeout: number): OpenXClient =>
	async (accountId) => {
		const { appKey, appSecret, accounts } = await secret()
		const tokens = Object.hasOwn(accounts, accountId) ? accounts[accountId] : undefined
		if (tokens === undefined) return undefined
		return { api: new TwitterApi({ appKey, appSecret, ...tokens }, settings).v2, accountId, timeout }
	}

const TOKEN_ADDRESS = 'https://api.x.com/oauth2/token'
const tokenSchema = z.object({ access_token: z.string().min(1) })

/**
 * Opens a client for our app itself, by a bearer token that it asks for: webhooks and subscriptions are the app's, not an
 * account's (NETWORKS.md 2.5).
 */
export const openXApp = async (
	{ appKey, appSecret }: XApiSecret,
	timeout: number,
): Promise<Pick<XClient, 'api' | 'timeout'>> => {
	const basic = new TwitterApi({ username: appKey, password: appSecret }, settings)
	const answer = await basic.post(TOKEN_ADDRESS, { grant_type: 'client_credentials' }, { timeout })
	return { api: new TwitterApi(tokenSchema.parse(answer).access_token, settings).v2, timeout }
}

/** Says whether an id can be X's; any other would change the address of a call, or spoil a call for a hundred. */
export const isXId = (id: string): boolean => /^\d{1,19}$/.test(id)
