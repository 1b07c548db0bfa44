import { Agent } from 'node:https'
import { TwitterApi, type TwitterApiv2 } from 'twitter-api-v2'
import type { XApiSecret } from './api-secret.ts'

/**
 * Without keep-alive: a kept connection is dead after a frozen environment, and a post lost on it looks as if it may exist.
 */
const agent = new Agent({ keepAlive: false })

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
		const settings = { httpAgent: agent, compression: 'identity' } as const
		return { api: new TwitterApi({ appKey, appSecret, ...tokens }, settings).v2, accountId, timeout }
	}

/** Says whether an id can be X's; any other would change the address of a call, or spoil a call for a hundred. */
export const isXId = (id: string): boolean => /^\d{1,19}$/.test(id)
