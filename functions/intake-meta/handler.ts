import { createWebhookCall } from '#shared/aws/webhook-call.ts'
import { createDeliver } from '#shared/channels/intake/delivery.ts'
import { createSecretReader } from '#shared/channels/intake/secret.ts'
import { metaWebhook, parseMetaSecret } from '#shared/channels/meta/webhook.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRuntime } from '#shared/kernel/runtime.ts'
import { createIntake } from '#shared/wiring/intake.ts'

const environment = readEnvironment([ENV.metaWebhookSecretArn, ENV.deliveriesQueueUrl, ENV.rawBucket])
const aws = createWebhookCall()

export const handler = createIntake(metaWebhook, {
	...systemRuntime(),
	readSecret: createSecretReader(aws, environment.META_WEBHOOK_SECRET_ARN, parseMetaSecret),
	deliver: createDeliver(aws, { queueUrl: environment.DELIVERIES_QUEUE_URL, bucket: environment.RAW_BUCKET }),
})
