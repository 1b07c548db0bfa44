import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createWebhookCall } from '#shared/aws/webhook-call.ts'
import { createSecretReader } from '#shared/channels/intake/secret.ts'
import { parseMetaSecret } from '#shared/channels/meta/webhook.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMetaCallbacks } from '#shared/wiring/meta-callbacks.ts'

const env = readEnvironment([
	ENV.casesTable,
	ENV.deletionsTable,
	ENV.erasuresQueueUrl,
	ENV.metaWebhookSecretArn,
	ENV.identitySecretArn,
	ENV.ownAccounts,
	ENV.dataOrigin,
])
const client = createDocumentClient()

export const handler = createMetaCallbacks({
	...systemRuntime(),
	contacts: createDynamoContactStore(client, env.CASES_TABLE),
	deletions: createDynamoDeletionStore(client, env.DELETIONS_TABLE),
	erasures: createSqsQueue(env.ERASURES_QUEUE_URL),
	own: parseOwnAccounts(env.OWN_ACCOUNTS),
	readSecret: createSecretReader(createWebhookCall(), env.META_WEBHOOK_SECRET_ARN, parseMetaSecret),
	identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
	dataOrigin: env.DATA_ORIGIN,
})
