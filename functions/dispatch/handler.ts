import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import { createDynamoCaseMarks } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoCursorStore } from '#shared/aws/cursor-store.ts'
import { createDynamoFactReader } from '#shared/aws/fact-reader.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { ENV, OUTBOUND_QUEUES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createDispatch } from '#shared/wiring/dispatch.ts'

const env = readEnvironment([
	...OUTBOUND_QUEUES,
	ENV.factsTable,
	ENV.casesTable,
	ENV.cursorsTable,
	ENV.requestsTable,
	ENV.mediaQueueUrl,
	ENV.erasuresQueueUrl,
	ENV.factCommandsQueueUrl,
	ENV.searchCasesQueueUrl,
	ENV.hintsQueueArn,
	ENV.linkSecretArn,
])
const client = createDocumentClient()
const runtime = systemRuntime()

const { readStream, receivers } = createDispatch({
	...runtime,
	store: createDynamoFactReader(client, env.FACTS_TABLE),
	marks: createDynamoCaseMarks(client, env.CASES_TABLE),
	cursors: createDynamoCursorStore(client, env.CURSORS_TABLE),
	requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
	outbound: {
		x: createSqsQueue(env.OUTBOUND_X_QUEUE_URL),
		facebook: createSqsQueue(env.OUTBOUND_META_QUEUE_URL),
		instagram: createSqsQueue(env.OUTBOUND_META_QUEUE_URL),
		mail: createSqsQueue(env.OUTBOUND_MAIL_QUEUE_URL),
	},
	media: createSqsQueue(env.MEDIA_QUEUE_URL),
	erasures: createSqsQueue(env.ERASURES_QUEUE_URL),
	notes: createSqsQueue(env.FACT_COMMANDS_QUEUE_URL),
	search: createSqsQueue(env.SEARCH_CASES_QUEUE_URL),
	linkSecret: hmacKeyIn(env.LINK_SECRET_ARN),
})
const handleQueue = createQueueHandler(runtime.log, env, receivers)

const isOfQueue = (event: DynamoDBStreamEvent | SQSEvent): event is SQSEvent =>
	event.Records.some((record) => 'body' in record)

export const handler = async (event: DynamoDBStreamEvent | SQSEvent) =>
	isOfQueue(event) ? handleQueue(event) : readStream(event)
