import type { RecordedFact } from '#shared/cases/facts.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'

/** Of a long case only the newest are shown at once, and older ones are rarely changed. */
const NEWEST_REREAD = 50

/**
 * Which of a case's messages are looked up at their network: of those that customers wrote in public and that were not
 * erased the newest, and all that nobody has answered. Pure.
 */
export const messagesToReread = (
	{ settledVersion, unanswered }: CaseState,
	facts: readonly RecordedFact[],
): readonly MessageKey[] => {
	const erased = new Set(facts.flatMap(({ fact }) => (fact.kind === 'MessageErased' ? [fact.message] : [])))
	const waiting = new Set(unanswered.first.map(({ message }) => message))
	const written = facts.flatMap(({ version, fact }) =>
		fact.kind === 'MessageReceived' && fact.visibility === 'public' && !erased.has(fact.message)
			? [
					{
						message: fact.message,
						sentAt: fact.sentAt,
						isWaiting: version > settledVersion || waiting.has(fact.message),
					},
				]
			: [],
	)
	return written
		.toSorted((a, b) => (a.sentAt > b.sentAt ? -1 : 1))
		.filter(({ isWaiting }, index) => index < NEWEST_REREAD || isWaiting)
		.map(({ message }) => message)
}
