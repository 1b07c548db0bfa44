import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import { z } from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'

export type Hint = {
	readonly caseId: CaseId
	/** How the caller names the record, to be given back when it failed: a sequence number or a message id. */
	readonly identifier: string
	/** The stream says that a fact was changed or removed, which nobody may do. */
	readonly isTampering: boolean
}

const keysSchema = z.object({ caseId: z.object({ S: caseIdSchema }) })
const messageSchema = z.strictObject({ caseId: caseIdSchema })

/** Which cases have new facts, from the facts' stream or from the sweep's queue. A record is only a hint. */
export const readHints = (event: DynamoDBStreamEvent | SQSEvent): readonly Hint[] =>
	event.Records.map((record) => {
		if ('body' in record) {
			const { caseId } = messageSchema.parse(JSON.parse(record.body))
			return { caseId, identifier: record.messageId, isTampering: false }
		}
		return {
			caseId: keysSchema.parse(record.dynamodb?.Keys).caseId.S,
			identifier: record.dynamodb?.SequenceNumber ?? '',
			isTampering: record.eventName !== 'INSERT',
		}
	})
