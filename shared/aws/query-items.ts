import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { DocumentClient } from './clients.ts'

type Item = Record<string, unknown>

/** The items of a query over all its pages, one after the other: who has enough stops, and no further page is read. */
async function* queryItems(client: DocumentClient, input: QueryCommandInput): AsyncGenerator<Item> {
	for await (const { Items = [] } of paginateQuery({ client }, { ...input })) yield* Items
}

/** At most `most` items of a query, all of them by default, over as many pages as that takes. */
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
