import { createDocumentClient } from '#shared/aws/clients.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { COMPANY, ENV, VAULT_TABLES } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { companyOf } from '#shared/pages/frame.ts'
import { systemResponseTiming } from '#shared/pages/response-timing.ts'
import { createWebCustomer } from '#shared/wiring/web-customer.ts'

const env = readEnvironment([
	...VAULT_TABLES,
	...COMPANY,
	ENV.requestsTable,
	ENV.vaultKeyArn,
	ENV.pageCommandsQueueUrl,
	ENV.addressSecretArn,
])

export const handler = createWebCustomer({
	...systemRuntime(),
	requests: createDynamoRequestStore(createDocumentClient(), env.REQUESTS_TABLE, {
		items: env.VAULT_TABLE,
		keys: env.VAULT_KEYS_TABLE,
	}),
	keys: createKmsKeyService(env.VAULT_KEY_ARN),
	commands: createSqsQueue(env.PAGE_COMMANDS_QUEUE_URL),
	addressSecret: hmacKeyIn(env.ADDRESS_SECRET_ARN),
	pace: systemResponseTiming,
	company: companyOf(env),
})
