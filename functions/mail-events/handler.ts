import type { SQSEvent } from 'aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { createDynamoRequestStore } from '#shared/aws/requests-store.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createLog } from '#shared/kernel/log.ts'
import { handleMailEvent } from '#shared/mail/handle-mail-event.ts'

const environment = readEnvironment([ENV.requestsTable, ENV.commandsQueueUrl])

const deps = {
	requests: createDynamoRequestStore(createDocumentClient(), environment.REQUESTS_TABLE),
	commands: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	clock: systemClock,
	log: createLog(),
	postpone: createSqsPostpone(),
}

export const handler = (event: SQSEvent) => handleBatch(deps, event, (message) => handleMailEvent(deps, message))
