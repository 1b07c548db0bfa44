import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { caseIdSchema } from '#shared/cases/keys.ts'
import { SECOND, startStopwatch } from '#shared/kernel/clock.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { expireFromSearch } from '#shared/search/index-messages.ts'
import { indexStream } from '#shared/search/index-stream.ts'
import { type IndexMissedDependencies, indexMissed } from '#shared/upkeep/index-missed.ts'

type SearchPorts = Omit<IndexMissedDependencies, 'searchKey'> & { readonly searchKey: () => Promise<string> }

export const searchJobSchema = z.strictObject({ caseId: caseIdSchema })

/** Two thirds of the function's time-out; the rest is for the step in progress. */
const GOES_ON_FOR = 40 * SECOND

/**
 * Creates the search's writer: `readStream` takes which content changed, `receivers` which cases were closed or opened again, and
 * `mend` files what both missed.
 */
export const createSearch = (ports: SearchPorts) => {
	const open = async (): Promise<IndexMissedDependencies> => ({ ...ports, searchKey: await ports.searchKey() })
	const receivers: QueueReceivers<'SearchCases'> = {
		SearchCases: { case: receive(searchJobSchema, ({ caseId }) => expireFromSearch(ports, caseId)) },
	}
	const mend = async () => {
		const elapsed = startStopwatch()
		return indexMissed(await open(), () => elapsed() < GOES_ON_FOR)
	}
	return { readStream: async (event: DynamoDBStreamEvent) => indexStream(await open(), event), receivers, mend }
}
