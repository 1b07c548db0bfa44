import type { DynamoDBStreamEvent, EventBridgeEvent, SQSEvent } from 'aws-lambda'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createDynamoSearchIndex } from '#shared/aws/search-index.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { ENV, READ_CASE_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createSearch } from '#shared/wiring/search.ts'

const env = readEnvironment([
	...READ_CASE_TABLES,
	ENV.searchTable,
	ENV.ledgerTable,
	ENV.searchSecretArn,
	ENV.searchCasesQueueArn,
])
const client = createDocumentClient()
const runtime = systemRuntime()

const { readStream, receivers, mend } = createSearch({
	...runtime,
	store: createDynamoCaseStore(client, { facts: env.FACTS_TABLE, cases: env.CASES_TABLE }),
	content: createDynamoContentStore(client, env.CONTENT_TABLE),
	index: createDynamoSearchIndex(client, { search: env.SEARCH_TABLE, content: env.CONTENT_TABLE }),
	ledger: createDynamoLedgerStore(client, env.LEDGER_TABLE),
	searchKey: hmacKeyIn(env.SEARCH_SECRET_ARN),
})
const handleQueue = createQueueHandler(runtime.log, env, receivers)

type SearchEvent = DynamoDBStreamEvent | SQSEvent | EventBridgeEvent<'Scheduled Event', unknown>

const isOfQueue = (event: DynamoDBStreamEvent | SQSEvent): event is SQSEvent =>
	event.Records.some((record) => 'body' in record)

export const handler = async (event: SearchEvent) => {
	if (!('Records' in event)) return mend()
	return isOfQueue(event) ? handleQueue(event) : readStream(event)
}
