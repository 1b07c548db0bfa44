import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Network, ownAccountId, type Visibility } from './network.ts'

/** X counts its ids from here, in milliseconds since 1970. */
const X_EPOCH = 1_288_834_974_657n
/** Instagram's ids have 17 digits. */
const INSTAGRAM_BASE = 16_000_000_000_000_000n

/** New ids in each network's own form, ascending within a process and over restarts. */
export const createNetworkIds = (clock: Clock) => {
	const milliseconds = (): bigint => BigInt(Date.parse(clock.now()))
	const snowflake = createAscending((): bigint => (milliseconds() - X_EPOCH) << 22n)
	const comment = createAscending((): bigint => milliseconds() * 1000n)
	const onInstagram = createAscending((): bigint => INSTAGRAM_BASE + milliseconds() * 1000n)
	const mid = (network: Network): string =>
		`${network === 'instagram' ? 'aWdfZAG1' : 'm_'}${randomBytes(36).toString('base64url')}`
	const comments = {
		facebook: (): string => `${ownAccountId.facebook}_${comment()}`,
		instagram: (): string => onInstagram().toString(),
	}
	return {
		/** Of a post or a direct message on X: a snowflake, beyond 2^53. */
		x: (): string => snowflake().toString(),
		/** Of a comment on the Facebook page. */
		comment: comments.facebook,
		/** Of something new, in the form that network and place give it. */
		next: (network: Network, visibility: Visibility): string =>
			network === 'x' ? snowflake().toString() : visibility === 'private' ? mid(network) : comments[network](),
		/** Of something on X that is older than what is there already. */
		xAt: (at: string): string =>
			(((BigInt(Date.parse(at)) - X_EPOCH) << 22n) | BigInt(randomBytes(3).readUIntBE(0, 3) & 0x3fffff)).toString(),
	}
}
export type NetworkIds = ReturnType<typeof createNetworkIds>

const createAscending = (wanted: () => bigint) => {
	let last = 0n
	return (): bigint => {
		const next = wanted()
		last = next > last ? next : last + 1n
		return last
	}
}

/** A person's id on a network: always the same for the same name, numeric, beyond 2^53. */
export const personId = (network: Network, name: string): string => {
	const hash = createHash('sha256').update(`${network}\n${name}`).digest().readBigUInt64BE()
	return network === 'x'
		? (1_500_000_000_000_000_000n + (hash % 400_000_000_000_000_000n)).toString()
		: (24_000_000_000_000_000n + (hash % 9_000_000_000_000_000n)).toString()
}
