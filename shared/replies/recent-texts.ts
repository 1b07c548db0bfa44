import type { CaseId } from '#shared/cases/keys.ts'
import type { Contact } from '#shared/cases/ports.ts'

/** What an account of ours wrote lately, as fingerprints: X forbids bulk (NETWORKS.md 2.11). Holds no words. */
export type RecentTexts = {
	/** The newest last. */
	readonly list: (account: string) => Promise<readonly RecentText[]>
	readonly add: (account: string, text: RecentText) => Promise<void>
}

/** The account of ours that writes to a contact. */
export const accountKeyOf = ({ network, accountId }: Pick<Contact, 'network' | 'accountId'>): string =>
	`${network}#${accountId}`

export type RecentText = { readonly caseId: CaseId; readonly fingerprint: string }

/** More than any stage looks back. */
export const RECENT_TEXTS_KEPT = 100
