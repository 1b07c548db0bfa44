import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'
import { createSqsQueue } from './sqs-queue.ts'

/** Returns the URL of the queue with this ARN. */
const queueUrlOf = (arn: string): string => {
	const [, , , region, account, name] = arn.split(':')
	return `https://sqs.${region}.amazonaws.com/${account}/${name}`
}

/** The first delay before a retry; it doubles with each try, up to the longest. */
const FIRST_WAIT_SECONDS = 2
const LONGEST_WAIT_SECONDS = 900

/** Makes a failed message visible again after some seconds, instead of the queue's long default. */
type Postpone = (record: SQSRecord, seconds: number) => Promise<void>

/** Creates the delay through SQS, with the right that a queue's mapping gives its function anyway. */
const createSqsPostpone = (call = createSignedCall()): Postpone => {
	return async ({ eventSourceARN, receiptHandle }, seconds) => {
		await callJson(call, 'sqs', 'ChangeMessageVisibility', {
			QueueUrl: queueUrlOf(eventSourceARN),
			ReceiptHandle: receiptHandle,
			VisibilityTimeout: seconds,
		})
	}
}

const waitSeconds = (record: SQSRecord, error: unknown): number => {
	const asked = error instanceof RetryLaterError ? error.delaySeconds : undefined
	const tries = Number(record.attributes.ApproximateReceiveCount)
	return Math.min(asked ?? FIRST_WAIT_SECONDS * 2 ** (tries - 1), LONGEST_WAIT_SECONDS)
}

/** The handler of one message; `from` is its queue. */
type HandleMessage = (message: unknown, from: Queue) => Promise<void>

/**
 * Creates the handler of a function behind a queue. Handles the messages of a batch concurrently and reports only
 * failed ones, so that the others leave the queue. A failed message returns after its delay, and goes to the dead
 * letters after the queue's number of tries.
 */
export const createQueueHandler =
	(log: Log, handle: HandleMessage, postpone: Postpone = createSqsPostpone()) =>
	async (event: SQSEvent): Promise<SQSBatchResponse> => {
		const handleRecord = async (record: SQSRecord): Promise<void> => {
			try {
				await handle(JSON.parse(record.body), createSqsQueue(queueUrlOf(record.eventSourceARN)))
			} catch (error) {
				log.error('MESSAGE_FAILED', error)
				// If this fails too, the queue's own time-out returns the message later.
				await postpone(record, waitSeconds(record, error)).catch(() => undefined)
				throw error
			}
		}
		return processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), {
			throwOnFullBatchFailure: false,
		})
	}
