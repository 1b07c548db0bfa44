import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { envelopeTime, newEnvelopeId } from '#shared/kernel/id.ts'

/** Returns when a delivery was received, from its key. Throws `ParkedError` for any other string. */
export const envelopeReceivedAt = (envelope: string): Instant => {
	const at = envelopeTime(envelope)
	if (at === undefined) throw new ParkedError('envelopeUnknown')
	return at
}

export type ParkedId = `park_${string}`

/** Returns the key under which an event is parked, the same at each delivery. */
export const parkedId = (envelope: string, index: number): ParkedId => `park_${envelope.slice('env_'.length)}_${index}`

/** Returns envelope and index of a parked event from its key. */
export const parkedEnvelope = (id: string): { envelope: string; index: number } | undefined => {
	const match = /^park_([0-9a-z]{26})_(\d{1,6})$/.exec(id)
	if (match?.[1] === undefined || match[2] === undefined) return undefined
	return { envelope: `env_${match[1]}`, index: Number(match[2]) }
}

/** Returns a key that sorts before all deliveries received at an instant or later, and after all others. */
export const envelopesFrom = (instant: Instant): string =>
	newEnvelopeId(instant, { bytes: (count) => new Uint8Array(count) }).slice(0, 'env_'.length + 10)

/** Partitions of a day, so that a peak does not fall on one key. */
export const LEDGER_SHARDS = 16

/**
 * Returns the partition of a delivery: its day, from the time in its key, and a shard by its last character, which is
 * random.
 */
export const ledgerBucket = (envelope: string): string =>
	`${envelopeReceivedAt(envelope).slice(0, 10)}#${Number.parseInt(envelope.slice(-1), 36) % LEDGER_SHARDS}`
