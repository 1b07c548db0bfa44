import { Logger } from '@aws-lambda-powertools/logger'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { z } from 'zod'
import { createWebhook } from './webhook.ts'

const logger = new Logger({ serviceName: 'webhook' })
const secrets = new SecretsManagerClient({})
const queue = new SQSClient({})
const secretSchema = z.object({ consumerSecrets: z.tuple([z.string()]) })

// Asked for while Lambda initialises, as ours does.
const secret = secrets
	.send(new GetSecretValueCommand({ SecretId: process.env.X_WEBHOOK_SECRET_ARN }))
	.then(({ SecretString = '{}' }) => secretSchema.parse(JSON.parse(SecretString)).consumerSecrets[0])

export const handler = createWebhook({
	logger,
	readSecret: () => secret,
	send: async (MessageBody) => {
		await queue.send(new SendMessageCommand({ QueueUrl: process.env.DELIVERIES_QUEUE_URL, MessageBody }))
	},
})
