import { createAwsCall } from '#shared/channels/intake/aws-call.ts'
import { createDeliver } from '#shared/channels/intake/delivery.ts'
import { openDoor } from '#shared/channels/intake/open-door.ts'
import { createSecretCache, createSecretReader } from '#shared/channels/intake/secret.ts'
import { metaDoor, parseMetaSecret } from '#shared/channels/meta/door.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'

const environment = readEnvironment([ENV.metaWebhookSecretArn, ENV.deliveriesQueueUrl, ENV.rawBucket])
const aws = createAwsCall()

/** Takes the webhooks of Meta. What it loads is the cold start of nearly every one: no SDK, no zod. */
export const handler = openDoor(metaDoor, {
	secrets: createSecretCache(createSecretReader(aws, environment.META_WEBHOOK_SECRET_ARN, parseMetaSecret), Date.now),
	deliver: createDeliver(aws, { queueUrl: environment.DELIVERIES_QUEUE_URL, bucket: environment.RAW_BUCKET }),
	clock: systemClock,
	random: systemRandom,
	log: createLog(),
})
