import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoCursorStore } from '#shared/aws/cursor-store.ts'
import { createDynamoFactReader } from '#shared/aws/fact-reader.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createLog } from '#shared/kernel/log.ts'
import { dispatchHints } from '#shared/sending/dispatch-hints.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.cursorsTable,
	ENV.requestsTable,
	ENV.outboundXQueueUrl,
	ENV.outboundMetaQueueUrl,
	ENV.outboundMailQueueUrl,
	ENV.mediaQueueUrl,
	ENV.erasuresQueueUrl,
	ENV.linkSecretArn,
])
const client = createDocumentClient()

const dependencies = {
	store: createDynamoFactReader(client, environment.FACTS_TABLE),
	cursors: createDynamoCursorStore(client, environment.CURSORS_TABLE),
	requests: createDynamoRequestStore(client, environment.REQUESTS_TABLE),
	outbound: {
		x: createSqsQueue(environment.OUTBOUND_X_QUEUE_URL),
		facebook: createSqsQueue(environment.OUTBOUND_META_QUEUE_URL),
		instagram: createSqsQueue(environment.OUTBOUND_META_QUEUE_URL),
		mail: createSqsQueue(environment.OUTBOUND_MAIL_QUEUE_URL),
	},
	media: createSqsQueue(environment.MEDIA_QUEUE_URL),
	erasures: createSqsQueue(environment.ERASURES_QUEUE_URL),
	clock: systemClock,
	log: createLog(),
}

export const handler = async (event: DynamoDBStreamEvent | SQSEvent) => {
	const { key: linkSecret } = await readSecret(environment.LINK_SECRET_ARN, hmacKeySchema)
	return dispatchHints({ ...dependencies, linkSecret }, event)
}
