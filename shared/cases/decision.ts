import type { Instant } from '#shared/kernel/clock.ts'
import type { Fact } from './facts.ts'
import type { Refusal } from './refusal.ts'
import type { CaseState } from './state.ts'

export type Decision =
	| { readonly outcome: 'accepted'; readonly facts: readonly Fact[] }
	| { readonly outcome: 'refused'; readonly refusal: Refusal }

export const accept = (...facts: Fact[]): Decision => ({ outcome: 'accepted', facts })
export const refuse = (refusal: Refusal): Decision => ({ outcome: 'refused', refusal })

/** What somebody must see, though the case was closed meanwhile: nothing that failed may lie with the closed ones. */
export const acceptVisibly = (state: CaseState, now: Instant, ...facts: Fact[]): Decision =>
	state.state === 'closed' ? accept({ kind: 'CaseReopened', v: 1, at: now }, ...facts) : accept(...facts)
