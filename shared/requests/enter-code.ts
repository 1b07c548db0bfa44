import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { changeRequest } from './change-request.ts'
import { parseCode } from './code.ts'
import type { PageDeps } from './page-deps.ts'
import { enqueueCommand } from './pending-commands.ts'
import type { ShutLink } from './request.ts'
import { countWrongCode, forgetWrongCodes } from './request-changes.ts'
import { isRight, type KnownVisit, linkStateOf } from './visit.ts'

/** `shut`: the link does not open any more, for what is told of it now. */
export type CodeOutcome =
	| { readonly code: 'right' | 'empty' | 'illFormed' | 'wrong' }
	| { readonly code: 'shut'; readonly linkState: ShutLink }

type Counted = {
	readonly outcome: CodeOutcome
	readonly command?: PageCommand | undefined
	readonly isWrong?: true | undefined
}

/**
 * Checks a typed code. Empty and ill-formed codes are not counted; a well-formed wrong one is counted before the
 * visitor learns of it, and the tenth pauses the request and informs the desk.
 */
export const enterCode = async (deps: PageDeps, visit: KnownVisit, typed: string): Promise<CodeOutcome> => {
	const parsed = parseCode(typed)
	if (parsed.outcome !== 'wellFormed') return { code: parsed.outcome }
	const isCodeRight = isRight(visit, 'code', parsed.code)
	const counted = await changeRequest<Counted>(deps.requests, visit.link.requestId, (request) => {
		const now = deps.clock.now()
		const linkState = request === undefined ? 'unknown' : linkStateOf(request, visit.link, now)
		if (request === undefined) return { outcome: { outcome: { code: 'shut', linkState: 'unknown' } } }
		if (linkState !== 'open') return { outcome: { outcome: { code: 'shut', linkState } } }
		if (isCodeRight) {
			const write = request.wrongCodes === 0 ? undefined : { request: forgetWrongCodes(request) }
			return { outcome: { outcome: { code: 'right' } }, write }
		}
		const { next, command } = countWrongCode(request, now)
		const outcome: CodeOutcome = command === undefined ? { code: 'wrong' } : { code: 'shut', linkState: 'paused' }
		return { outcome: { outcome, command, isWrong: true }, write: { request: next } }
	})
	if (counted.command !== undefined) await enqueueCommand(deps, counted.command)
	if (counted.isWrong) recordRefusal(deps.log, 'code', { requestId: visit.link.requestId, reason: visit.link.opens })
	return counted.outcome
}
