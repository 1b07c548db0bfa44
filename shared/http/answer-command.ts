import { isHeldByOther } from '#shared/cases/claims/rights.ts'
import { POSSIBLE_ENDINGS } from '#shared/cases/closing/matrix.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { Ran } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { CaseView } from '#shared/desk/case-view-schema.ts'
import { type ShowDependencies, showState } from '#shared/desk/show-case.ts'
import { lastOfClaimer } from '#shared/replies/answer-case.ts'
import { type ApiResponse, type FieldError, problem } from './problem.ts'
import { PROBLEM_OF } from './refusal-problems.ts'

export type ShowCaseDependencies = Omit<ShowDependencies, 'store'> & {
	/** The content with other agents' answers. */
	readonly content?: Pick<ContentStore, 'get'> | undefined
}

/** The field of the body that a refusal is about, and what is wrong with it. */
const ERROR_OF: Partial<Readonly<Record<Refusal, FieldError>>> = {
	unansweredReasonNeeded: { field: 'reason', code: 'missing' },
	outcomeMismatch: { field: 'reason', code: 'mismatch' },
	callNeeded: { field: 'reason', code: 'noCall' },
	colleagueUnknown: { field: 'ask', code: 'unknown' },
	colleagueNotAnAgent: { field: 'ask', code: 'notAnAgent' },
	questionUnknown: { field: 'answers', code: 'unknown' },
	ownerUnknown: { field: 'owner', code: 'unknown' },
	ownerNotAnAgent: { field: 'owner', code: 'notAnAgent' },
	deputyUnknown: { field: 'deputy', code: 'unknown' },
	deputyNotAnAgent: { field: 'deputy', code: 'notAnAgent' },
	deputyIsOwner: { field: 'deputy', code: 'isOwner' },
	dueInPast: { field: 'dueAt', code: 'past' },
	dueTooFar: { field: 'dueAt', code: 'tooFar' },
	recipientUnknown: { field: 'to', code: 'unknown' },
	recipientNotAnAgent: { field: 'to', code: 'notAnAgent' },
	notAsked: { field: 'asked', code: 'notAsked' },
	muteEndInvalid: { field: 'until', code: 'outOfRange' },
	teamUnknown: { field: 'team', code: 'unknown' },
}

/** What can still be done about a case that somebody has. */
const WAYS_TO_A_CASE = [
	{ way: 'release', by: 'holder' },
	{ way: 'assign', by: 'lead' },
	{ way: 'takeOver', when: 'absent' },
] as const

/** What ends each promise that is still open. */
const waysOutOf = (promises: CaseView['promises']) =>
	promises
		.filter(({ state }) => state === 'open')
		.map(({ id: promise, kind, dueAt }) => ({ promise, kind, dueAt, ways: ['kept', 'broken', 'moved'] }))

/** Says who or what stands in the way of a command, and what can be done about it. */
const inTheWay = (refusal: Refusal, { owner, claimedBy, promises, dangers, netiquette }: CaseView) => {
	if (refusal === 'dangerOpen')
		return { possible: dangers.map(({ danger }) => ({ way: 'end', path: `dangers/${danger}/end` })) }
	if (refusal === 'claimedByOther') return { claimedBy }
	if (refusal === 'outcomeMismatch' || refusal === 'unansweredReasonNeeded') return { possible: POSSIBLE_ENDINGS }
	if (refusal === 'stepMissing' || refusal === 'hideImpossible')
		return { possible: netiquette.next.filter(({ possible }) => possible).map(({ kind }) => ({ kind })) }
	if (refusal === 'promiseOpen') return { possible: waysOutOf(promises) }
	return refusal === 'takeOverNeeded' ? { owner, claimedBy, possible: WAYS_TO_A_CASE } : {}
}

/** Renders a refusal with the current case, so that the caller can decide again. */
export const refusalAnswer = async (
	shown: ShowCaseDependencies,
	refusal: Refusal,
	state: CaseState,
	members: Readonly<Record<string, unknown>> = {},
): Promise<ApiResponse> => {
	const view = await showState(shown, state)
	const error = ERROR_OF[refusal]
	const written =
		refusal === 'claimedByOther' && shown.content !== undefined
			? await lastOfClaimer({ content: shown.content }, state, shown.clock.now())
			: undefined
	return problem(PROBLEM_OF[refusal], {
		case: view,
		...inTheWay(refusal, view),
		text: written,
		errors: error === undefined ? undefined : [error],
		...members,
	})
}

/** The author of a command that needs the claim. */
export type Claimant = { readonly by: AgentKey }

/** Renders a stale version; as `claimedByOther` where another agent took the case meanwhile. */
const staleAnswer = async (
	shown: ShowCaseDependencies,
	state: CaseState,
	claimant: Claimant | undefined,
): Promise<ApiResponse> =>
	claimant !== undefined && isHeldByOther(state, claimant.by, shown.clock.now())
		? refusalAnswer(shown, 'claimedByOther', state)
		: problem('stale-version', { case: await showState(shown, state) })

/** Renders the result of a command, the same for the first call and its repeats. */
export const commandAnswer = async (
	shown: ShowCaseDependencies,
	ran: Ran<unknown>,
	claimant?: Claimant,
): Promise<ApiResponse> => {
	switch (ran.outcome) {
		case 'applied':
			return { status: 200, body: { case: await showState(shown, ran.state) } }
		case 'repeated':
			return { status: 200, body: { case: await showState(shown, ran.state, ran.at) } }
		case 'stale':
			return staleAnswer(shown, ran.state, claimant)
		case 'refused':
			return refusalAnswer(shown, ran.refusal, ran.state)
		case 'keyReused':
			return problem('idempotency-key-reused', { errors: [{ field: 'Idempotency-Key', code: 'reused' }] })
		case 'inProgress':
			return problem('idempotency-key-in-progress', {}, { 'Retry-After': '2' })
	}
}
