/** Without `import`, which keeps the cold start of the intakes short (infra/README.md, "Cold starts"). */
const { createHmac, timingSafeEqual } = process.getBuiltinModule('node:crypto')

/** Returns the HMAC-SHA256 of the raw bytes. */
export const hmacSha256 = (secret: string, message: Uint8Array | string): Buffer =>
	createHmac('sha256', secret).update(message).digest()

/** Compares in constant time for equal lengths; unequal lengths are unequal (timingSafeEqual would throw). */
export const isEqual = (left: Uint8Array, right: Uint8Array): boolean =>
	left.length === right.length && timingSafeEqual(left, right)

/**
 * Says whether one of the secrets made this signature of the body. Tries every secret, so that the time does not show which
 * one; none may be empty.
 */
export const isSignedByOne = (signature: Uint8Array, body: Uint8Array, secrets: readonly string[]): boolean =>
	secrets
		.filter((secret) => secret.length > 0)
		.map((secret) => isEqual(hmacSha256(secret, body), signature))
		.includes(true)
