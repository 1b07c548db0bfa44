import { createHmac } from 'node:crypto'
import { META_APP_SECRET, X_CONSUMER_SECRET } from '../local-secrets.ts'
import type { Network } from './network.ts'

const PATHS = { x: '/webhooks/x', facebook: '/webhooks/meta', instagram: '/webhooks/meta' } as const

/** JSON as Meta sends and signs it: everything beyond ASCII as `\uXXXX` in lower case (NETWORKS.md 3.1). */
export const escapeNonAscii = (json: string): string =>
	json.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Path and headers with which a network delivers a body: base64 at X (NETWORKS.md 2.3), hex at Meta (3.1). */
export const signedDelivery = (network: Network, body: string): { path: string; headers: Record<string, string> } => {
	if (network === 'x') {
		const digest = createHmac('sha256', X_CONSUMER_SECRET).update(body).digest('base64')
		return {
			path: PATHS.x,
			headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': `sha256=${digest}` },
		}
	}
	const digest = createHmac('sha256', META_APP_SECRET).update(body).digest('hex')
	return {
		path: PATHS[network],
		headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` },
	}
}
