import type { Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'

/** Where an event stands: its delivery, its index therein, and the door it came by. */
export type EventPosition = { readonly envelope: string; readonly index: number; readonly source: 'x' | 'meta' }

export const sourceOf = ({ envelope, index }: EventPosition): string => `${envelope}#${index}`

/**
 * With a time that is known: the network's, or when it was received where the network names none. Nothing is written after
 * it was received: a clock that is ahead must not put a customer at the end of the queue.
 */
export const dated = <Written extends { readonly sentAt?: Instant | undefined }>(
	written: Written,
	{ envelope }: EventPosition,
): Written & { readonly sentAt: Instant } => {
	const receivedAt = envelopeReceivedAt(envelope)
	const { sentAt = receivedAt } = written
	return { ...written, sentAt: sentAt > receivedAt ? receivedAt : sentAt }
}
