import type { SQSEvent } from 'aws-lambda'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { createS3RawBodies } from '#shared/aws/raw-bodies.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultWriter } from '#shared/aws/vault-writer.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import type { DeliveryDependencies } from '#shared/messages/handle-delivery.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { stageScreening } from '#shared/screening/stage-screening.ts'
import { handleMessage } from '#shared/wiring/handle-message.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.ledgerTable,
	ENV.rawBucket,
	ENV.deliveriesQueueUrl,
	ENV.mailInQueueUrl,
	ENV.mediaQueueUrl,
	ENV.identitySecretArn,
	ENV.ownAccounts,
	ENV.vaultTable,
	ENV.vaultKeysTable,
	ENV.vaultKeyArn,
	ENV.dataOrigin,
	ENV.screening,
	ENV.hotline,
	ENV.mailFrom,
])
const client = createDocumentClient()
const bodies = createS3RawBodies(environment.RAW_BUCKET)
const log = createLog()
const postpone = createSqsPostpone()

const dependencies: Omit<DeliveryDependencies, 'identityKey'> = {
	store: createDynamoCaseStore(client, {
		facts: environment.FACTS_TABLE,
		cases: environment.CASES_TABLE,
		words: environment.WORDS_TABLE,
	}),
	contacts: createDynamoContactStore(client, environment.CASES_TABLE),
	words: createDynamoWordsStore(client, environment.WORDS_TABLE),
	ledger: createDynamoLedgerStore(client, environment.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, environment.LEDGER_TABLE, bodies),
	deliveries: createSqsQueue(environment.DELIVERIES_QUEUE_URL),
	mails: createSqsQueue(environment.MAIL_IN_QUEUE_URL),
	media: createSqsQueue(environment.MEDIA_QUEUE_URL),
	bodies,
	own: parseOwnAccounts(environment.OWN_ACCOUNTS),
	vault: createDynamoVaultWriter(client, { items: environment.VAULT_TABLE, keys: environment.VAULT_KEYS_TABLE }),
	keys: createKmsKeyService(environment.VAULT_KEY_ARN),
	screen: createScreen(
		stageScreening(environment.SCREENING, { hotline: environment.HOTLINE, mailFrom: environment.MAIL_FROM }),
	),
	dataOrigin: environment.DATA_ORIGIN,
	clock: systemClock,
	random: systemRandom,
	log,
}

export const handler = (event: SQSEvent) =>
	handleBatch({ log, postpone }, event, async (message) => {
		const { key: identityKey } = await readSecret(environment.IDENTITY_SECRET_ARN, hmacKeySchema)
		await handleMessage({ ...dependencies, identityKey }, message)
	})
