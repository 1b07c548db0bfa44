import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import * as z from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'

export type Hint = {
	/** Undefined where the record could not be understood. */
	readonly caseId: CaseId | undefined
	/** How the caller names the record, to be given back when it failed: a sequence number or a message id. */
	readonly identifier: string
	/** The stream says that a fact was changed or removed, which nobody may do. */
	readonly isTampering: boolean
}

const keysSchema = z.object({ caseId: z.object({ S: caseIdSchema }) })
const messageSchema = z.strictObject({ caseId: caseIdSchema })

/** What cannot be read stays a value: the error of a parser would carry the text into the runtime's own log. */
const caseOfMessage = (body: string): CaseId | undefined => {
	try {
		return messageSchema.safeParse(JSON.parse(body)).data?.caseId
	} catch {
		return undefined
	}
}

/** Which cases have new facts, from the facts' stream or from the sweep's queue. A record is only a hint. */
export const readHints = (event: DynamoDBStreamEvent | SQSEvent): readonly Hint[] =>
	event.Records.map((record) =>
		'body' in record
			? { caseId: caseOfMessage(record.body), identifier: record.messageId, isTampering: false }
			: {
					caseId: keysSchema.safeParse(record.dynamodb?.Keys).data?.caseId.S,
					identifier: record.dynamodb?.SequenceNumber ?? '',
					isTampering: record.eventName !== 'INSERT',
				},
	)
