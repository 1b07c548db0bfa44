import { createDocumentClient } from '#shared/aws/clients.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createQueueHandler } from '#shared/aws/queue-handler.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createMediaFetcher } from '#shared/wiring/media.ts'

const env = readEnvironment([
	ENV.contentTable,
	ENV.mediaBucket,
	ENV.mailCommandsQueueUrl,
	ENV.mediaQueueArn,
	ENV.xApiSecretArn,
	ENV.metaApiSecretArn,
])
const { log } = systemRuntime()

const receivers = createMediaFetcher({
	content: createDynamoContentStore(createDocumentClient(), env.CONTENT_TABLE),
	media: createS3MediaStore(env.MEDIA_BUCKET),
	completions: createSqsQueue(env.MAIL_COMMANDS_QUEUE_URL),
	xSecret: () => readSecret(env.X_API_SECRET_ARN, xApiSecretSchema),
	metaSecret: () => readSecret(env.META_API_SECRET_ARN, metaApiSecretSchema),
	log,
})

export const handler = createQueueHandler(log, env, receivers)
