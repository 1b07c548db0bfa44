import { Logger } from '@aws-lambda-powertools/logger'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { z } from 'zod'
import { createWebhook } from './webhook.ts'

const logger = new Logger({ serviceName: 'webhook' })
const secrets = new SecretsManagerClient({})
const queue = new SQSClient({})
const secretSchema = z.object({ consumerSecrets: z.tuple([z.string()]) })

let cached: string | undefined

export const handler = createWebhook({
	logger,
	readSecret: async () => {
		if (cached === undefined) {
			const answer = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.X_WEBHOOK_SECRET_ARN }))
			cached = secretSchema.parse(JSON.parse(answer.SecretString ?? '{}')).consumerSecrets[0]
		}
		return cached
	},
	send: async (MessageBody) => {
		await queue.send(new SendMessageCommand({ QueueUrl: process.env.DELIVERIES_QUEUE_URL, MessageBody }))
	},
})
