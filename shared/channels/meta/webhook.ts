import { hmacSha256, isEqual, isSignedByOne } from '../intake/hmac.ts'
import { type ParseSecret, stringsOf } from '../intake/secret.ts'
import type { WebhookVerification } from '../intake/webhook-handler.ts'

const META_SIGNATURE_HEADER = 'x-hub-signature-256'

const SIGNATURE = /^sha256=([0-9a-f]{64})$/

/**
 * Says whether the body came from Meta: `sha256=` and lower-case hex of HMAC-SHA256(app secret, raw bytes), NETWORKS.md
 * 3.1. Ignores the SHA-1 header; refuses a doubled header by its shape.
 */
export const isSignedByMeta = (header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean => {
	const digits = SIGNATURE.exec(header ?? '')?.[1]
	return digits !== undefined && isSignedByOne(Buffer.from(digits, 'hex'), body, secrets)
}

/** Meta sends a short number; nothing that a browser might take for more than text is reflected. */
const CHALLENGE = /^[A-Za-z0-9_-]{1,64}$/

type HubAnswer =
	| { readonly outcome: 'confirmed'; readonly challenge: string }
	| { readonly outcome: 'refused'; readonly reason: 'mode' | 'token' | 'challenge' }

/** Compares as digests, so that the time does not show the token's length. */
const isSame = (left: string, right: string): boolean =>
	isEqual(hmacSha256('compare', left), hmacSha256('compare', right))

/** Returns the answer to Meta's subscription check (NETWORKS.md 3.1). Each parameter must be there exactly once. */
export const hubAnswer = (query: URLSearchParams, verifyToken: string): HubAnswer => {
	const only = (name: string) => (query.getAll(name).length === 1 ? query.get(name) : null) ?? ''
	if (only('hub.mode') !== 'subscribe') return { outcome: 'refused', reason: 'mode' }
	if (verifyToken === '' || !isSame(only('hub.verify_token'), verifyToken))
		return { outcome: 'refused', reason: 'token' }
	const challenge = only('hub.challenge')
	return CHALLENGE.test(challenge) ? { outcome: 'confirmed', challenge } : { outcome: 'refused', reason: 'challenge' }
}

export type MetaSecret = { readonly appSecrets: readonly string[]; readonly verifyToken: string }

/** Parses `{"appSecrets": ["…"], "verifyToken": "…"}`. */
export const parseMetaSecret: ParseSecret<MetaSecret> = (value) => {
	const appSecrets = stringsOf(value.appSecrets)
	const { verifyToken } = value
	return appSecrets !== undefined && typeof verifyToken === 'string' && verifyToken.length > 0
		? { appSecrets, verifyToken }
		: undefined
}

export const metaWebhook: WebhookVerification<MetaSecret> = {
	source: 'meta',
	signatureHeader: META_SIGNATURE_HEADER,
	// Its challenge is sent back as it came, unsigned.
	signsForAnybody: () => false,
	isSigned: (header, body, { appSecrets }) => isSignedByMeta(header, body, appSecrets),
	answerChallenge: (query, { verifyToken }) => {
		const result = hubAnswer(query, verifyToken)
		if (result.outcome === 'confirmed') {
			return { outcome: 'answered', contentType: 'text/plain; charset=utf-8', body: result.challenge }
		}
		return { outcome: 'refused', status: result.reason === 'challenge' ? 400 : 403, reason: result.reason }
	},
}
