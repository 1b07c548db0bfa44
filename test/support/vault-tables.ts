import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { createDynoxide } from '#infra/local/cloud/emulators/dynoxide.ts'
import type { DocumentClient } from '#shared/aws/clients.ts'

export type LocalTables = {
	readonly client: DocumentClient
	/** The same without the document form. */
	readonly plain: DynamoDBClient
	readonly stop: () => Promise<void>
}

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const

/** Key attributes of a table by name, as the stack makes them; only what these tests need. */
export const REQUESTS: CreateTableCommandInput = {
	TableName: 'requests',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [string('id'), string('pendingShard'), string('submittedAt')],
	KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
	GlobalSecondaryIndexes: [
		{
			IndexName: 'pending',
			KeySchema: [
				{ AttributeName: 'pendingShard', KeyType: 'HASH' },
				{ AttributeName: 'submittedAt', KeyType: 'RANGE' },
			],
			Projection: { ProjectionType: 'KEYS_ONLY' },
		},
	],
}
export const VAULT: CreateTableCommandInput = {
	TableName: 'vault',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [string('caseId'), string('item')],
	KeySchema: [
		{ AttributeName: 'caseId', KeyType: 'HASH' },
		{ AttributeName: 'item', KeyType: 'RANGE' },
	],
}
export const VAULT_KEYS: CreateTableCommandInput = {
	TableName: 'vault-keys',
	BillingMode: 'PAY_PER_REQUEST',
	AttributeDefinitions: [string('submissionId')],
	KeySchema: [{ AttributeName: 'submissionId', KeyType: 'HASH' }],
}

/** A DynamoDB of its own with these tables, reached by an unmodified SDK client. */
export const startTables = async (...tables: readonly CreateTableCommandInput[]): Promise<LocalTables> => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-tables-'))
	const emulator = createDynoxide(directory, join(directory, 'processes'))
	await emulator.start()
	const plain = new DynamoDBClient({
		endpoint: `http://127.0.0.1:${emulator.port()}`,
		region: 'eu-central-1',
		credentials: { accessKeyId: 'LOCAL', secretAccessKey: 'local' },
	})
	for (const table of tables) await plain.send(new CreateTableCommand(table))
	const client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } })
	return {
		client,
		plain,
		stop: async () => {
			client.destroy()
			await emulator.stop()
			rmSync(directory, { recursive: true, force: true })
		},
	}
}
