import type { Network, Visibility } from '#shared/cases/network.ts'
import type { Measured } from '../channel.ts'

export type MetaNetwork = 'facebook' | 'instagram'

/** Returns which of Meta's networks it is: everything but Instagram came to this sender as Facebook's. */
export const metaNetworkOf = (network: Network): MetaNetwork => (network === 'instagram' ? 'instagram' : 'facebook')

/**
 * NETWORKS.md 3.4 for private messages. Meta documents no limit of a comment on Facebook; 8,000 is what it has enforced for
 * years. Instagram's private limit is in UTF-8 bytes: an umlaut counts 2.
 */
const LIMITS: Readonly<Record<MetaNetwork, Readonly<Record<Visibility, number>>>> = {
	facebook: { public: 8_000, private: 2_000 },
	instagram: { public: 2_200, private: 1_000 },
}

/**
 * Returns the length of a text for Meta. Where Meta does not define characters, counts UTF-16 units, which never takes a
 * text for shorter than Meta does.
 */
export const measureMeta = (network: MetaNetwork, visibility: Visibility, text: string): Measured => {
	const limit = LIMITS[network][visibility]
	const countsBytes = network === 'instagram' && visibility === 'private'
	const length = countsBytes ? Buffer.byteLength(text, 'utf8') : text.length
	return { length, limit, valid: length > 0 && length <= limit }
}
