import { hmacSha256, isSignedByOne } from '../intake/hmac.ts'
import { type ParseSecret, stringsOf } from '../intake/secret.ts'
import type { WebhookVerification } from '../intake/webhook-handler.ts'

const X_SIGNATURE_HEADER = 'x-twitter-webhooks-signature'

/** 32 bytes are 43 digits and one `=`; the last digit carries 4 bits, so only these 16 are canonical. */
const SIGNATURE = /^sha256=([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/

/**
 * Says whether the body came from X: `sha256=` and base64 of HMAC-SHA256(consumer secret, raw bytes), NETWORKS.md 2.3.
 * Refuses a doubled header, which arrives joined by a comma, by its shape.
 */
export const isSignedByX = (header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean => {
	const digits = SIGNATURE.exec(header ?? '')?.[1]
	return digits !== undefined && isSignedByOne(Buffer.from(digits, 'base64'), body, secrets)
}

/**
 * The answer to a challenge is the same HMAC as a delivery's signature (NETWORKS.md 2.2), so what is signed has a shape that
 * no JSON object has, and no body of this shape is accepted.
 */
const TOKEN = /^[A-Za-z0-9+/=_-]{16,128}$/

/** Says whether a decoded `crc_token` may be signed; anything else could be a forged delivery that wants our signature. */
export const isSignableToken = (token: string): boolean => TOKEN.test(token)

/** Returns the answer to X's challenge: `{"response_token": "sha256=<base64>"}`. Takes only a signable token. */
export const challengeAnswer = (token: string, secret: string): string =>
	JSON.stringify({ response_token: `sha256=${hmacSha256(secret, token).toString('base64')}` })

/** The first secret signs our answers to challenges; all are valid for deliveries, so that they can be rotated. */
type XSecret = { readonly consumerSecrets: readonly [string, ...string[]] }

/** Parses `{"consumerSecrets": ["…"]}`. */
export const parseXSecret: ParseSecret<XSecret> = ({ consumerSecrets }) => {
	const [first, ...others] = stringsOf(consumerSecrets) ?? []
	return first === undefined ? undefined : { consumerSecrets: [first, ...others] }
}

export const xWebhook: WebhookVerification<XSecret> = {
	source: 'x',
	signatureHeader: X_SIGNATURE_HEADER,
	signsForAnybody: (body) => isSignableToken(Buffer.from(body).toString('latin1')),
	isSigned: (header, body, { consumerSecrets }) => isSignedByX(header, body, consumerSecrets),
	answerChallenge: (query, { consumerSecrets }) => {
		const [token, ...more] = query.getAll('crc_token')
		if (token === undefined || more.length > 0) return { outcome: 'refused', status: 400, reason: 'missing' }
		if (!isSignableToken(token)) return { outcome: 'refused', status: 400, reason: 'notAToken' }
		const body = challengeAnswer(token, consumerSecrets[0])
		return { outcome: 'answered', contentType: 'application/json', body }
	},
}
