import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { patience } from './patience.ts'

/** The settings of all AWS clients: the time-out is half of the shortest time-out of a function that has them. */
export const CLIENT_SETTINGS = { maxAttempts: 4, requestHandler: patience(5_000) } as const

/**
 * Creates a document client for all tables, as the environment says or as `settings` do. Leaves undefined members out of
 * items.
 */
export const createDocumentClient = (settings: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
	DynamoDBDocumentClient.from(new DynamoDBClient({ ...CLIENT_SETTINGS, ...settings }), {
		marshallOptions: { removeUndefinedValues: true },
	})

export type DocumentClient = DynamoDBDocumentClient
