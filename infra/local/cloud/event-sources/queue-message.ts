import { z } from 'zod'
import { LOCAL_REGION } from '../model/system.ts'

const attributeSchema = z.object({
	DataType: z.string(),
	StringValue: z.string().optional(),
	BinaryValue: z.string().optional(),
})

const messageSchema = z.object({
	MessageId: z.string(),
	ReceiptHandle: z.string(),
	Body: z.string(),
	MD5OfBody: z.string(),
	Attributes: z.record(z.string(), z.string()).default({}),
	MessageAttributes: z.record(z.string(), attributeSchema).default({}),
})

export type QueueMessage = z.infer<typeof messageSchema>

/** The answer of ReceiveMessage: nothing at all when the queue is empty. */
export const receivedSchema = z.object({ Messages: z.array(messageSchema).nullish() })

const toMessageAttribute = ({ DataType, StringValue, BinaryValue }: z.infer<typeof attributeSchema>) => ({
	stringValue: StringValue,
	binaryValue: BinaryValue,
	stringListValues: [],
	binaryListValues: [],
	dataType: DataType,
})

/** A message as Lambda hands it to a function. */
export const queueRecord = (message: QueueMessage, queueArn: string) => ({
	messageId: message.MessageId,
	receiptHandle: message.ReceiptHandle,
	body: message.Body,
	attributes: message.Attributes,
	messageAttributes: Object.fromEntries(
		Object.entries(message.MessageAttributes).map(([name, value]) => [name, toMessageAttribute(value)]),
	),
	md5OfBody: message.MD5OfBody,
	eventSource: 'aws:sqs',
	eventSourceARN: queueArn,
	awsRegion: LOCAL_REGION,
})
