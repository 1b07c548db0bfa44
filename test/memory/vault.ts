import { randomBytes } from 'node:crypto'
import { ParkedError } from '#shared/kernel/errors.ts'
import { seal, unseal } from '#shared/vault/cipher.ts'
import type { KeyContext, KeyService } from '#shared/vault/key-service.ts'
import type { VaultItem, VaultStore } from '#shared/vault/vault-store.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'

/** A key service in memory: a master key of its own, the context bound as KMS binds it. */
export const createMemoryKeyService = (): KeyService => {
	const master = randomBytes(32)
	const bound = (context: KeyContext) => Buffer.from(JSON.stringify([context.case, context.submission]))
	return {
		generate: async (context) => {
			const plain = randomBytes(32)
			const { iv, tag, ciphertext } = seal(master, randomBytes(12), plain, bound(context))
			return { plain, wrapped: Buffer.concat([iv, tag, ciphertext]) }
		},
		open: async (wrapped, context) => {
			if (wrapped.length !== 60) throw new ParkedError('dataKeyTampered')
			const sealed = { iv: wrapped.slice(0, 12), tag: wrapped.slice(12, 28), ciphertext: wrapped.slice(28) }
			return new Uint8Array(unseal(master, sealed, bound(context)))
		},
	}
}

export type MemoryVault = VaultStore & VaultWriter

export const createMemoryVaultStore = (): MemoryVault => {
	const items: VaultItem[] = []
	const keys = new Map<string, Uint8Array>()
	return {
		put: async (submission) => {
			if (keys.has(submission.submissionId)) return
			keys.set(submission.submissionId, submission.wrappedKey)
			items.push(...submission.items)
		},
		listItems: async (caseId) => items.filter((item) => item.caseId === caseId),
		findKey: async (submissionId) => keys.get(submissionId),
		deleteKey: async (submissionId) => void keys.delete(submissionId),
		deleteItem: async ({ submissionId, field }) => {
			const index = items.findIndex((item) => item.submissionId === submissionId && item.field === field)
			if (index >= 0) items.splice(index, 1)
		},
	}
}
