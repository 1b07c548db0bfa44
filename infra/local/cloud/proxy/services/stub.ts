import { z } from 'zod'
import { keyIdOfCiphertext } from '../../emulators/stub/kms.ts'
import { localArn, secretArn } from '../../model/physical-names.ts'
import { type Access, access } from './access.ts'

const kmsSchema = z.object({
	KeyId: z.string().optional(),
	CiphertextBlob: z.string().optional(),
	EncryptionContext: z.record(z.string(), z.string()).default({}),
})

/** What a KMS request needs, with the encryption context for the conditions. A ciphertext names its key itself. */
export const kmsAccesses = (operation: string, input: unknown): Access[] => {
	const { KeyId, CiphertextBlob, EncryptionContext } = kmsSchema.parse(input)
	const id = KeyId ?? keyIdOfCiphertext(Buffer.from(CiphertextBlob ?? '', 'base64'))
	const context = Object.fromEntries(
		Object.entries(EncryptionContext).map(([key, value]) => [`kms:EncryptionContext:${key}`, [value]]),
	)
	const keys = { 'kms:EncryptionContextKeys': Object.keys(EncryptionContext) }
	return [
		access(`kms:${operation}`, id.startsWith('arn:') ? id : localArn('kms', `key/${id}`), { ...context, ...keys }),
	]
}

const secretSchema = z.object({ SecretId: z.string().optional(), Name: z.string().optional() })

export const secretAccesses = (operation: string, input: unknown): Access[] => {
	const { SecretId, Name } = secretSchema.parse(input)
	const id = SecretId ?? Name ?? ''
	return [access(`secretsmanager:${operation}`, id.startsWith('arn:') ? id : secretArn(id))]
}

const parameterSchema = z.object({ Name: z.string().optional(), Names: z.array(z.string()).default([]) })

export const parameterAccesses = (operation: string, input: unknown): Access[] => {
	const { Name, Names } = parameterSchema.parse(input)
	const names = Name === undefined ? Names : [Name]
	return names.map((name) => access(`ssm:${operation}`, localArn('ssm', `parameter/${name.replace(/^\//, '')}`)))
}
