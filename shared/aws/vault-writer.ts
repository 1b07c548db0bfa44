import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import type { DocumentClient } from './clients.ts'
import { writeTransaction } from './transaction.ts'
import { submissionPuts, type VaultTables } from './vault-store.ts'

/** Puts submissions into the vault's tables, key and items in one transaction; needs no right to read them. */
export const createDynamoVaultWriter = (client: DocumentClient, tables: VaultTables): VaultWriter => ({
	put: async (submission) => {
		const written = await writeTransaction(client, submissionPuts(tables, submission))
		if (written.result === 'written') return
		// A key that is there is that of the same submission; a conflict says nothing of what is there.
		const isThere = written.reasons[0]?.code === 'ConditionalCheckFailed'
		if (!isThere) throw new RetryLaterError('vaultContended')
	},
})
