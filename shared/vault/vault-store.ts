import * as z from 'zod'
import { assuranceSchema, dataFieldSchema } from '#shared/cases/codes.ts'
import { caseIdSchema, instantSchema, submissionIdSchema } from '#shared/cases/keys.ts'

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** One value that a customer gave, encrypted: iv 12 bytes, tag 16 bytes. */
export const vaultItemSchema = z.object({
	caseId: caseIdSchema,
	submissionId: submissionIdSchema,
	field: dataFieldSchema,
	assurance: assuranceSchema,
	givenAt: instantSchema,
	iv: bytesSchema,
	tag: bytesSchema,
	ciphertext: bytesSchema,
})
export type VaultItem = z.infer<typeof vaultItemSchema>

/** All of one submission as it is stored: the items, and the wrapped key that lies apart, in a table without backups. */
export type SealedSubmission = {
	readonly submissionId: VaultItem['submissionId']
	readonly wrappedKey: Uint8Array
	readonly items: readonly VaultItem[]
}

/**
 * The vault as its readers and erasers see it. Nothing is put here: a submission is written in one transaction with its
 * request's mark (`RequestStore.save`).
 */
export type VaultStore = {
	/** Every item of a case, in no particular order. */
	readonly listItems: (caseId: string) => Promise<readonly VaultItem[]>
	/** The wrapped key, or undefined after its erasure. */
	readonly findKey: (submissionId: string) => Promise<Uint8Array | undefined>
	/** Deleting the key is the erasure; deleting one that is gone is no error. */
	readonly deleteKey: (submissionId: string) => Promise<void>
	readonly deleteItem: (item: Pick<VaultItem, 'caseId' | 'submissionId' | 'field'>) => Promise<void>
}

/**
 * Erases everything a customer gave in a case. First the keys: from then on no copy of the items, backups included, can
 * be read by anyone. Then the items. May be repeated after a crash at any point; says how many submissions it found.
 */
export const eraseCase = async ({ vault }: { readonly vault: VaultStore }, caseId: string): Promise<number> => {
	const items = await vault.listItems(caseId)
	const submissions = [...new Set(items.map(({ submissionId }) => submissionId))]
	await Promise.all(submissions.map((submissionId) => vault.deleteKey(submissionId)))
	await Promise.all(items.map((item) => vault.deleteItem(item)))
	return submissions.length
}
