import type { Network } from '#shared/cases/network.ts'
import type { MetaNetwork } from './length.ts'

/** Which of Meta's two networks: whatever is not Instagram's came to this sender as Facebook's. */
export const metaNetworkOf = (network: Network): MetaNetwork => (network === 'instagram' ? 'instagram' : 'facebook')
