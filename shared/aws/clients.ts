import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { patience } from './patience.ts'

/** Patience of all clients with AWS: half of the shortest time-out of a function that has them. */
export const CLIENT_SETTINGS = { maxAttempts: 4, requestHandler: patience(5_000) } as const

/** A document client for all tables; optional members that are undefined are left out of items. */
export const createDocumentClient = (): DynamoDBDocumentClient =>
	DynamoDBDocumentClient.from(new DynamoDBClient(CLIENT_SETTINGS), {
		marshallOptions: { removeUndefinedValues: true },
	})

export type DocumentClient = DynamoDBDocumentClient
