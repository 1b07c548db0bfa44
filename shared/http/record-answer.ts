import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { TokenRefusedError } from './authenticate.ts'
import { AgentRefusedError } from './identify.ts'
import { type ApiResponse, errorResponse, refusedBy } from './problem.ts'
import type { RawCall, Route } from './route.ts'

/** Which operation was called, and by whom, as far as that is known. */
export type Called = { readonly route?: string | undefined; readonly agent?: string | undefined }

/** Records what a response refused for want of a proof or a right. */
export const recordAnswer = (log: Log, answer: ApiResponse, { route, agent }: Called, error?: unknown): void => {
	const refused = refusedBy(answer)
	if (refused === undefined) return
	recordRefusal(log, refused.what, {
		reason: error instanceof TokenRefusedError ? error.fault : refused.code,
		route,
		agent: error instanceof AgentRefusedError ? error.agent : agent,
	})
}

/** Maps an error to a response and records it: one that is not the caller's fault by its code. */
export const answerError = (log: Log, error: unknown, called: Called): ApiResponse => {
	const answer = errorResponse(error)
	const fields = { status: answer.status, route: called.route }
	if (error instanceof UnreadableCaseError) {
		log.warn('CASE_UNREADABLE', { caseId: error.caseId, ...fields })
		log.count('CasesUnreadable')
	} else if (answer.status >= 500) log.error('REQUEST_FAILED', error, fields)
	recordAnswer(log, answer, called, error)
	return answer
}

/** Answers a call by its route; errors become problems, and what is refused is on record. */
export const answerCall = async (log: Log, { contract, answer }: Route, call: RawCall): Promise<ApiResponse> => {
	const called = { route: contract.operation, agent: call.agent?.key }
	try {
		const response = await answer(call)
		recordAnswer(log, response, called)
		return response
	} catch (error) {
		return answerError(log, error, called)
	}
}
