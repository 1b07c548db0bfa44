import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { envelopeTime, newEnvelopeId } from '#shared/kernel/id.ts'

/** When a delivery was received, read back from its key. Throws `ParkedError` for what is no envelope's key. */
export const envelopeReceivedAt = (envelope: string): Instant => {
	const at = envelopeTime(envelope)
	if (at === undefined) throw new ParkedError('envelopeUnknown')
	return at
}

/** The key under which one event of a delivery is parked: the same however often it is delivered. */
export const parkedId = (envelope: string, index: number): string => `park_${envelope.slice('env_'.length)}_${index}`

/** Delivery and index of a parked event, from its key. */
export const parkedEnvelope = (id: string): { envelope: string; index: number } | undefined => {
	const match = /^park_([0-9a-z]{26})_(\d{1,6})$/.exec(id)
	if (match?.[1] === undefined || match[2] === undefined) return undefined
	return { envelope: `env_${match[1]}`, index: Number(match[2]) }
}

/** Before the keys of all deliveries received at an instant or later, after all others: keys sort by time. */
export const envelopesFrom = (instant: Instant): string =>
	newEnvelopeId(instant, { bytes: (count) => new Uint8Array(count) }).slice(0, 'env_'.length + 10)

/** The ledger spreads a day over this many partitions: a peak, even of one post, must not be one key. */
export const LEDGER_SHARDS = 16

/** The partition of a delivery: its day, by the time in its key, and a shard by its last character, which is random. */
export const ledgerBucket = (envelope: string): string =>
	`${envelopeReceivedAt(envelope).slice(0, 10)}#${Number.parseInt(envelope.slice(-1), 36) % LEDGER_SHARDS}`
