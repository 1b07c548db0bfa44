import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { localArn } from '../../model/physical-names.ts'
import { type Operations, StubError } from './stub-error.ts'
import type { StateFile } from './stub-state.ts'

const KEY_ID_LENGTH = 36
const IV_LENGTH = 12
const TAG_LENGTH = 16
const MINIMUM_LENGTH = KEY_ID_LENGTH + IV_LENGTH + TAG_LENGTH

const contextSchema = z.record(z.string(), z.string()).default({})
type EncryptionContext = z.infer<typeof contextSchema>
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))
const encryptSchema = z.object({ KeyId: z.string(), Plaintext: base64, EncryptionContext: contextSchema })
const dataKeySchema = z.object({
	KeyId: z.string(),
	KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
	NumberOfBytes: z.number().int().min(1).max(1024).optional(),
	EncryptionContext: contextSchema,
})
const decryptSchema = z.object({
	CiphertextBlob: base64,
	KeyId: z.string().optional(),
	EncryptionContext: contextSchema,
})
const createSchema = z.object({ KeyId: z.string().length(KEY_ID_LENGTH) })

const idIn = (keyId: string): string => keyId.split('/').at(-1) ?? ''
const arnOf = (id: string): string => localArn('kms', `key/${id}`)

/**
 * Returns the id of the key that a ciphertext of this stub was made with. KMS also finds it there, so Decrypt needs no
 * KeyId.
 */
export const keyIdOfCiphertext = (blob: Buffer): string => blob.subarray(0, KEY_ID_LENGTH).toString('latin1')

/** Encodes the context for binding into the ciphertext. The order of its keys does not matter, as in KMS. */
const associatedData = (context: EncryptionContext): Buffer =>
	Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))))

const seal = (id: string, material: Buffer, plaintext: Buffer, context: EncryptionContext): Buffer => {
	const iv = randomBytes(IV_LENGTH)
	const cipher = createCipheriv('aes-256-gcm', material, iv).setAAD(associatedData(context))
	const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
	return Buffer.concat([Buffer.from(id, 'latin1'), iv, cipher.getAuthTag(), sealed])
}

const open = (material: Buffer, blob: Buffer, context: EncryptionContext): Buffer => {
	const iv = blob.subarray(KEY_ID_LENGTH, KEY_ID_LENGTH + IV_LENGTH)
	const tag = blob.subarray(KEY_ID_LENGTH + IV_LENGTH, MINIMUM_LENGTH)
	const decipher = createDecipheriv('aes-256-gcm', material, iv).setAAD(associatedData(context)).setAuthTag(tag)
	return Buffer.concat([decipher.update(blob.subarray(MINIMUM_LENGTH)), decipher.final()])
}

/**
 * Implements the symmetric part of KMS, with the encryption context as associated data. `CreateKey` differs from AWS's: it
 * takes the id, so that a key has the ARN of the template. The key material never leaves the state file.
 */
export const kmsOperations = (state: StateFile): Operations => {
	const materialOf = (id: string): Buffer => {
		const material = state.read().keys[id]
		if (material === undefined) throw new StubError('NotFoundException', `Key '${arnOf(id)}' does not exist`)
		return Buffer.from(material, 'base64')
	}
	const generate = (input: unknown) => {
		const request = dataKeySchema.parse(input)
		const id = idIn(request.KeyId)
		const key = randomBytes(request.NumberOfBytes ?? (request.KeySpec === 'AES_128' ? 16 : 32))
		const blob = seal(id, materialOf(id), key, request.EncryptionContext)
		return { CiphertextBlob: blob.toString('base64'), Plaintext: key.toString('base64'), KeyId: arnOf(id) }
	}
	return {
		GenerateDataKey: generate,
		GenerateDataKeyWithoutPlaintext: (input) => {
			const { Plaintext: _, ...answer } = generate(input)
			return answer
		},
		Encrypt: (input) => {
			const { KeyId, Plaintext, EncryptionContext } = encryptSchema.parse(input)
			const id = idIn(KeyId)
			const blob = seal(id, materialOf(id), Plaintext, EncryptionContext)
			return { CiphertextBlob: blob.toString('base64'), KeyId: arnOf(id), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
		},
		Decrypt: (input) => {
			const { CiphertextBlob, KeyId, EncryptionContext } = decryptSchema.parse(input)
			const id = keyIdOfCiphertext(CiphertextBlob)
			if (CiphertextBlob.length < MINIMUM_LENGTH) throw new StubError('InvalidCiphertextException', '')
			if (KeyId !== undefined && idIn(KeyId) !== id)
				throw new StubError('IncorrectKeyException', 'The key ID does not match')
			const material = materialOf(id)
			try {
				const plaintext = open(material, CiphertextBlob, EncryptionContext)
				return { Plaintext: plaintext.toString('base64'), KeyId: arnOf(id), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
			} catch {
				throw new StubError('InvalidCiphertextException', '')
			}
		},
		CreateKey: (input) => {
			const { KeyId } = createSchema.parse(input)
			if (state.read().keys[KeyId] === undefined) {
				state.update(({ keys }) => {
					keys[KeyId] = randomBytes(32).toString('base64')
				})
			}
			return { KeyMetadata: { KeyId, Arn: arnOf(KeyId) } }
		},
	}
}
