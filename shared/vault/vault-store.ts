import * as z from 'zod'
import { assuranceSchema, dataFieldSchema } from '#shared/cases/codes.ts'
import { caseIdSchema, instantSchema, submissionIdSchema } from '#shared/cases/keys.ts'

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** One encrypted value: iv 12 bytes, tag 16 bytes. */
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

/** A submission as it is stored: the items, and the wrapped key, which is stored apart in a table without backups. */
export type SealedSubmission = {
	readonly submissionId: VaultItem['submissionId']
	readonly wrappedKey: Uint8Array
	readonly items: readonly VaultItem[]
}

/** The vault for reading and erasing. Writing is part of the transaction of a request (`RequestStore.save`). */
export type VaultStore = {
	/** Returns every item of a case, in no particular order. */
	readonly listItems: (caseId: string) => Promise<readonly VaultItem[]>
	/** Returns the wrapped key; undefined after its erasure. */
	readonly findKey: (submissionId: string) => Promise<Uint8Array | undefined>
	/** Deletes the key, which is the erasure. A missing key is no error. */
	readonly deleteKey: (submissionId: string) => Promise<void>
	readonly deleteItem: (item: Pick<VaultItem, 'caseId' | 'submissionId' | 'field'>) => Promise<void>
}

/**
 * Erases a case's submissions: first the keys, after which no copy of the items, backups included, can be read; then
 * the items. May be repeated at any point. Returns how many submissions it found.
 */
export const eraseCase = async ({ vault }: { readonly vault: VaultStore }, caseId: string): Promise<number> => {
	const items = await vault.listItems(caseId)
	const submissions = [...new Set(items.map(({ submissionId }) => submissionId))]
	await Promise.all(submissions.map((submissionId) => vault.deleteKey(submissionId)))
	await Promise.all(items.map((item) => vault.deleteItem(item)))
	return submissions.length
}
