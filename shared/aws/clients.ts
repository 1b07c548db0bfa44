import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Patience of all clients with AWS, in milliseconds: less than half of the shortest function time-out. */
export const CLIENT_SETTINGS = {
	maxAttempts: 4,
	requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 },
} as const

/** A document client for all tables; optional members that are undefined are left out of items. */
export const createDocumentClient = (): DynamoDBDocumentClient =>
	DynamoDBDocumentClient.from(new DynamoDBClient(CLIENT_SETTINGS), {
		marshallOptions: { removeUndefinedValues: true },
	})

export type DocumentClient = DynamoDBDocumentClient
