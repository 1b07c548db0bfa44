import type { InvocationResult } from '../lambda/invocation.ts'
import type { AwsCaller } from '../proxy/aws-call.ts'

/** What every event source needs of the runner. */
export type SourceDependencies = {
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	readonly caller: AwsCaller
	/** Writes a code, and AWS's error name if there is one, into the log of the function. */
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

/** Returns the name of an error, never its text, which may contain what a customer wrote. */
export const codeOf = (error: unknown): string => {
	if (!(error instanceof Error)) return 'Unknown'
	return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
