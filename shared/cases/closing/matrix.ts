import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { type CaseOutcome, caseOutcomeSchema, type UnansweredReason } from '../codes.ts'
import type { MessageKey } from '../keys.ts'
import { hasOpenPromise } from '../promises/state.ts'
import { hasOpenDanger } from '../signals/state.ts'
import type { CaseState } from '../state.ts'

/** How a case may be closed: one table, from which the decider, the problems and the API's description come. */

/** `none`: without a reason. */
export type ClosingReason = UnansweredReason | 'none'

type ClosingRule = {
	/** The reasons that it may have where nobody waits for an answer. */
	readonly answered: readonly ClosingReason[]
	/** Those where somebody does. */
	readonly unanswered: readonly ClosingReason[]
	/** It may wait for an answer that is on its way. */
	readonly whenSent: boolean
	/** It is only proposed: somebody else decides. */
	readonly bySecond: boolean
	/** What must be on record besides. */
	readonly proof?: 'customersWord' | 'ownTries' | undefined
}

/** What each outcome asks for. One without a row does not compile. */
export const CLOSINGS: Readonly<Record<CaseOutcome, ClosingRule>> = {
	helped: {
		answered: ['none', 'answeredElsewhere'],
		unanswered: ['answeredElsewhere'],
		whenSent: true,
		bySecond: false,
	},
	notHelped: {
		answered: ['none', 'answeredElsewhere'],
		unanswered: ['answeredElsewhere'],
		whenSent: true,
		bySecond: false,
	},
	/** Thanks, an opinion, an insult and nothing else. */
	noRequest: {
		answered: ['none', 'thanks', 'opinion', 'abuse'],
		unanswered: ['thanks', 'opinion', 'abuse'],
		whenSent: true,
		bySecond: false,
	},
	notOurs: { answered: ['none', 'wrongCompany'], unanswered: ['wrongCompany'], whenSent: true, bySecond: false },
	withdrawnByCustomer: {
		answered: ['none'],
		unanswered: ['none'],
		whenSent: false,
		bySecond: false,
		proof: 'customersWord',
	},
	/** Somebody may still wait: an invitation answers nothing. */
	unreachable: { answered: ['none'], unanswered: ['none'], whenSent: false, bySecond: false, proof: 'ownTries' },
	toldByIncident: { answered: ['none'], unanswered: ['none'], whenSent: false, bySecond: true },
	spamOrAbuse: {
		answered: ['none', 'spam', 'abuse'],
		unanswered: ['none', 'spam', 'abuse'],
		whenSent: false,
		bySecond: true,
	},
}

/** The reasons of each outcome, for who named one that does not fit. */
export const POSSIBLE_ENDINGS = caseOutcomeSchema.options.map((outcome) => {
	const { answered, unanswered, whenSent } = CLOSINGS[outcome]
	return { outcome, answered, unanswered, whenSent }
})

/** An end of a case as somebody gives it. */
export type Ending = {
	readonly outcome: CaseOutcome
	readonly unansweredReason?: UnansweredReason | undefined
	/** The customer's message that says so. */
	readonly message?: MessageKey | undefined
}

/** What `unanswered` is an open case's for, in a word: whether somebody waits for an answer. */
export const isSomebodyWaiting = ({ unanswered }: Pick<CaseState, 'unanswered'>): boolean => unanswered.count > 0

const reasonOf = ({ unansweredReason }: Ending): ClosingReason => unansweredReason ?? 'none'

/** Tells whether an outcome may ever have the reason given. */
export const isInMatrix = (ending: Ending): boolean => {
	const { answered, unanswered } = CLOSINGS[ending.outcome]
	return [...answered, ...unanswered].includes(reasonOf(ending))
}

/** Tells whether the outcome and its reason fit whether somebody waits. */
export const fitsWhatIsOpen = (state: CaseState, ending: Ending): boolean => {
	const { answered, unanswered } = CLOSINGS[ending.outcome]
	return (isSomebodyWaiting(state) ? unanswered : answered).includes(reasonOf(ending))
}

/** Nobody is called unreachable before so much time has passed since our last try, nor after fewer tries. */
const UNREACHABLE_AFTER = 7 * DAY
const TRIES_NEEDED = 2

const isUnreachable = ({ tries }: CaseState, now: Instant): boolean =>
	tries !== undefined && tries.count >= TRIES_NEEDED && addMilliseconds(tries.lastAt, UNREACHABLE_AFTER) <= now

/** Tells whether everything that the outcome and its reason must stand on is on record at `now`. */
export const isProven = (state: CaseState, ending: Ending, now: Instant): boolean => {
	const { proof } = CLOSINGS[ending.outcome]
	if (ending.unansweredReason === 'answeredElsewhere')
		return (state.elsewhereVersion ?? 0) > (state.arrivedVersion ?? 0)
	if (proof === 'customersWord') return ending.message !== undefined
	return proof !== 'ownTries' || isUnreachable(state, now)
}

/**
 * Tells whether an agent who was last shown the case at a version saw everything that waits for an answer. Whoever ends
 * somebody's wait must have.
 */
export const hasSeenWaiting = (state: CaseState, seenVersion: number): boolean =>
	!isSomebodyWaiting(state) || seenVersion >= (state.arrivedVersion ?? 0)

/**
 * What keeps a case from being closed, whatever the outcome: a name for the refusal, and what tells it from the state. An
 * aspect that owes somebody something adds its row.
 */
const CLOSING_BLOCKERS = [
	['promiseOpen', hasOpenPromise],
	['dangerOpen', hasOpenDanger],
] as const satisfies readonly (readonly [string, (state: CaseState) => boolean])[]
type ClosingBlock = (typeof CLOSING_BLOCKERS)[number][0]
type BlockerRow = readonly [ClosingBlock, (state: CaseState) => boolean]
const blockers: readonly BlockerRow[] = CLOSING_BLOCKERS

/** The refusals of a close for what is still owed. */
export const CLOSING_BLOCKS: readonly ClosingBlock[] = blockers.map(([why]) => why)

/** Returns why the case cannot be closed yet; undefined where nothing keeps it. */
export const closingBlock = (state: CaseState): ClosingBlock | undefined =>
	blockers.find(([, isOpen]) => isOpen(state))?.[0]
