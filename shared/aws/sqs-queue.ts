import type { Queue } from '#shared/kernel/queue.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'

/** Creates a queue of SQS. Messages are ASCII-only JSON, because SQS refuses some characters of Unicode. */
export const createSqsQueue = (url: string, call = createSignedCall()): Queue => ({
	send: async (message, { delaySeconds } = {}) => {
		const MessageBody = JSON.stringify(message).replace(
			/[\u007f-\uffff]/g,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		)
		await callJson(call, 'sqs', 'SendMessage', { QueueUrl: url, MessageBody, DelaySeconds: delaySeconds })
	},
})
