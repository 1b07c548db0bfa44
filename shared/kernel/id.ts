import type { Instant } from './clock.ts'

/** Without `import`, as every function loads this file (infra/README.md, "Cold starts"). */
const { randomBytes } = process.getBuiltinModule('node:crypto')

/** A source of random bytes; a dependency, so that a simulator can replay a run. */
export type Random = { readonly bytes: (count: number) => Uint8Array }

export const systemRandom: Random = { bytes: (count) => randomBytes(count) }

/** Crockford's base32: no I, L, O, U, so that it can be read aloud and typed. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Encodes the first `length` characters of the bytes in Crockford's base32, five bits each. Needs `length * 5 / 8`
 * bytes.
 */
export const crockford = (bytes: Uint8Array, length: number): string => {
	let bits = 0n
	for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
	const total = BigInt(bytes.length * 8)
	return Array.from({ length }, (_, index) => {
		const shift = total - 5n * BigInt(index + 1)
		return CROCKFORD.charAt(Number((bits >> shift) & 31n))
	}).join('')
}

export type Prefix =
	| 'case'
	| 'contact'
	| 'msg'
	| 'agent'
	| 'req'
	| 'sub'
	| 'send'
	| 'env'
	| 'note'
	| 'park'
	| 'cmd'
	| 'promise'
	| 'step'
export type Id<P extends Prefix> = `${P}_${string}`

/** Creates a random key of a kind: prefix and 26 base32 characters (130 bits), lower case. */
export const newId = <P extends Prefix>(prefix: P, random: Random): Id<P> =>
	`${prefix}_${crockford(random.bytes(17), 26).toLowerCase()}`

/**
 * Creates the key of a delivery: 10 base32 characters of the milliseconds since 1970, then 16 random ones (80 bits), so
 * that envelopes sort by time and the key alone shows in which hour to look.
 */
export const newEnvelopeId = (now: Instant, random: Random): Id<'env'> => {
	const milliseconds = BigInt(Date.parse(now))
	const time = Array.from({ length: 10 }, (_, index) =>
		CROCKFORD.charAt(Number((milliseconds >> (45n - 5n * BigInt(index))) & 31n)),
	).join('')
	return `env_${time.toLowerCase()}${crockford(random.bytes(10), 16).toLowerCase()}`
}

/** Returns when the envelope of this id was received; undefined for another kind of id. */
export const envelopeTime = (id: string): Instant | undefined => {
	const digits = /^env_([0-9a-hjkmnp-tv-z]{10})[0-9a-hjkmnp-tv-z]{16}$/.exec(id)?.[1]
	if (digits === undefined) return undefined
	let milliseconds = 0
	for (const digit of digits) milliseconds = milliseconds * 32 + CROCKFORD.indexOf(digit.toUpperCase())
	return new Date(milliseconds).toISOString()
}
