import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { z } from 'zod'
import { isSignedByX } from '#shared/channels/x/webhook.ts'

/** The whole job of intake-x on the SDK: secret, signature, queue. */
const client = new SQSClient({})
const secret = new SecretsManagerClient({}).send(
	new GetSecretValueCommand({ SecretId: process.env.X_WEBHOOK_SECRET_ARN }),
)
const secretSchema = z.object({ consumerSecrets: z.array(z.string().min(1)).min(1) })

type Event = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export const handler = async (event: Event): Promise<{ statusCode: number }> => {
	const body = Buffer.from(event.body, 'utf8')
	const { consumerSecrets } = secretSchema.parse(JSON.parse((await secret).SecretString ?? '{}'))
	if (!isSignedByX(event.headers['x-twitter-webhooks-signature'], body, consumerSecrets)) return { statusCode: 401 }
	const MessageBody = JSON.stringify({ network: 'x', body: body.toString('base64') })
	await client.send(new SendMessageCommand({ QueueUrl: process.env.DELIVERIES_QUEUE_URL, MessageBody }))
	return { statusCode: 200 }
}
