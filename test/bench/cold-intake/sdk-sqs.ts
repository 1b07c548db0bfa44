import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { isSignedByX } from '#shared/channels/x/webhook.ts'

/** The job of intake-x on the SDK, without reading a secret: what the SDK's queue client alone costs. */
const client = new SQSClient({})

type Event = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export const handler = async (event: Event): Promise<{ statusCode: number }> => {
	const body = Buffer.from(event.body, 'utf8')
	if (!isSignedByX(event.headers['x-twitter-webhooks-signature'], body, ['bench-secret'])) return { statusCode: 401 }
	const MessageBody = JSON.stringify({ network: 'x', body: body.toString('base64') })
	await client.send(new SendMessageCommand({ QueueUrl: process.env.DELIVERIES_QUEUE_URL, MessageBody }))
	return { statusCode: 200 }
}
