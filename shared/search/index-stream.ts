import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { Log } from '#shared/kernel/log.ts'
import { type IndexDependencies, indexMessage } from './index-messages.ts'

const keysSchema = z.object({ id: z.object({ S: messageKeySchema }) })

/** Messages that are filed side by side. */
const AT_ONCE = 10

type PartialFailures = { readonly batchItemFailures: { itemIdentifier: string }[] }

/**
 * Files each message whose content changed, once. Notes are none. Returns those that failed as partial failures: the stream repeats from
 * the first of them on, which is harmless.
 */
export const indexStream = async (
	dependencies: IndexDependencies & { readonly log: Log },
	event: DynamoDBStreamEvent,
): Promise<PartialFailures> => {
	const records = event.Records.flatMap(({ dynamodb }) => {
		const message = keysSchema.safeParse(dynamodb?.Keys).data?.id.S
		return message === undefined ? [] : [{ message, itemIdentifier: dynamodb?.SequenceNumber ?? '' }]
	})
	const failed = new Set<MessageKey>()
	const file = async (message: MessageKey): Promise<void> => {
		try {
			await indexMessage(dependencies, message)
		} catch (error) {
			dependencies.log.error('MESSAGE_FAILED', error)
			failed.add(message)
		}
	}
	const messages = [...new Set(records.map(({ message }) => message))]
	for (let from = 0; from < messages.length; from += AT_ONCE)
		await Promise.all(messages.slice(from, from + AT_ONCE).map(file))
	const batchItemFailures = records
		.filter(({ message }) => failed.has(message))
		.map(({ itemIdentifier }) => ({ itemIdentifier }))
	return { batchItemFailures }
}
