import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { envelopeTime } from '#shared/kernel/id.ts'

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
