import { isSignedByOne } from '../intake/hmac.ts'

export const META_SIGNATURE_HEADER = 'x-hub-signature-256'

const SIGNATURE = /^sha256=([0-9a-f]{64})$/

/**
 * Whether the body came from Meta: `sha256=` and lower-case hex of HMAC-SHA256(app secret, raw bytes), NETWORKS.md 3.1.
 * The SHA-1 header is never looked at; a doubled header is refused by its shape.
 */
export const isSignedByMeta = (header: string | undefined, body: Uint8Array, secrets: readonly string[]): boolean => {
	const digits = SIGNATURE.exec(header ?? '')?.[1]
	return digits !== undefined && isSignedByOne(Buffer.from(digits, 'hex'), body, secrets)
}
