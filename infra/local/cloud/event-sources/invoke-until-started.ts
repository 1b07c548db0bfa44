import { type InvocationResult, neverStarted } from '../lambda/invocation.ts'
import { backoff, pause } from './pause.ts'
import type { SourceDependencies } from './source.ts'

/** Invokes a function, again and again while no environment starts, until the signal. Returns the function's own result. */
export const invokeUntilStarted = async (
	{ invoke, report, signal }: SourceDependencies,
	functionName: string,
	event: unknown,
): Promise<InvocationResult> => {
	for (let failures = 1; ; failures += 1) {
		const result = await invoke(functionName, event)
		if (!neverStarted(result) || signal.aborted) return result
		report(functionName, 'FUNCTION_NOT_STARTED')
		await pause(backoff(failures), signal)
	}
}
