import { createDocumentClient } from '#shared/aws/clients.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMailEvents } from '#shared/wiring/mail-events.ts'

const env = readEnvironment([ENV.requestsTable, ENV.mailCommandsQueueUrl, ENV.mailEventsQueueArn])
const runtime = systemRuntime()

const receivers = createMailEvents({
	...runtime,
	requests: createDynamoRequestStore(createDocumentClient(), env.REQUESTS_TABLE),
	commands: createSqsQueue(env.MAIL_COMMANDS_QUEUE_URL),
})

export const handler = createQueueHandler(runtime.log, env, receivers)
