import type { EventBridgeEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { createDynamoAsideList } from '#shared/aws/aside-list.ts'
import { createS3BodyArchive } from '#shared/aws/body-archive.ts'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContactEraser, createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoDeletionStore } from '#shared/aws/deletion-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoVaultStore } from '#shared/aws/vault-store.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { parseOwnAccounts } from '#shared/channels/own-accounts.ts'
import { type ErasePersonDependencies, erasePerson } from '#shared/erasure/erase-person.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { tendDeletions } from '#shared/erasure/tend-deletions.ts'
import { SECOND, systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createLog } from '#shared/kernel/log.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.requestsTable,
	ENV.vaultTable,
	ENV.vaultKeysTable,
	ENV.ledgerTable,
	ENV.deletionsTable,
	ENV.rawBucket,
	ENV.mediaBucket,
	ENV.erasuresQueueUrl,
	ENV.addressSecretArn,
	ENV.ownAccounts,
])
/** Two thirds of the time a call has: the rest is for what is under way then. */
const GOES_ON_FOR = 40 * SECOND

const client = createDocumentClient()
const log = createLog()
const postpone = createSqsPostpone()
const erasures = createSqsQueue(environment.ERASURES_QUEUE_URL)

const dependencies: ErasePersonDependencies = {
	store: createDynamoCaseStore(client, { facts: environment.FACTS_TABLE, cases: environment.CASES_TABLE }),
	contacts: createDynamoContactStore(client, environment.CASES_TABLE),
	eraser: createDynamoContactEraser(client, environment.CASES_TABLE),
	words: createDynamoWordsStore(client, environment.WORDS_TABLE),
	asides: createDynamoAsideList(client, environment.WORDS_TABLE),
	media: createS3MediaStore(environment.MEDIA_BUCKET),
	requests: createDynamoRequestStore(client, environment.REQUESTS_TABLE),
	vault: createDynamoVaultStore(client, { items: environment.VAULT_TABLE, keys: environment.VAULT_KEYS_TABLE }),
	archive: createS3BodyArchive(environment.RAW_BUCKET),
	ledger: createDynamoLedgerStore(client, environment.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, environment.LEDGER_TABLE),
	own: parseOwnAccounts(environment.OWN_ACCOUNTS),
	addressSecret: async () => (await readSecret(environment.ADDRESS_SECRET_ARN, hmacKeySchema)).key,
	again: erasures,
	clock: systemClock,
	log,
}
const tending = { ...dependencies, erasures, deletions: createDynamoDeletionStore(client, environment.DELETIONS_TABLE) }

/** Erases the person of each case on the queue; by the schedule it looks after what Meta asked us to delete. */
export const handler = async (
	event: SQSEvent | EventBridgeEvent<'Scheduled Event', unknown>,
): Promise<SQSBatchResponse | undefined> => {
	if (!('Records' in event)) {
		await tendDeletions(tending)
		return undefined
	}
	const startedAt = Date.now()
	return handleBatch({ log, postpone }, event, async (message) => {
		const job = erasureJobSchema.parse(message)
		const outcome = await erasePerson(dependencies, job, () => Date.now() - startedAt < GOES_ON_FOR)
		if (outcome === 'erased') await tendDeletions(tending)
	})
}
