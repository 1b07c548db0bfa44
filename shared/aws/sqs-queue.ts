import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Queue } from '#shared/kernel/queue.ts'
import { CLIENT_SETTINGS } from './clients.ts'

let shared: SQSClient | undefined
const sharedClient = (): SQSClient => {
	shared ??= new SQSClient(CLIENT_SETTINGS)
	return shared
}

/** A queue of SQS at this URL; messages are JSON with ASCII only, because SQS refuses some characters of Unicode. */
export const createSqsQueue = (url: string, client: SQSClient = sharedClient()): Queue => ({
	send: async (message, { delaySeconds } = {}) => {
		const MessageBody = JSON.stringify(message).replace(
			/[\u007f-\uffff]/g,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		)
		await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, DelaySeconds: delaySeconds }))
	},
})
