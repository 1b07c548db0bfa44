import type { Team } from '#shared/cases/actor.ts'
import { applyCommand } from '#shared/cases/apply.ts'
import type { DataField } from '#shared/cases/codes.ts'
import type { FactOf } from '#shared/cases/facts.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import { type GivenValue, readSubmissions } from '#shared/vault/read-submissions.ts'
import type { VaultStore } from '#shared/vault/vault-store.ts'

export type ReadDataDependencies = {
	readonly store: CaseStore
	readonly vault: VaultStore
	readonly keys: KeyService
	readonly clock: Clock
}

export type Reading = {
	readonly caseId: CaseId
	readonly by: AgentKey
	readonly team: Team | undefined
	readonly purpose: FactOf<'DataRead'>['purpose']
	readonly fields: readonly DataField[]
}

export type ReadOutcome =
	| { readonly outcome: 'read'; readonly values: readonly GivenValue[] }
	| { readonly outcome: 'notYours' | 'noData' | 'erased' }

/** Tells whether data were received and none are left. */
const wasErased = ({ requests }: CaseState): boolean =>
	requests.some(({ status }) => status === 'received') && requests.every(({ submissions }) => submissions.length === 0)

/**
 * Reads a customer's data for an agent whom the case was entrusted to. Records the reading first: a crash after it leaves a record
 * without a reading, never a reading without a record.
 */
export const readData = async (
	{ store, vault, keys, clock }: ReadDataDependencies,
	{ caseId, by, team, purpose, fields }: Reading,
): Promise<ReadOutcome> => {
	const command = { kind: 'readData', by, purpose, fields: [...new Set(fields)] } as const
	const applied = await applyCommand({ store, clock }, caseId, command, { author: { key: by, team } })
	if (applied.outcome === 'refused' && applied.refusal === 'notYours') return { outcome: 'notYours' }
	if (applied.outcome !== 'applied') return { outcome: wasErased(applied.state) ? 'erased' : 'noData' }
	const values = await readSubmissions({ vault, keys }, caseId, command.fields)
	// The facts list data whose keys an erasure in progress has already destroyed.
	return values.length === 0 ? { outcome: 'erased' } : { outcome: 'read', values }
}
