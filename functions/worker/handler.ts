import { caseTablesIn, createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createS3RawBodies } from '#shared/aws/raw-bodies.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultWriter } from '#shared/aws/vault-store.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { CASE_TABLES, COMMAND_QUEUES, ENV, SCREENING, VAULT_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createWorker } from '#shared/wiring/worker.ts'

const env = readEnvironment([
	...CASE_TABLES,
	...VAULT_TABLES,
	...SCREENING,
	ENV.ledgerTable,
	ENV.rawBucket,
	ENV.deliveriesQueueUrl,
	ENV.mailRetriesQueueUrl,
	ENV.mediaQueueUrl,
	ENV.looksQueueUrl,
	ENV.deliveriesQueueArn,
	...COMMAND_QUEUES,
	ENV.identitySecretArn,
	ENV.ownAccounts,
	ENV.vaultKeyArn,
	ENV.dataOrigin,
])
const client = createDocumentClient()
const bodies = createS3RawBodies(env.RAW_BUCKET)
const runtime = systemRuntime()

const receivers = createWorker({
	...runtime,
	store: createDynamoCaseStore(client, { ...caseTablesIn(env), readsContent: true }),
	contacts: createDynamoContactStore(client, env.CASES_TABLE),
	content: createDynamoContentStore(client, env.CONTENT_TABLE),
	ledger: createDynamoLedgerStore(client, env.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, env.LEDGER_TABLE, bodies),
	deliveries: createSqsQueue(env.DELIVERIES_QUEUE_URL),
	mails: createSqsQueue(env.MAIL_RETRIES_QUEUE_URL),
	media: createSqsQueue(env.MEDIA_QUEUE_URL),
	looks: createSqsQueue(env.LOOKS_QUEUE_URL),
	bodies,
	own: parseOwnAccounts(env.OWN_ACCOUNTS),
	vault: createDynamoVaultWriter(client, { items: env.VAULT_TABLE, keys: env.VAULT_KEYS_TABLE }),
	keys: createKmsKeyService(env.VAULT_KEY_ARN),
	screening: env,
	dataOrigin: env.DATA_ORIGIN,
	identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
})

export const handler = createQueueHandler(runtime.log, env, receivers)
