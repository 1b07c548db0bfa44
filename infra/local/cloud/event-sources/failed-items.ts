import { z } from 'zod'
import type { InvocationResult } from '../lambda/invocation.ts'

const responseSchema = z
	.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
	.nullish()

/**
 * Returns the items of a batch that failed. An error, an answer of another shape, and an unknown or empty itemIdentifier
 * fail the whole batch (docs.aws.amazon.com, "Implementing partial batch responses").
 */
export const failedItems = (
	result: InvocationResult,
	items: readonly string[],
	reportsBatchItemFailures: boolean,
): ReadonlySet<string> => {
	if (!result.ok) return new Set(items)
	if (!reportsBatchItemFailures) return new Set()
	const response = responseSchema.safeParse(result.payload)
	if (!response.success) return new Set(items)
	const failed = (response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
	return new Set(failed.every((item) => items.includes(item)) ? failed : items)
}
