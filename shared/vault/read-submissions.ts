import type { Assurance, DataField } from '#shared/cases/codes.ts'
import type { SubmissionId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { binding, unseal } from './cipher.ts'
import type { KeyService } from './key-service.ts'
import type { VaultItem, VaultStore } from './vault-store.ts'

export type GivenValue = {
	readonly field: DataField
	readonly value: string
	readonly submissionId: SubmissionId
	readonly assurance: Assurance
	readonly givenAt: Instant
}

type Deps = { readonly vault: VaultStore; readonly keys: KeyService }

const openSubmission = async ({ vault, keys }: Deps, caseId: string, items: readonly VaultItem[]) => {
	const submissionId = items[0]?.submissionId
	const wrapped = submissionId && (await vault.findKey(submissionId))
	// A submission without its key is erased; its remaining items cannot be read.
	if (!submissionId || !wrapped) return []
	const key = await keys.open(wrapped, { case: caseId, submission: submissionId })
	const values = items.map(({ field, assurance, givenAt, ...sealed }): GivenValue => {
		const plain = unseal(key, sealed, binding(caseId, submissionId, field))
		return { field, value: Buffer.from(plain).toString('utf8'), submissionId, assurance, givenAt }
	})
	key.fill(0)
	return values
}

/**
 * Decrypts the named fields of a case, the newest submission first and in the order named. The caller has recorded the
 * reading. Throws a ParkedError where a stored value was changed.
 */
export const readSubmissions = async (
	deps: Deps,
	caseId: string,
	fields: readonly DataField[],
): Promise<readonly GivenValue[]> => {
	const items = (await deps.vault.listItems(caseId)).filter(({ field }) => fields.includes(field))
	const bySubmission = Map.groupBy(items, ({ submissionId }) => submissionId)
	const values = await Promise.all([...bySubmission.values()].map((group) => openSubmission(deps, caseId, group)))
	return values
		.flat()
		.sort((a, b) => b.givenAt.localeCompare(a.givenAt) || fields.indexOf(a.field) - fields.indexOf(b.field))
}
