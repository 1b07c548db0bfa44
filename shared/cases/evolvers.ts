import type { Fact } from './facts.ts'
import type { CaseState } from './state.ts'

/** What each fact of an aspect changes in the state of a case, its version aside; none left out. */
export type Evolvers<Of extends Fact> = {
	readonly [Kind in Of['kind']]: (state: CaseState, fact: Extract<Of, { readonly kind: Kind }>) => CaseState
}
