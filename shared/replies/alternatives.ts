import type { Refusal } from '#shared/cases/refusal.ts'
import { type PossibleAnswer, possibleAnswers } from '#shared/cases/replies/reply-target.ts'
import { type ByHandReason, wayOfForm } from '#shared/cases/replies/ways.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { answerLink } from '#shared/channels/answer-link.ts'
import { addMilliseconds, type Instant } from '#shared/kernel/clock.ts'
import type { Target } from './find-target.ts'
import type { ReplyDependencies } from './prepare-reply.ts'

/** What an author can do after a refusal: other ways to answer, and the page where a person answers by hand. */
export type Alternatives = {
	readonly possible?: readonly PossibleAnswer[] | undefined
	readonly link?: string | undefined
	/** Why it is answered by hand. */
	readonly why?: ByHandReason | undefined
}

const ABOUT_WAYS: readonly Refusal[] = [
	'windowClosed',
	'neverOpen',
	'privateReplyUsed',
	'answerByHand',
	'noConfirmedAddress',
	'noMessageToAnswer',
]

const byHandReason = ({ answered: { network, form } }: Target): ByHandReason | undefined => {
	const way = wayOfForm(network, form).public
	if (way.by !== 'none') return 'notCalled'
	return way.why === 'private' ? undefined : way.why
}

/** What a person may yet do in the network's own app. */
const BY_HAND: readonly Refusal[] = ['answerByHand', 'windowClosed', 'neverOpen']

/**
 * Returns the alternatives to a refused answer, as of sending it at `now`; none where the refusal has another cause.
 */
export const alternativesTo = (
	{ replyRules, undoMilliseconds }: Pick<ReplyDependencies, 'replyRules' | 'undoMilliseconds'>,
	refusal: Refusal,
	state: CaseState,
	target: Target | undefined,
	now: Instant,
): Alternatives => {
	if (!ABOUT_WAYS.includes(refusal)) return {}
	const link = target?.content === undefined ? undefined : answerLink(target.content)
	return {
		possible: possibleAnswers(state, replyRules, addMilliseconds(now, undoMilliseconds)),
		link: BY_HAND.includes(refusal) ? link : undefined,
		why: refusal === 'answerByHand' && target !== undefined ? byHandReason(target) : undefined,
	}
}
