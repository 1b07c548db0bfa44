import { BatchGetCommand, type BatchGetCommandInput } from '@aws-sdk/lib-dynamodb'
import type { DocumentClient } from './clients.ts'

/** BatchGetItem takes 100 keys at once. */
const KEYS_PER_CALL = 100

type Item = Record<string, unknown>

/**
 * Reads items of several tables, up to 100 in all, by one call and, where DynamoDB did not read all of them, by more. Returns
 * those that exist by table, in no particular order.
 */
export const batchGetOf = async (
	client: DocumentClient,
	requests: NonNullable<BatchGetCommandInput['RequestItems']>,
): Promise<ReadonlyMap<string, readonly Item[]>> => {
	const found = new Map<string, Item[]>(Object.keys(requests).map((table) => [table, []]))
	let pending = requests
	while (Object.keys(pending).length > 0) {
		const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({ RequestItems: pending }))
		for (const [table, items] of Object.entries(Responses)) found.get(table)?.push(...items)
		pending = UnprocessedKeys
	}
	return found
}

/** Reads the items of these keys that exist, consistently unless told otherwise, in no particular order. Keys may repeat. */
export const batchGet = async (
	client: DocumentClient,
	table: string,
	ids: readonly string[],
	ConsistentRead = true,
): Promise<Item[]> => {
	const keys = [...new Set(ids)].map((id) => ({ id }))
	const found: Item[] = []
	for (let from = 0; from < keys.length; from += KEYS_PER_CALL) {
		const Keys = keys.slice(from, from + KEYS_PER_CALL)
		const items = await batchGetOf(client, { [table]: { Keys, ConsistentRead } })
		found.push(...(items.get(table) ?? []))
	}
	return found
}
