import { applyCommand, type CommandAuthor } from '#shared/cases/apply.ts'
import { mayReadData } from '#shared/cases/claims/rights.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { eraseCase, type VaultStore } from '#shared/vault/vault-store.ts'
import { eraseRequest } from './end-request.ts'
import type { RequestStore } from './request-store.ts'

export type EraseDependencies = {
	readonly store: CaseStore
	readonly vault: VaultStore
	readonly requests: RequestStore
	readonly clock: Clock
}

/**
 * Erases the customer data of a case: first the requests, so that no new data arrive and the typed addresses are gone,
 * then the vault's keys and items, then appends the fact. May be repeated at any point. Returns the case after it.
 * Throws `RetryLaterError` after too many conflicts.
 */
export const eraseCustomerData = async (
	dependencies: EraseDependencies,
	{ id, requests }: Pick<CaseState, 'id' | 'requests'>,
	{ reason, author }: { readonly reason: 'demanded' | 'retention'; readonly author?: CommandAuthor | undefined },
): Promise<CaseState> => {
	for (const request of requests) await eraseRequest(dependencies, request.id, dependencies.clock.now())
	await eraseCase(dependencies, id)
	const { state } = await applyCommand(dependencies, id, { kind: 'recordErasure', reason, by: author?.key }, { author })
	return state
}

export type Erasure = {
	readonly caseId: CaseId
	readonly author: CommandAuthor
	readonly isLead: boolean
	readonly version: number | undefined
}

export type EraseOutcome =
	| { readonly outcome: 'erased' | 'stale'; readonly state: CaseState }
	| { readonly outcome: 'notYours' }

/**
 * Erases the customer data of a case for an agent who may read them, or for a lead. Throws `RefusedError('caseUnknown')`.
 */
export const eraseOnDemand = async (
	dependencies: EraseDependencies,
	{ caseId, author, isLead, version }: Erasure,
): Promise<EraseOutcome> => {
	const { store, clock } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	if (!isLead && !mayReadData(state, author.key, clock.now())) return { outcome: 'notYours' }
	if (version !== undefined && version !== state.version) return { outcome: 'stale', state }

	const erased = await eraseCustomerData(dependencies, state, { reason: 'demanded', author })
	return { outcome: 'erased', state: erased }
}
