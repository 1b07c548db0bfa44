import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { metaSecretIn } from '#shared/aws/meta-secret.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { DELETIONS, ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMetaCallbacks } from '#shared/wiring/meta-callbacks.ts'

const env = readEnvironment([...DELETIONS, ENV.identitySecretArn, ENV.dataOrigin])
const client = createDocumentClient()

export const handler = createMetaCallbacks({
	...systemRuntime(),
	deletions: createDynamoDeletionStore(client, env.DELETIONS_TABLE),
	erasures: createSqsQueue(env.ERASURES_QUEUE_URL),
	readSecret: metaSecretIn(env.META_WEBHOOK_SECRET_ARN),
	identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
	dataOrigin: env.DATA_ORIGIN,
})
