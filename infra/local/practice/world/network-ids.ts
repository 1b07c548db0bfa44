import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '#shared/kernel/clock.ts'
import type { PracticeNetwork, PracticeVisibility } from './network.ts'
import { ownAccountId } from './network.ts'

/** X counts its ids from here, in milliseconds since 1970. */
const X_EPOCH = 1_288_834_974_657n
/** Instagram's ids have 17 digits. */
const INSTAGRAM_BASE = 16_000_000_000_000_000n

const messageId = (prefix: string): string => `${prefix}${randomBytes(36).toString('base64url')}`

/** Returns an id of X for something older than the present. */
const olderSnowflake = (at: string): string =>
	(((BigInt(Date.parse(at)) - X_EPOCH) << 22n) | BigInt(randomBytes(3).readUIntBE(0, 3) & 0x3fffff)).toString()

/** Creates new ids in each network's own form, ascending within a process and over restarts. */
export const createNetworkIds = (clock: Clock) => {
	const milliseconds = (): bigint => BigInt(Date.parse(clock.now()))
	const snowflake = createAscending((): bigint => (milliseconds() - X_EPOCH) << 22n)
	const comment = createAscending((): bigint => milliseconds() * 1000n)
	const onInstagram = createAscending((): bigint => INSTAGRAM_BASE + milliseconds() * 1000n)
	const forms: Readonly<Record<PracticeNetwork, Readonly<Record<PracticeVisibility, () => string>>>> = {
		x: { public: () => snowflake().toString(), private: () => snowflake().toString() },
		facebook: { public: () => `${ownAccountId.facebook}_${comment()}`, private: () => messageId('m_') },
		instagram: { public: () => onInstagram().toString(), private: () => messageId('aWdfZAG1') },
	}
	/** The ids of X contain the time, those of Meta do not. */
	const dated: Readonly<Record<PracticeNetwork, ((at: string) => string) | undefined>> = {
		x: olderSnowflake,
		facebook: undefined,
		instagram: undefined,
	}
	const next = (network: PracticeNetwork, visibility: PracticeVisibility): string => forms[network][visibility]()
	return {
		/** Returns an id of something new, in the form of the network and of public or private posts. */
		next,
		/** Returns an id of something that was written at an earlier time. */
		older: (network: PracticeNetwork, visibility: PracticeVisibility, at: string): string =>
			dated[network]?.(at) ?? next(network, visibility),
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

/** Where a network's ids of people begin, and how many there are; all beyond 2^53. */
const META_PEOPLE = [24_000_000_000_000_000n, 9_000_000_000_000_000n] as const
const PEOPLE: Readonly<Record<PracticeNetwork, readonly [bigint, bigint]>> = {
	x: [1_500_000_000_000_000_000n, 400_000_000_000_000_000n],
	facebook: META_PEOPLE,
	instagram: META_PEOPLE,
}

/** Returns a person's id on a network: numeric, beyond 2^53, and always the same for the same name. */
export const personId = (network: PracticeNetwork, name: string): string => {
	const hash = createHash('sha256').update(`${network}\n${name}`).digest().readBigUInt64BE()
	const [first, count] = PEOPLE[network]
	return (first + (hash % count)).toString()
}
