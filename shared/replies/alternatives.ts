import type { Refusal } from '#shared/cases/refusal.ts'
import { type PossibleAnswer, possibleAnswers } from '#shared/cases/reply-target.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { answerLink } from '#shared/channels/answer-link.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import type { Target } from './find-target.ts'
import type { ReplyDependencies } from './prepare-reply.ts'

/** What its author needs to go on after a refusal: other ways, and where a person answers by hand. */
export type Alternatives = {
	readonly possible?: readonly PossibleAnswer[] | undefined
	readonly link?: string | undefined
}

const ABOUT_WAYS: readonly Refusal[] = [
	'windowClosed',
	'privateReplyUsed',
	'answerByHand',
	'noConfirmedAddress',
	'noMessageToAnswer',
]

/** The ways an answer could take that were pressed to be sent at `now`; none where the refusal is about something else. */
export const alternativesTo = (
	{ replyRules, undoMilliseconds }: Pick<ReplyDependencies, 'replyRules' | 'undoMilliseconds'>,
	refusal: Refusal,
	state: CaseState,
	target: Target | undefined,
	now: Instant,
): Alternatives => {
	if (!ABOUT_WAYS.includes(refusal)) return {}
	const link = target?.content === undefined ? undefined : answerLink(target.content)
	const isByHand = refusal === 'answerByHand' || refusal === 'windowClosed'
	return {
		possible: possibleAnswers(state, replyRules, addMilliseconds(now, undoMilliseconds)),
		link: isByHand && link !== undefined ? link : undefined,
	}
}
