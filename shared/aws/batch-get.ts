import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { DocumentClient } from './clients.ts'

/** BatchGetItem takes 100 keys at once. */
const KEYS_PER_CALL = 100

type Item = Record<string, unknown>

/** Reads the items of these keys that exist, consistently unless told otherwise, in no particular order. Keys may repeat. */
export const batchGet = async (
	client: DocumentClient,
	table: string,
	ids: readonly string[],
	ConsistentRead = true,
): Promise<Item[]> => {
	const keys = [...new Set(ids)].map((id) => ({ id }))
	const found: Item[] = []
	let pending: Item[] = keys
	while (pending.length > 0) {
		const Keys = pending.slice(0, KEYS_PER_CALL)
		const answer = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead } } }))
		found.push(...(answer.Responses?.[table] ?? []))
		pending = [...(answer.UnprocessedKeys?.[table]?.Keys ?? []), ...pending.slice(KEYS_PER_CALL)]
	}
	return found
}
