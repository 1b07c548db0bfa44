import { handle } from 'hono/aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { systemPace } from '#shared/pages/pace.ts'
import { createCustomerApp } from '#shared/requests/pages-app.ts'

const environment = readEnvironment([
	ENV.requestsTable,
	ENV.vaultTable,
	ENV.vaultKeysTable,
	ENV.vaultKeyArn,
	ENV.commandsQueueUrl,
	ENV.addressSecretArn,
	ENV.hotline,
	ENV.companyName,
	ENV.privacyUrl,
	ENV.imprintUrl,
])

const deps = {
	requests: createDynamoRequestStore(createDocumentClient(), environment.REQUESTS_TABLE, {
		items: environment.VAULT_TABLE,
		keys: environment.VAULT_KEYS_TABLE,
	}),
	keys: createKmsKeyService(environment.VAULT_KEY_ARN),
	commands: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	// Asked for at each use, from memory unless five minutes have passed, so that it may rotate.
	addressSecret: async () => (await readSecret(environment.ADDRESS_SECRET_ARN, hmacKeySchema)).key,
	clock: systemClock,
	random: systemRandom,
	log: createLog(),
	pace: systemPace,
	company: {
		name: environment.COMPANY_NAME,
		hotline: environment.HOTLINE,
		privacyUrl: environment.PRIVACY_URL,
		imprintUrl: environment.IMPRINT_URL,
	},
}

export const handler = handle(createCustomerApp(deps))
