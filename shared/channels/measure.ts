import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from './channel.ts'
import { measureMeta } from './meta/length.ts'
import { measureX } from './x/length.ts'

export const measureText = (network: Network, visibility: Visibility, text: string): Measured =>
	network === 'x' ? measureX(text, visibility) : measureMeta(network, visibility, text)
