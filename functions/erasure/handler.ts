import type { EventBridgeEvent, SQSEvent } from 'aws-lambda'
import { caseTablesIn } from '#shared/aws/case-store.ts'
import { createDynamoCaseTables } from '#shared/aws/case-tables.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactEraser } from '#shared/aws/contact-store.ts'
import { createDynamoDeletionStore, createDynamoErasureProgress } from '#shared/aws/deletion-store.ts'
import { createDynamoDraftEraser } from '#shared/aws/draft-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { metaSecretIn } from '#shared/aws/meta-secret.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createS3BodyArchive } from '#shared/aws/raw-bodies.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createDynamoSearchIndex } from '#shared/aws/search-index.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { BUCKETS, CASE_TABLES, ENV, ERASURES, REQUESTS_AND_LEDGER, VAULT_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createErasure } from '#shared/wiring/erasure.ts'

const env = readEnvironment([
	...CASE_TABLES,
	...VAULT_TABLES,
	...BUCKETS,
	...ERASURES,
	...REQUESTS_AND_LEDGER,
	ENV.ownAccounts,
])
const client = createDocumentClient()
const runtime = systemRuntime()
const tables = caseTablesIn(env)
const { receivers, tend } = createErasure({
	...runtime,
	...createDynamoCaseTables(client, tables, runtime),
	eraser: createDynamoContactEraser(client, env.CASES_TABLE),
	draftEraser: createDynamoDraftEraser(client, env.DRAFTS_TABLE),
	media: createS3MediaStore(env.MEDIA_BUCKET),
	requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
	vault: createDynamoVaultStore(client, { items: env.VAULT_TABLE, keys: env.VAULT_KEYS_TABLE }),
	archive: createS3BodyArchive(env.RAW_BUCKET),
	ledger: createDynamoLedgerStore(client, env.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, env.LEDGER_TABLE),
	deletions: createDynamoDeletionStore(client, env.DELETIONS_TABLE),
	search: createDynamoSearchIndex(client, { search: env.SEARCH_TABLE, content: env.CONTENT_TABLE }),
	progress: createDynamoErasureProgress(client, env.ERASURE_PROGRESS_TABLE),
	own: parseOwnAccounts(env.OWN_ACCOUNTS),
	readSecret: metaSecretIn(env.META_WEBHOOK_SECRET_ARN),
	addressSecret: hmacKeyIn(env.ADDRESS_SECRET_ARN),
	erasures: createSqsQueue(env.ERASURES_QUEUE_URL),
})
const eraseQueued = createQueueHandler(runtime.log, env, receivers)

export const handler = async (event: SQSEvent | EventBridgeEvent<'Scheduled Event', unknown>) =>
	'Records' in event ? eraseQueued(event) : tend()
