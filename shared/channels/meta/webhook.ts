import { hmacSha256, isEqual, isSignedByOne } from '../intake/hmac.ts'
import { type ParseSecret, stringsOf } from '../intake/secret.ts'
import type { WebhookVerification } from '../intake/webhook-handler.ts'

const META_SIGNATURE_HEADER = 'x-hub-signature-256'

const SIGNATURE = /^sha256=([0-9a-f]{64})$/

/**
 * Whether the body came from Meta: `sha256=` and lower-case hex of HMAC-SHA256(app secret, raw bytes), NETWORKS.md 3.1.
 * The SHA-1 header is never looked at; a doubled header is refused by its shape.
 */
export const isSignedByMeta = (header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean => {
	const digits = SIGNATURE.exec(header ?? '')?.[1]
	return digits !== undefined && isSignedByOne(Buffer.from(digits, 'hex'), body, secrets)
}

/** Meta sends a short number; whatever else a browser might read as more than text is not reflected. */
const CHALLENGE = /^[A-Za-z0-9_-]{1,64}$/

type HubAnswer =
	| { readonly outcome: 'confirmed'; readonly challenge: string }
	| { readonly outcome: 'refused'; readonly reason: 'mode' | 'token' | 'challenge' }

/** Compared as digests, so that not even the length of the token shows in the time. */
const isSame = (left: string, right: string): boolean =>
	isEqual(hmacSha256('compare', left), hmacSha256('compare', right))

/** The answer to Meta's subscription check (NETWORKS.md 3.1). Each parameter must be there exactly once. */
export const hubAnswer = (query: URLSearchParams, verifyToken: string): HubAnswer => {
	const only = (name: string) => (query.getAll(name).length === 1 ? query.get(name) : null) ?? ''
	if (only('hub.mode') !== 'subscribe') return { outcome: 'refused', reason: 'mode' }
	if (verifyToken === '' || !isSame(only('hub.verify_token'), verifyToken))
		return { outcome: 'refused', reason: 'token' }
	const challenge = only('hub.challenge')
	return CHALLENGE.test(challenge) ? { outcome: 'confirmed', challenge } : { outcome: 'refused', reason: 'challenge' }
}

export type MetaSecret = { readonly appSecrets: readonly string[]; readonly verifyToken: string }

/** `{"appSecrets": ["…"], "verifyToken": "…"}` */
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
	isSigned: (header, body, { appSecrets }) => isSignedByMeta(header, body, appSecrets),
	answerChallenge: (query, { verifyToken }) => {
		const result = hubAnswer(query, verifyToken)
		if (result.outcome === 'confirmed') {
			return { outcome: 'answered', contentType: 'text/plain; charset=utf-8', body: result.challenge }
		}
		return { outcome: 'refused', status: result.reason === 'challenge' ? 400 : 403, reason: result.reason }
	},
}
