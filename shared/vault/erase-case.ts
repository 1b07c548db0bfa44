import type { VaultStore } from './vault-store.ts'

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
