import type { CaseId } from '#shared/cases/keys.ts'
import type { Contact } from '#shared/cases/ports.ts'

/** Fingerprints of what each account of ours wrote lately: X forbids bulk (NETWORKS.md 2.11). Holds no text. */
export type RecentTexts = {
	/** Returns them, the newest last. */
	readonly list: (account: string) => Promise<readonly RecentText[]>
	readonly add: (account: string, text: RecentText) => Promise<void>
}

/** Returns the key of the account that writes to a contact. */
export const accountKeyOf = ({ network, accountId }: Pick<Contact, 'network' | 'accountId'>): string =>
	`${network}#${accountId}`

export type RecentText = { readonly caseId: CaseId; readonly fingerprint: string }

/** The number of stored texts: more than any stage compares. */
export const RECENT_TEXTS_KEPT = 100
