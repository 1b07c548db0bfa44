import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createAwsCall } from '#shared/channels/intake/aws-call.ts'
import { createSecretCache, createSecretReader } from '#shared/channels/intake/secret.ts'
import { parseMetaSecret } from '#shared/channels/meta/door.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { answerCallback, type CallbackDependencies } from '#shared/erasure/answer-callback.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createLog } from '#shared/kernel/log.ts'

const environment = readEnvironment([
	ENV.casesTable,
	ENV.deletionsTable,
	ENV.erasuresQueueUrl,
	ENV.metaWebhookSecretArn,
	ENV.identitySecretArn,
	ENV.ownAccounts,
	ENV.dataOrigin,
])
const client = createDocumentClient()
const secrets = createSecretCache(
	createSecretReader(createAwsCall(), environment.META_WEBHOOK_SECRET_ARN, parseMetaSecret),
	Date.now,
)

const dependencies: CallbackDependencies = {
	contacts: createDynamoContactStore(client, environment.CASES_TABLE),
	deletions: createDynamoDeletionStore(client, environment.DELETIONS_TABLE),
	erasures: createSqsQueue(environment.ERASURES_QUEUE_URL),
	own: parseOwnAccounts(environment.OWN_ACCOUNTS),
	appSecrets: async (isRenewed) => {
		const read = await (isRenewed ? secrets.renewed() : secrets.current())
		// A missing secret is an error, never "verification skipped" (contracts.md 1.3).
		if (!read.ok) throw new RetryLaterError('secretMissing')
		return read.secret.appSecrets
	},
	identityKey: async () => (await readSecret(environment.IDENTITY_SECRET_ARN, hmacKeySchema)).key,
	dataOrigin: environment.DATA_ORIGIN,
	clock: systemClock,
	log: createLog(),
}

/** What Meta tells us of a person: delete their data, or they took our app out of their settings. */
export const handler = (event: APIGatewayProxyEventV2) => answerCallback(dependencies, event)
