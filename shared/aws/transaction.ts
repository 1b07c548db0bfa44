import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { DocumentClient } from './clients.ts'

export type TransactionItems = NonNullable<TransactWriteCommandInput['TransactItems']>

/** What became of one item of a transaction that was cancelled; `text` reads a string of the item that stood in the way. */
type Cancellation = { readonly code: string; readonly text: (attribute: string) => string | undefined }
export type TransactionResult =
	| { readonly result: 'written' }
	| { readonly result: 'cancelled'; readonly reasons: readonly Cancellation[] }

const CALLERS_CONCERN = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict'])

const textsSchema = z.record(z.string(), z.object({ S: z.string().optional() }).catch({})).catch({})

const cancellation = ({ Code, Item }: { Code?: string | undefined; Item?: unknown }): Cancellation => {
	const texts = textsSchema.parse(Item)
	return { code: Code ?? 'None', text: (attribute) => texts[attribute]?.S }
}

/**
 * Writes all items or none. A failed condition or a conflict with another transaction is a value; anything else (throttled
 * capacity within the transaction) is a `RetryLaterError`. A retry of the SDK after a lost answer is recognised by AWS
 * itself (ClientRequestToken, made by the SDK).
 */
export const writeTransaction = async (client: DocumentClient, items: TransactionItems): Promise<TransactionResult> => {
	try {
		await client.send(new TransactWriteCommand({ TransactItems: items }))
		return { result: 'written' }
	} catch (error) {
		if (!(error instanceof TransactionCanceledException)) throw error
		const reasons = (error.CancellationReasons ?? []).map(cancellation)
		if (reasons.every(({ code }) => CALLERS_CONCERN.has(code))) return { result: 'cancelled', reasons }
		throw new RetryLaterError('transactionRefused', { cause: error })
	}
}
