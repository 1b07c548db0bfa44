import type { AgentDirectory } from '#shared/agents/agent-directory.ts'
import { applyCommand } from '#shared/cases/apply-command.ts'
import { worksCase } from '#shared/cases/decide-claim.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { eraseCase } from '#shared/vault/erase-case.ts'
import type { VaultStore } from '#shared/vault/vault-store.ts'
import { eraseRequest } from './end-request.ts'
import type { RequestStore } from './request-store.ts'

export type EraseDependencies = {
	readonly store: CaseStore
	readonly agents: AgentDirectory
	readonly vault: VaultStore
	readonly requests: RequestStore
	readonly clock: Clock
}

export type Erasure = {
	readonly caseId: CaseId
	readonly sub: string
	readonly isLead: boolean
	readonly version: number | undefined
}

export type EraseOutcome =
	| { readonly outcome: 'erased' | 'stale'; readonly state: CaseState }
	| { readonly outcome: 'notYours' }

/**
 * Erases at once what a customer gave in a case: first the requests, so that nothing new comes in and the typed addresses
 * are gone, then the keys and the items, then the fact. May be repeated after a crash at any point, and when all is done.
 */
export const eraseData = async (
	{ store, agents, vault, requests, clock }: EraseDependencies,
	{ caseId, sub, isLead, version }: Erasure,
): Promise<EraseOutcome> => {
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown', { status: 404 })
	const by = await agents.keyFor(sub)
	const now = clock.now()
	if (!isLead && !worksCase(state, by, now)) return { outcome: 'notYours' }
	if (version !== undefined && version !== state.version) return { outcome: 'stale', state }

	for (const { request } of state.requests) await eraseRequest({ requests }, request, now)
	await eraseCase({ vault }, caseId)
	const applied = await applyCommand({ store, clock }, caseId, { kind: 'recordErasure', reason: 'demanded', by })
	return { outcome: 'erased', state: applied.state }
}
