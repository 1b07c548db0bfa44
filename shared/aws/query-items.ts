import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { DocumentClient } from './clients.ts'

type Item = Record<string, unknown>

/** Yields the items of a query page by page; a caller that stops reads no further page. */
async function* queryItems(client: DocumentClient, input: QueryCommandInput): AsyncGenerator<Item> {
	for await (const { Items = [] } of paginateQuery({ client }, { ...input })) yield* Items
}

/** Returns at most `most` items of a query (default: all), over as many pages as needed. */
export const queryAll = async (
	client: DocumentClient,
	input: QueryCommandInput,
	most = Number.POSITIVE_INFINITY,
): Promise<readonly Item[]> => {
	const found: Item[] = []
	for await (const item of queryItems(client, input)) {
		found.push(item)
		if (found.length >= most) break
	}
	return found
}
