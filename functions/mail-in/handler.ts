import type { SQSEvent } from 'aws-lambda'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3LargeBodies, createS3MailBodies } from '#shared/aws/mail-bodies.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { hmacKeySchema } from '#shared/kernel/hmac-key.ts'
import { createLog } from '#shared/kernel/log.ts'
import { handleMail } from '#shared/mail/handle-mail.ts'
import type { MailInDependencies } from '#shared/mail/mail-in-dependencies.ts'

const environment = readEnvironment([
	ENV.factsTable,
	ENV.casesTable,
	ENV.wordsTable,
	ENV.requestsTable,
	ENV.ledgerTable,
	ENV.rawBucket,
	ENV.mediaBucket,
	ENV.commandsQueueUrl,
	ENV.identitySecretArn,
	ENV.replyDomain,
])
const client = createDocumentClient()
const log = createLog()
const postpone = createSqsPostpone()

const dependencies: Omit<MailInDependencies, 'identityKey'> = {
	store: createDynamoCaseStore(client, {
		facts: environment.FACTS_TABLE,
		cases: environment.CASES_TABLE,
		words: environment.WORDS_TABLE,
	}),
	requests: createDynamoRequestStore(client, environment.REQUESTS_TABLE),
	bodies: createS3MailBodies(environment.RAW_BUCKET),
	media: createS3MediaStore(environment.MEDIA_BUCKET),
	ledger: createDynamoLedgerStore(client, environment.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, environment.LEDGER_TABLE, createS3LargeBodies(environment.RAW_BUCKET)),
	commands: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	replyDomain: environment.REPLY_DOMAIN,
	clock: systemClock,
	log,
}

export const handler = (event: SQSEvent) =>
	handleBatch({ log, postpone }, event, async (message) => {
		const { key: identityKey } = await readSecret(environment.IDENTITY_SECRET_ARN, hmacKeySchema)
		await handleMail({ ...dependencies, identityKey }, message)
	})
