import type { Refusal } from '#shared/cases/commands.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { type ShowDependencies, showState } from '#shared/desk/show-case.ts'
import { type Answer, problem, problemCode } from './problem.ts'
import type { Ran } from './run-once.ts'

type Shown = Omit<ShowDependencies, 'store'>

const FIELD_OF: Partial<Readonly<Record<Refusal, string>>> = { unansweredReasonNeeded: 'reason' }

/** A refusal with the case as it is now, so that the caller can decide anew. */
const refusalAnswer = async (shown: Shown, refusal: Refusal, state: CaseState): Promise<Answer> => {
	const view = await showState(shown, state)
	const field = FIELD_OF[refusal]
	return problem(problemCode(refusal), {
		case: view,
		...(refusal === 'claimedByOther' ? { claimedBy: view.claimedBy } : {}),
		...(field === undefined ? {} : { errors: [{ field, code: 'missing' }] }),
	})
}

/** The answer to a command, the same for the first call and its repeats. */
export const commandAnswer = async (shown: Shown, ran: Ran): Promise<Answer> => {
	switch (ran.outcome) {
		case 'applied':
			return { status: 200, body: { case: await showState(shown, ran.state) } }
		case 'repeated':
			return { status: 200, body: { case: await showState(shown, ran.state, ran.at) } }
		case 'stale':
			return problem('stale-version', { case: await showState(shown, ran.state) })
		case 'refused':
			return refusalAnswer(shown, ran.refusal, ran.state)
		case 'keyReused':
			return problem('idempotency-key-reused', { errors: [{ field: 'Idempotency-Key', code: 'reused' }] })
		case 'inProgress':
			return problem('idempotency-key-in-progress', {}, { 'Retry-After': '2' })
	}
}
