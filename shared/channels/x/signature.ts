import { isSignedByOne } from '../intake/hmac.ts'

export const X_SIGNATURE_HEADER = 'x-twitter-webhooks-signature'

/** 32 bytes are 43 digits and one `=`; the last digit carries 4 bits, so only these 16 are canonical. */
const SIGNATURE = /^sha256=([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/

/**
 * Whether the body came from X: `sha256=` and base64 of HMAC-SHA256(consumer secret, raw bytes), NETWORKS.md 2.3.
 * A doubled header arrives joined by a comma and is refused by its shape.
 */
export const isSignedByX = (header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean => {
	const digits = SIGNATURE.exec(header ?? '')?.[1]
	return digits !== undefined && isSignedByOne(Buffer.from(digits, 'base64'), body, secrets)
}
