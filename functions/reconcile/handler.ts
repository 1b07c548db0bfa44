import type { EventBridgeEvent, SQSEvent } from 'aws-lambda'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createDynamoCaseList } from '#shared/aws/case-list.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoRereadStore } from '#shared/aws/cursor-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { ENV, READ_CASE_TABLES, SCREENING } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createReconcile } from '#shared/wiring/reconcile.ts'

const env = readEnvironment([
	...READ_CASE_TABLES,
	...SCREENING,
	ENV.cursorsTable,
	ENV.houseCommandsQueueUrl,
	ENV.looksQueueArn,
	ENV.xApiSecretArn,
	ENV.metaApiSecretArn,
	ENV.ownAccounts,
	ENV.xPrices,
])
const client = createDocumentClient()
const store = createDynamoCaseStore(client, { facts: env.FACTS_TABLE, cases: env.CASES_TABLE })
const runtime = systemRuntime()

const { reread, receivers } = createReconcile({
	...runtime,
	store,
	list: createDynamoCaseList(client, env.CASES_TABLE, store.load),
	content: createDynamoContentStore(client, env.CONTENT_TABLE),
	asides: createDynamoAsideList(client, env.CONTENT_TABLE),
	rereads: createDynamoRereadStore(client, env.CURSORS_TABLE),
	commands: createSqsQueue(env.HOUSE_COMMANDS_QUEUE_URL),
	xSecret: () => readSecret(env.X_API_SECRET_ARN, xApiSecretSchema),
	metaSecret: () => readSecret(env.META_API_SECRET_ARN, metaApiSecretSchema),
	own: parseOwnAccounts(env.OWN_ACCOUNTS),
	screening: env,
	xPrices: env.X_PRICES,
})
const handleQueue = createQueueHandler(runtime.log, env, receivers)

type ReconcileEvent = SQSEvent | EventBridgeEvent<'Scheduled Event', unknown>

export const handler = async (event: ReconcileEvent) => ('Records' in event ? handleQueue(event) : reread(event))
