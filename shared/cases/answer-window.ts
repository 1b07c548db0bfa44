import { DAY, HOUR, type Instant, plus } from '#shared/kernel/clock.ts'
import type { Network } from './network.ts'
import type { CaseState, Reach } from './state.ts'

/** Until when Meta lets us write in private (NETWORKS.md 3.4). X and mail know no such end. */

/** After the customer's last private message anything may be sent for so long. */
export const MESSENGER_WINDOW = 24 * HOUR
/** So long what a person typed may still be sent, by the tag HUMAN_AGENT. */
export const HUMAN_AGENT_WINDOW = 7 * DAY
/** So long after it a comment may be answered in private, once ever. */
export const PRIVATE_REPLY_WINDOW = 7 * DAY

export type AnswerWindow = {
	readonly network: Network
	/** `standard`: any text; `humanAgent`: only what a person typed; `privateReply`: one message, to a public comment. */
	readonly kind: 'standard' | 'humanAgent' | 'privateReply'
	readonly until: Instant
}

const windowsOf = (state: CaseState, { network, public: shown, private: heard }: Reach): readonly AnswerWindow[] => {
	if (network === 'x') return []
	const messenger: readonly AnswerWindow[] =
		heard === undefined
			? []
			: [
					{ network, kind: 'standard', until: plus(heard.sentAt, MESSENGER_WINDOW) },
					{ network, kind: 'humanAgent', until: plus(heard.sentAt, HUMAN_AGENT_WINDOW) },
				]
	const canReplyPrivately =
		shown !== undefined &&
		(shown.form === 'comment' || shown.form === 'post') &&
		!state.repliedPrivately.includes(shown.message)
	if (!canReplyPrivately) return messenger
	return [...messenger, { network, kind: 'privateReply', until: plus(shown.sentAt, PRIVATE_REPLY_WINDOW) }]
}

const openAndPast = (state: CaseState): readonly AnswerWindow[] =>
	state.reach.flatMap((reach) => windowsOf(state, reach))

/** Every window of a case, also those that are over. */
export const answerWindows = (state: CaseState): readonly AnswerWindow[] =>
	state.personErasure === undefined ? openAndPast(state) : []

/**
 * The last moment to answer in private: the first of those still open at `now`, else the last one that has passed. What
 * agents type counts, so of Messenger's two windows the longer.
 */
export const answerBy = (state: CaseState, now: Instant): Instant | undefined => {
	const ends = answerWindows(state)
		.filter(({ kind }) => kind !== 'standard')
		.map(({ until }) => until)
		.sort()
	return ends.find((until) => until > now) ?? ends.at(-1)
}
