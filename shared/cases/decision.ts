import type { Instant } from '#shared/kernel/clock.ts'
import type { Command } from './commands.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import type { MessagingWindow } from './messaging-window.ts'
import type { REFUSALS, Refusal } from './refusal.ts'
import type { CaseState } from './state.ts'

/** `window`: of an answer in private, by which it would leave, where its network knows an end. */
type Outlook = { readonly window?: MessagingWindow | undefined }

export type Accepted = Outlook & { readonly outcome: 'accepted'; readonly facts: readonly Fact[] }
type Refused<Why extends Refusal> = Outlook & { readonly outcome: 'refused'; readonly refusal: Why }

/** Facts, or one of the refusals that may be. */
export type Decision<Why extends Refusal = Refusal> = Accepted | Refused<Why>

/** What a command of this kind may lead to. */
export type DecisionOn<Kind extends Command['kind']> = Decision<(typeof REFUSALS)[Kind][number]>

export const accept = (...facts: Fact[]): Decision<never> => ({ outcome: 'accepted', facts })
export const refuse = <Why extends Refusal>(refusal: Why): Refused<Why> => ({ outcome: 'refused', refusal })

/** What somebody must see, though the case was closed meanwhile: nothing that failed may lie with the closed ones. */
export const acceptVisibly = (state: CaseState, now: Instant, ...facts: Fact[]): Decision<never> =>
	state.state === 'closed' ? accept(fact('CaseReopened', now), ...facts) : accept(...facts)
