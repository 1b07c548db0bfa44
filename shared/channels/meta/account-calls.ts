import type { MetaApiSecret } from './api-secret.ts'
import { callGraph, type GraphAnswer, type GraphCall } from './graph-call.ts'

export type GraphRequest = Pick<GraphCall, 'method' | 'path' | 'query' | 'body'>

/** The answer to a call for one of our accounts; `noToken`: our secret has none for it, nothing was sent. */
export type AccountAnswer = GraphAnswer | { readonly kind: 'noToken' }

/** Calls the Graph API as one of our accounts. Never throws for the network's answers. */
export type AskAs = (accountId: string, request: GraphRequest) => Promise<AccountAnswer>

export const askWith =
	(secret: () => Promise<MetaApiSecret>, timeoutMilliseconds: number): AskAs =>
	async (accountId, request) => {
		const { appSecret, pages } = await secret()
		const accessToken = pages[accountId]?.accessToken
		if (accessToken === undefined) return { kind: 'noToken' }
		return callGraph({ ...request, accessToken, appSecret, timeoutMilliseconds })
	}

/** Joins the parts of a path, encoded, so that an id cannot address anything else. */
export const pathOf = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/')
