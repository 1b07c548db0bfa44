import type { InvocationResult } from '../lambda/invocation.ts'
import type { AwsCaller } from '../proxy/aws-call.ts'

/** What every event source needs of the runner. */
export type SourceDependencies = {
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	readonly caller: AwsCaller
	/** Into the log of the function: a code and, where there is one, AWS's error name. */
	readonly report: (functionName: string, code: string) => void
	readonly signal: AbortSignal
}

/** A running event source. */
export type Source = {
	/** Settles once the signal came and nothing is under way. */
	readonly ended: Promise<void>
	/** Reads that found nothing, so far: if it grows while nothing is invoked, the source is drained. */
	readonly emptyReads: () => number
}

/** The name of an error, never its text: that may hold what a customer wrote. */
export const codeOf = (error: unknown): string => {
	if (!(error instanceof Error)) return 'Unknown'
	return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
