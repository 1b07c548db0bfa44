import type { SealedSubmission } from './vault-store.ts'

/**
 * The vault as it is seen by who found personal data in a customer's words. What was put stays as it is: putting the same
 * submission again, sealed anew, changes nothing.
 */
export type VaultWriter = { readonly put: (submission: SealedSubmission) => Promise<void> }
