import { createCipheriv, createDecipheriv } from 'node:crypto'
import { ParkedError } from '#shared/kernel/errors.ts'

const ALGORITHM = 'aes-256-gcm'
const TAG_BYTES = 16
/** The length recommended by NIST SP 800-38D; fresh for every value, with a fresh key for every submission. */
export const IV_BYTES = 12

export type Sealed = { readonly iv: Uint8Array; readonly tag: Uint8Array; readonly ciphertext: Uint8Array }

/** Encrypts under a 32 byte key. Authenticates `bound` without storing it: opening needs exactly the same bytes. */
export const seal = (key: Uint8Array, iv: Uint8Array, plain: Uint8Array, bound: Uint8Array): Sealed => {
	const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
	cipher.setAAD(bound)
	const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()])
	return { iv, tag: cipher.getAuthTag(), ciphertext }
}

/** Decrypts sealed bytes. Throws a ParkedError where key, bytes, tag or `bound` differ from the sealing. */
export const unseal = (key: Uint8Array, sealed: Sealed, bound: Uint8Array): Uint8Array => {
	try {
		const decipher = createDecipheriv(ALGORITHM, key, sealed.iv, { authTagLength: TAG_BYTES })
		decipher.setAAD(bound)
		decipher.setAuthTag(sealed.tag)
		return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()])
	} catch (cause) {
		throw new ParkedError('vaultItemTampered', { cause })
	}
}

/** Returns the bytes a value is bound to: moved to another case, submission or field, it cannot be opened. */
export const binding = (caseId: string, submissionId: string, field: string): Uint8Array =>
	Buffer.from(JSON.stringify(['hilft-vault-1', caseId, submissionId, field]))
