import { caseTablesIn, createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { createS3LargeBodies, createS3MailBodies } from '#shared/aws/mail-bodies.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createDynamoParkedStore } from '#shared/aws/parked-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { hmacKeyIn } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { BUCKETS, CASE_TABLES, ENV, REQUESTS_AND_LEDGER } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMailIn } from '#shared/wiring/mail-in.ts'

const env = readEnvironment([
	...CASE_TABLES,
	...REQUESTS_AND_LEDGER,
	...BUCKETS,
	ENV.mailCommandsQueueUrl,
	ENV.mailInQueueArn,
	ENV.mailRetriesQueueArn,
	ENV.identitySecretArn,
	ENV.replyDomain,
])
const client = createDocumentClient()
const runtime = systemRuntime()

const receivers = createMailIn({
	...runtime,
	store: createDynamoCaseStore(client, caseTablesIn(env)),
	requests: createDynamoRequestStore(client, env.REQUESTS_TABLE),
	bodies: createS3MailBodies(env.RAW_BUCKET),
	media: createS3MediaStore(env.MEDIA_BUCKET),
	ledger: createDynamoLedgerStore(client, env.LEDGER_TABLE),
	parked: createDynamoParkedStore(client, env.LEDGER_TABLE, createS3LargeBodies(env.RAW_BUCKET)),
	commands: createSqsQueue(env.MAIL_COMMANDS_QUEUE_URL),
	identityKey: hmacKeyIn(env.IDENTITY_SECRET_ARN),
	replyDomain: env.REPLY_DOMAIN,
})

export const handler = createQueueHandler(runtime.log, env, receivers)
