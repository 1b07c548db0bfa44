import type { Instant } from '#shared/kernel/clock.ts'
import { isErasureBegun } from '../erasing/state.ts'
import type { Reach } from '../messages/state.ts'
import type { Network } from '../network.ts'
import type { CaseState } from '../state.ts'
import { contactFactsOf, isWindowOpen, type MessagingWindow, messagingWindows } from './messaging-window.ts'

/** Until when a case can be answered in private, for people to see. X and mail know no such end. */

export type AnswerWindow = MessagingWindow & { readonly network: Network }

const windowsOf = (state: CaseState, { contact, network, public: shown }: Reach): readonly AnswerWindow[] => {
	if (network === 'x') return []
	const facts = {
		network,
		answered: shown,
		typedBy: 'person',
		...contactFactsOf(state, contact, shown?.message),
	} as const
	return messagingWindows(facts).map((window) => ({ network, ...window }))
}

/** Returns every window of a case, also those that are over. */
export const answerWindows = (state: CaseState): readonly AnswerWindow[] =>
	isErasureBegun(state) ? [] : state.reach.flatMap((reach) => windowsOf(state, reach))

/**
 * Returns the last moment to answer in private: the first end of those still open at `now`, else the last one that has passed.
 * What agents type counts, so of Messenger's two windows the longer.
 */
export const answerBy = (state: CaseState, now: Instant): Instant | undefined => {
	const windows = answerWindows(state)
		.filter(({ kind }) => kind !== 'standard')
		.toSorted((a, b) => (a.until < b.until ? -1 : 1))
	return (windows.find((window) => isWindowOpen(window, now, 0)) ?? windows.at(-1))?.until
}
