import { createAwsCall } from '#shared/channels/intake/aws-call.ts'
import { createDeliver } from '#shared/channels/intake/delivery.ts'
import { openDoor } from '#shared/channels/intake/open-door.ts'
import { createSecretCache, createSecretReader } from '#shared/channels/intake/secret.ts'
import { parseXSecret, xDoor } from '#shared/channels/x/door.ts'
import { systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'

const environment = readEnvironment([ENV.xWebhookSecretArn, ENV.deliveriesQueueUrl, ENV.rawBucket])
const aws = createAwsCall()

/** Takes the webhooks of X. What it loads is the cold start of nearly every one: no SDK, no zod. */
export const handler = openDoor(xDoor, {
	secrets: createSecretCache(createSecretReader(aws, environment.X_WEBHOOK_SECRET_ARN, parseXSecret), Date.now),
	deliver: createDeliver(aws, { queueUrl: environment.DELIVERIES_QUEUE_URL, bucket: environment.RAW_BUCKET }),
	clock: systemClock,
	random: systemRandom,
	log: createLog(),
})
