import type { Refusal } from './commands.ts'
import type { Fact } from './facts.ts'

export type Decision =
	| { readonly outcome: 'accepted'; readonly facts: readonly Fact[] }
	| { readonly outcome: 'refused'; readonly refusal: Refusal }

export const accept = (...facts: Fact[]): Decision => ({ outcome: 'accepted', facts })
export const refuse = (refusal: Refusal): Decision => ({ outcome: 'refused', refusal })
