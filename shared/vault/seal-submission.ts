import { type Assurance, type DataField, dataFieldSchema } from '#shared/cases/codes.ts'
import type { CaseId, SubmissionId } from '#shared/cases/keys.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { binding, IV_BYTES, seal } from './cipher.ts'
import type { KeyService } from './key-service.ts'
import type { SealedSubmission, VaultItem } from './vault-store.ts'

export type Submission = {
	readonly caseId: CaseId
	readonly submissionId: SubmissionId
	readonly assurance: Assurance
	readonly givenAt: Instant
	/** The values from `parseField`. */
	readonly values: Readonly<Partial<Record<DataField, string>>>
}

/** Encrypts submitted values field by field under a new data key. The plain key is wiped before this resolves. */
export const sealSubmission = async (
	{ keys, random }: { readonly keys: Pick<KeyService, 'generate'>; readonly random: Random },
	{ caseId, submissionId, assurance, givenAt, values }: Submission,
): Promise<SealedSubmission> => {
	const { plain, wrapped } = await keys.generate({ case: caseId, submission: submissionId })
	try {
		const items = dataFieldSchema.options.flatMap((field): VaultItem[] => {
			const value = values[field]
			if (value === undefined) return []
			const bound = binding(caseId, submissionId, field)
			const sealed = seal(plain, random.bytes(IV_BYTES), Buffer.from(value, 'utf8'), bound)
			return [{ caseId, submissionId, field, assurance, givenAt, ...sealed }]
		})
		return { submissionId, wrappedKey: wrapped, items }
	} finally {
		plain.fill(0)
	}
}
