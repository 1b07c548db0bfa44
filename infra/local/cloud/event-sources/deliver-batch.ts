import type { InvocationResult } from '../lambda/invocation.ts'
import { failedItems } from './failed-items.ts'
import type { StreamRecord } from './shard-reader.ts'

export type RetryRules = {
	readonly reportsBatchItemFailures: boolean
	readonly bisectsOnError: boolean
	/** Retries after the first try; -1 is without end. */
	readonly maximumRetryAttempts: number
	/** -1 is without end. */
	readonly maximumRecordAgeSeconds: number
}

export type Discard = {
	readonly records: readonly StreamRecord[]
	readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
	readonly invokeCount: number
}

export type BatchDependencies = {
	readonly invoke: (records: readonly StreamRecord[]) => Promise<InvocationResult>
	/** Hands records that are given up to the failure destination. */
	readonly discard: (discard: Discard) => Promise<void>
	/** Waits after so many failures in a row. */
	readonly wait: (failures: number) => Promise<void>
	readonly nowSeconds: () => number
	readonly isStopped: () => boolean
}

/** Records to deliver together, and how often their first one failed. */
type Piece = { readonly records: readonly StreamRecord[]; readonly failures: number }

/** Splits a batch at the first failed record: Lambda delivers that one and all after it again. */
const unfinished = (records: readonly StreamRecord[], result: InvocationResult, partial: boolean) => {
	const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber)
	const failed = failedItems(result, numbers, partial)
	const first = numbers.findIndex((number) => failed.has(number))
	return { before: first === -1 ? records.length : first, rest: first === -1 ? [] : records.slice(first) }
}

/**
 * Delivers a batch of a stream in order until each record succeeded or was given up; returns false if stopped before that.
 * Splitting in halves does not count as a retry (docs.aws.amazon.com, "Using AWS Lambda with Amazon DynamoDB").
 */
export const deliverBatch = async (
	rules: RetryRules,
	records: readonly StreamRecord[],
	dependencies: BatchDependencies,
): Promise<boolean> => {
	const { maximumRecordAgeSeconds: maximumAge, maximumRetryAttempts: maximumRetries } = rules
	const isTooOld = ({ dynamodb }: StreamRecord) =>
		maximumAge >= 0 && dependencies.nowSeconds() - dynamodb.ApproximateCreationDateTime > maximumAge

	/** Tries a piece once and returns what is left to do. */
	const attempt = async (piece: Piece): Promise<readonly Piece[]> => {
		const tooOld = piece.records.filter(isTooOld)
		const fresh = piece.records.filter((record) => !tooOld.includes(record))
		if (tooOld.length > 0) {
			await dependencies.discard({ records: tooOld, condition: 'RecordAgeExceeded', invokeCount: piece.failures })
		}
		if (fresh.length === 0) return []
		const { before, rest } = unfinished(fresh, await dependencies.invoke(fresh), rules.reportsBatchItemFailures)
		if (rest.length === 0) return []
		if (dependencies.isStopped()) return [piece]
		if (before > 0) return [{ records: rest, failures: 0 }]
		if (rules.bisectsOnError && rest.length > 1) {
			const half = Math.ceil(rest.length / 2)
			return [rest.slice(0, half), rest.slice(half)].map((part) => ({ records: part, failures: piece.failures }))
		}
		const failures = piece.failures + 1
		if (maximumRetries >= 0 && failures > maximumRetries) {
			await dependencies.discard({ records: rest, condition: 'RetryAttemptsExhausted', invokeCount: failures })
			return []
		}
		await dependencies.wait(failures)
		return [{ records: rest, failures }]
	}
	let todo: readonly Piece[] = [{ records, failures: 0 }]
	while (!dependencies.isStopped()) {
		const [next, ...later] = todo
		if (next === undefined) return true
		todo = [...(await attempt(next)), ...later]
	}
	return false
}
