import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Network, ownAccountId } from './network.ts'

/** X counts its ids from here, in milliseconds since 1970. */
const X_EPOCH = 1_288_834_974_657n

/** New ids in each network's own form, ascending within a process and over restarts. */
export const createNetworkIds = (clock: Clock) => {
	const milliseconds = (): bigint => BigInt(Date.parse(clock.now()))
	const snowflake = createAscending((): bigint => (milliseconds() - X_EPOCH) << 22n)
	const comment = createAscending((): bigint => milliseconds() * 1000n)
	return {
		/** Of a post or a direct message on X: a snowflake, beyond 2^53. */
		x: (): string => snowflake().toString(),
		/** Of a comment on the page. */
		comment: (): string => `${ownAccountId.facebook}_${comment()}`,
		/** Of a Messenger message. */
		mid: (): string => `m_${randomBytes(36).toString('base64url')}`,
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
