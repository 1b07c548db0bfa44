import { addressRefusals } from './address/decide.ts'
import { callsRefusals } from './calls/decide.ts'
import { claimsRefusals } from './claims/decide.ts'
import { closingRefusals } from './closing/decide.ts'
import type { CommandKind } from './commands.ts'
import { dataRefusals } from './data/decide.ts'
import type { Refusals } from './decision.ts'
import { erasingRefusals } from './erasing/decide.ts'
import { followUpsRefusals } from './followups/decide.ts'
import { netiquetteRefusals } from './netiquette/decide.ts'
import { notesRefusals } from './notes/decide.ts'
import { promisesRefusals } from './promises/decide.ts'
import { proposalsRefusals } from './proposals/decide.ts'
import { repliesRefusals } from './replies/decide.ts'
import { requestsRefusals } from './requests/decide.ts'
import { sendsRefusals } from './sends/decide.ts'
import { signalsRefusals } from './signals/decide.ts'

/**
 * Why each command may be refused, by the decider's word: it cannot refuse one for anything else, and what a route that
 * gives the command may answer follows from here.
 */
export const REFUSALS = {
	...closingRefusals,
	...claimsRefusals,
	...addressRefusals,
	...requestsRefusals,
	...dataRefusals,
	...erasingRefusals,
	...sendsRefusals,
	...repliesRefusals,
	...proposalsRefusals,
	...notesRefusals,
	...promisesRefusals,
	...callsRefusals,
	...followUpsRefusals,
	...signalsRefusals,
	...netiquetteRefusals,
} as const satisfies Refusals<CommandKind>

/** Why a command is refused: stable codes, shown to the caller as the problem's type. */
export type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS][number]
