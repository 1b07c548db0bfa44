import type { Instant } from '#shared/kernel/clock.ts'
import { addressDeciders } from './address/decide.ts'
import { callsDeciders } from './calls/decide.ts'
import { claimsDeciders } from './claims/decide.ts'
import { closingDeciders } from './closing/decide.ts'
import type { Command, CommandKind, CommandOf } from './commands.ts'
import { withConsequences } from './consequences.ts'
import { dataDeciders } from './data/decide.ts'
import type { Deciders, Decision } from './decision.ts'
import { erasingDeciders } from './erasing/decide.ts'
import { followUpsDeciders } from './followups/decide.ts'
import { netiquetteDeciders } from './netiquette/decide.ts'
import { notesDeciders } from './notes/decide.ts'
import { promisesDeciders } from './promises/decide.ts'
import { proposalsDeciders } from './proposals/decide.ts'
import type { REFUSALS, Refusal } from './refusal.ts'
import { repliesDeciders } from './replies/decide.ts'
import { requestsDeciders } from './requests/decide.ts'
import { sendsDeciders } from './sends/decide.ts'
import { signalsDeciders } from './signals/decide.ts'
import type { CaseState } from './state.ts'

/** A decision for every command: one that is missing does not compile. */
const DECIDERS: Deciders<Command, typeof REFUSALS> = {
	...closingDeciders,
	...claimsDeciders,
	...addressDeciders,
	...requestsDeciders,
	...dataDeciders,
	...erasingDeciders,
	...sendsDeciders,
	...repliesDeciders,
	...proposalsDeciders,
	...notesDeciders,
	...promisesDeciders,
	...callsDeciders,
	...followUpsDeciders,
	...signalsDeciders,
	...netiquetteDeciders,
}

const decideKind = <Kind extends CommandKind>(
	kind: Kind,
	state: CaseState,
	command: CommandOf<Kind>,
	now: Instant,
): Decision<Refusal> => DECIDERS[kind](state, command, now)

/**
 * Decides what follows from a command: facts with their consequences, none where it changes nothing (a repeat), or a refusal.
 * Pure; `now` is an instant.
 */
export const decide = (state: CaseState, command: Command, now: Instant): Decision<Refusal> => {
	const decision = decideKind(command.kind, state, command, now)
	return decision.outcome === 'refused' ? decision : { ...decision, facts: withConsequences(state, decision.facts) }
}
