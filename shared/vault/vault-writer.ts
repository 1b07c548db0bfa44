import type { SealedSubmission } from './vault-store.ts'

/**
 * The vault for storing personal data found in a customer's message. Storing the same submission again, sealed anew,
 * changes nothing.
 */
export type VaultWriter = { readonly put: (submission: SealedSubmission) => Promise<void> }
