import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { worksCase } from '#shared/cases/claims/decide.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { type EraseDependencies, eraseCustomerData } from './erase-customer-data.ts'

export type EraseOnDemandDependencies = EraseDependencies & { readonly agents: AgentDirectory }

export type Erasure = {
	readonly caseId: CaseId
	readonly sub: string
	readonly isLead: boolean
	readonly version: number | undefined
}

export type EraseOutcome =
	| { readonly outcome: 'erased' | 'stale'; readonly state: CaseState }
	| { readonly outcome: 'notYours' }

/** Erases at once what a customer gave, for who works the case or leads. Throws `RefusedError('caseUnknown')`. */
export const eraseOnDemand = async (
	dependencies: EraseOnDemandDependencies,
	{ caseId, sub, isLead, version }: Erasure,
): Promise<EraseOutcome> => {
	const { store, agents, clock } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const by = await agents.keyFor(sub)
	if (!isLead && !worksCase(state, by, clock.now())) return { outcome: 'notYours' }
	if (version !== undefined && version !== state.version) return { outcome: 'stale', state }

	const erased = await eraseCustomerData(dependencies, state, { reason: 'demanded', by })
	return { outcome: 'erased', state: erased }
}
