import type { Network, Visibility } from '#shared/cases/network.ts'
import { measureMeta } from './meta/length.ts'
import { measureX } from './x/length.ts'

/** How long a text is as its network counts, final as it would leave. `valid`: neither empty nor too long. */
export type Measured = { readonly length: number; readonly limit: number; readonly valid: boolean }

export const measureText = (network: Network, visibility: Visibility, text: string): Measured =>
	network === 'x' ? measureX(text, visibility) : measureMeta(network, visibility, text)
