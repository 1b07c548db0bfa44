import type { SQSEvent } from 'aws-lambda'
import { createDocumentClient } from '#shared/aws/clients.ts'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { readSecret } from '#shared/aws/secrets.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import { createDynamoWordsStore } from '#shared/aws/words-store.ts'
import { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { createLog } from '#shared/kernel/log.ts'
import { createHttpsMediaSource } from '#shared/media/fetch-media.ts'
import type { TextSource } from '#shared/media/media-source.ts'
import { createMetaTextSource } from '#shared/media/meta-text.ts'
import { settleMessage } from '#shared/media/settle-message.ts'
import { createAuthoriseX } from '#shared/media/x-authorise.ts'
import { createXTextSource } from '#shared/media/x-text.ts'
import { mediaJobSchema } from '#shared/messages/media-job.ts'

const environment = readEnvironment([
	ENV.wordsTable,
	ENV.mediaBucket,
	ENV.commandsQueueUrl,
	ENV.xApiSecretArn,
	ENV.metaApiSecretArn,
])
const xSecret = () => readSecret(environment.X_API_SECRET_ARN, xApiSecretSchema)
const xTexts = createXTextSource(xSecret)
const metaTexts = createMetaTextSource(() => readSecret(environment.META_API_SECRET_ARN, metaApiSecretSchema))
const texts: TextSource = { read: (address) => (address.network === 'x' ? xTexts : metaTexts).read(address) }

const log = createLog()
const postpone = createSqsPostpone()
const dependencies = {
	words: createDynamoWordsStore(createDocumentClient(), environment.WORDS_TABLE),
	media: createS3MediaStore(environment.MEDIA_BUCKET),
	source: createHttpsMediaSource({ authorise: createAuthoriseX(xSecret) }),
	texts,
	completions: createSqsQueue(environment.COMMANDS_QUEUE_URL),
	log,
}

export const handler = (event: SQSEvent) =>
	handleBatch({ log, postpone }, event, (message) => settleMessage(dependencies, mediaJobSchema.parse(message)))
