import { z } from 'zod'
import { localArn } from '../../model/physical-names.ts'
import { type Access, access } from './access.ts'

const inputSchema = z.object({ QueueUrl: z.string().optional(), QueueName: z.string().optional() })

/** The batches need the right of the single act (SQS, "API permissions"). */
const ACTIONS: Readonly<Record<string, string>> = {
	SendMessageBatch: 'SendMessage',
	DeleteMessageBatch: 'DeleteMessage',
	ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
}

/** What an SQS request needs, on the queue of its URL or name. */
export const sqsAccesses = (operation: string, input: unknown): Access[] => {
	const { QueueUrl, QueueName } = inputSchema.parse(input)
	const name = QueueUrl?.split('/').at(-1) ?? QueueName
	return [access(`sqs:${ACTIONS[operation] ?? operation}`, name === undefined ? '*' : localArn('sqs', name))]
}
