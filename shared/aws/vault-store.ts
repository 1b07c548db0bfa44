import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { type SealedSubmission, type VaultItem, type VaultStore, vaultItemSchema } from '#shared/vault/vault-store.ts'
import type { VaultWriter } from '#shared/vault/vault-writer.ts'
import type { DocumentClient } from './clients.ts'
import { queryAll } from './query-items.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'

/** The names of the two tables: items, and wrapped keys, apart and without backups. */
export type VaultTables = { readonly items: string; readonly keys: string }

type ItemKey = Pick<VaultItem, 'submissionId' | 'field'>
const sortKey = ({ submissionId, field }: ItemKey): string => `${submissionId}#${field}`

/** Returns the writes of a submission. Never overwrites a key, so older items stay readable. */
export const submissionPuts = (tables: VaultTables, submission: SealedSubmission): TransactionItems => [
	{
		Put: {
			TableName: tables.keys,
			Item: { submissionId: submission.submissionId, wrapped: submission.wrappedKey },
			ConditionExpression: 'attribute_not_exists(submissionId)',
		},
	},
	...submission.items.map((item) => ({
		Put: {
			TableName: tables.items,
			Item: { ...item, item: sortKey(item) },
			ConditionExpression: 'attribute_not_exists(caseId)',
		},
	})),
]

export const createDynamoVaultStore = (client: DocumentClient, tables: VaultTables): VaultStore => ({
	listItems: async (caseId) => {
		const items = await queryAll(client, {
			TableName: tables.items,
			KeyConditionExpression: 'caseId = :case',
			ExpressionAttributeValues: { ':case': caseId },
			ConsistentRead: true,
		})
		return items.map((item) => vaultItemSchema.parse(item))
	},
	findKey: async (submissionId) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: tables.keys, Key: { submissionId }, ConsistentRead: true }),
		)
		const wrapped: unknown = Item?.wrapped
		return wrapped instanceof Uint8Array ? wrapped : undefined
	},
	deleteKey: async (submissionId) => {
		await client.send(new DeleteCommand({ TableName: tables.keys, Key: { submissionId } }))
	},
	deleteItem: async (item) => {
		const Key = { caseId: item.caseId, item: sortKey(item) }
		await client.send(new DeleteCommand({ TableName: tables.items, Key }))
	},
})

/** Creates the writer of the vault's tables: key and items in one transaction, without the right to read. */
export const createDynamoVaultWriter = (client: DocumentClient, tables: VaultTables): VaultWriter => ({
	put: async (submission) => {
		const written = await writeTransaction(client, submissionPuts(tables, submission))
		if (written.result === 'written') return
		// An existing key belongs to the same submission; a conflict shows nothing.
		const isThere = written.reasons[0]?.code === 'ConditionalCheckFailed'
		if (!isThere) throw new RetryLaterError('vaultContended')
	},
})
