import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { DocumentClient } from './clients.ts'

export type TransactionItems = NonNullable<TransactWriteCommandInput['TransactItems']>

/** The outcome of one item of a cancelled transaction; `text` reads a string of the existing item. */
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
 * Writes all items or none. Returns a failed condition or a conflict with another transaction; throws `RetryLaterError`
 * for anything else (throttled capacity within the transaction). AWS recognises the SDK's own retry
 * (ClientRequestToken).
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
