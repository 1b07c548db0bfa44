import type { Instant } from '#shared/kernel/clock.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import type { MessagingWindow } from './replies/messaging-window.ts'
import type { CaseState } from './state.ts'

/** `window`: of an answer in private, by which it would leave, where its network knows an end. */
type Outlook = { readonly window?: MessagingWindow | undefined }

export type Accepted = Outlook & { readonly outcome: 'accepted'; readonly facts: readonly Fact[] }
export type RefusedFor<Why extends string> = Outlook & { readonly outcome: 'refused'; readonly refusal: Why }

/** Facts, or one of the refusals that may be. */
export type Decision<Why extends string> = Accepted | RefusedFor<Why>

/** Why each kind of command may be refused. */
export type Refusals<Kind extends string> = { readonly [Name in Kind]: readonly string[] }

/** A decision for each command of an aspect, none for anything else, each with its own refusals. */
export type Deciders<Command extends { readonly kind: string }, Why extends Refusals<Command['kind']>> = {
	readonly [Kind in Command['kind']]: (
		state: CaseState,
		command: Extract<Command, { readonly kind: Kind }>,
		now: Instant,
	) => Decision<Why[Kind][number]>
}

export const accept = (...facts: Fact[]): Decision<never> => ({ outcome: 'accepted', facts })
export const refuse = <Why extends string>(refusal: Why): RefusedFor<Why> => ({ outcome: 'refused', refusal })

/** Accepts what somebody must see, and reopens a case that was closed meanwhile: nothing that failed lies with the closed ones. */
export const acceptVisibly = (state: CaseState, now: Instant, ...facts: Fact[]): Decision<never> =>
	state.state === 'closed' ? accept(fact('CaseReopened', now), ...facts) : accept(...facts)
