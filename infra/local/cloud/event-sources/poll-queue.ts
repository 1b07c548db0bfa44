import { z } from 'zod'
import { neverStarted } from '../lambda/invocation.ts'
import { LOCAL_REGION, type QueueMapping } from '../model/system.ts'
import { accessKeyIdOf } from '../proxy/aws-call.ts'
import { failedItems } from './failed-items.ts'
import { pause, untilDone } from './pause.ts'
import { codeOf, type Source, type SourceDependencies } from './source.ts'

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

type QueueMessage = z.infer<typeof messageSchema>

/** The answer of ReceiveMessage: nothing at all when the queue is empty. */
const receivedSchema = z.object({ Messages: z.array(messageSchema).nullish() })

const toMessageAttribute = ({ DataType, StringValue, BinaryValue }: z.infer<typeof attributeSchema>) => ({
	stringValue: StringValue,
	binaryValue: BinaryValue,
	stringListValues: [],
	binaryListValues: [],
	dataType: DataType,
})

/** Returns a message in the form in which Lambda hands it to a function. */
const queueRecord = (message: QueueMessage, queueArn: string) => ({
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

/**
 * Lambda's own pollers wait 20 seconds. An aborted poll may take a message along (fauxqs gives it to the closed connection),
 * so ours are never aborted, and are short enough for a stop to wait for.
 */
const LONG_POLL_SECONDS = 1
/** Of SQS, for one call. */
const BATCH_LIMIT = 10
const LONGEST_GIVE_BACK_SECONDS = 60

/**
 * Returns after how many seconds a message that was given back is received again: 1, doubled with each receive, at most 60.
 * A function that never starts should not use up a message's tries within seconds.
 */
const giveBackSeconds = ({ Attributes }: QueueMessage): number =>
	Math.min(2 ** (Number(Attributes.ApproximateReceiveCount ?? 1) - 1), LONGEST_GIVE_BACK_SECONDS)

/**
 * Runs the event source mapping of a queue: long polls with the function's own credentials, invokes batches in parallel up
 * to the maximum concurrency, and deletes what succeeded. Failed messages are received again after the visibility timeout;
 * those that never reached the function are given back sooner.
 */
export const pollQueue = (mapping: QueueMapping, queueUrl: string, dependencies: SourceDependencies): Source => {
	const { caller, signal } = dependencies
	const accessKeyId = accessKeyIdOf(mapping.function)
	const underWay = new Set<Promise<void>>()
	let emptyReads = 0

	const report = (code: string) => (error: unknown) => dependencies.report(mapping.function, `${code} ${codeOf(error)}`)
	const call = (action: string, input: object) =>
		caller.call({ service: 'sqs', action, input: { QueueUrl: queueUrl, ...input }, accessKeyId })

	const receive = async (limit: number, waitSeconds: number): Promise<readonly QueueMessage[]> => {
		const input = {
			MaxNumberOfMessages: Math.min(limit, BATCH_LIMIT),
			WaitTimeSeconds: waitSeconds,
			MessageSystemAttributeNames: ['All'],
			MessageAttributeNames: ['All'],
		}
		const answer = await untilDone(() => call('ReceiveMessage', input), report('QUEUE_RECEIVE_FAILED'), signal)
		return receivedSchema.parse(answer ?? {}).Messages ?? []
	}
	/** Receives a batch: what is there at once, then more until it is full or the window is over. */
	const gather = async (): Promise<readonly QueueMessage[]> => {
		const messages = [...(await receive(mapping.batchSize, LONG_POLL_SECONDS))]
		const windowEnd = Date.now() + mapping.maximumBatchingWindowSeconds * 1000
		while (messages.length > 0 && messages.length < mapping.batchSize && Date.now() < windowEnd && !signal.aborted) {
			const more = await receive(mapping.batchSize - messages.length, 0)
			messages.push(...more)
			if (more.length === 0) await pause(Math.min(50, windowEnd - Date.now()), signal)
		}
		return messages
	}
	const callInBatches = async (
		action: string,
		messages: readonly QueueMessage[],
		entryOf: (message: QueueMessage) => object,
		code: string,
	) => {
		for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
			const Entries = messages
				.slice(start, start + BATCH_LIMIT)
				.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle, ...entryOf(message) }))
			await untilDone(() => call(action, { Entries }), report(code), signal)
		}
	}
	const remove = (messages: readonly QueueMessage[]) =>
		callInBatches('DeleteMessageBatch', messages, () => ({}), 'QUEUE_DELETE_FAILED')
	const giveBack = (messages: readonly QueueMessage[]) => {
		dependencies.report(mapping.function, `QUEUE_BATCH_GIVEN_BACK ${messages.length}`)
		const entryOf = (message: QueueMessage) => ({ VisibilityTimeout: signal.aborted ? 0 : giveBackSeconds(message) })
		return callInBatches('ChangeMessageVisibilityBatch', messages, entryOf, 'QUEUE_GIVE_BACK_FAILED')
	}
	const handle = async (messages: readonly QueueMessage[]) => {
		const Records = messages.map((message) => queueRecord(message, mapping.queueArn))
		const result = await dependencies.invoke(mapping.function, { Records })
		if (neverStarted(result)) return giveBack(messages)
		const ids = messages.map(({ MessageId }) => MessageId)
		const failed = failedItems(result, ids, mapping.reportsBatchItemFailures)
		if (failed.size > 0) dependencies.report(mapping.function, `QUEUE_BATCH_FAILED ${failed.size}/${ids.length}`)
		await remove(messages.filter(({ MessageId }) => !failed.has(MessageId)))
	}
	const run = async () => {
		while (!signal.aborted) {
			const messages = await gather()
			if (messages.length === 0) emptyReads += 1
			else {
				const work: Promise<void> = handle(messages).finally(() => underWay.delete(work))
				underWay.add(work)
			}
			if (underWay.size >= mapping.maximumConcurrency) await Promise.race(underWay)
		}
		await Promise.all(underWay)
	}
	return { ended: run(), emptyReads: () => emptyReads }
}
