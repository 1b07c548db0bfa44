import { hmacSha256 } from '../intake/hmac.ts'

/** No JSON can have this shape: the answer to a challenge is the same HMAC as a delivery's signature (NETWORKS.md 2.2). */
const TOKEN = /^[A-Za-z0-9+/=_-]{16,128}$/

/** Whether a decoded `crc_token` may be signed; anything else could be a delivery somebody wants us to sign for him. */
export const isSignableToken = (token: string): boolean => TOKEN.test(token)

/** The answer X expects to a challenge: `{"response_token": "sha256=<base64>"}`. Only for a signable token. */
export const challengeAnswer = (token: string, secret: string): string =>
	JSON.stringify({ response_token: `sha256=${hmacSha256(secret, token).toString('base64')}` })
