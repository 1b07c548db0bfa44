import type { Instant } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'

/** The position of an event: its delivery, its index in it, and the webhook it came by. */
export type EventPosition = { readonly envelope: string; readonly index: number; readonly source: 'x' | 'meta' }

export const sourceOf = ({ envelope, index }: EventPosition): string => `${envelope}#${index}`

/**
 * Returns `written` with a time: the network's, else the time of receipt. A later time than the receipt is replaced by it,
 * so that a clock that runs ahead does not put a customer at the end of the list.
 */
export const dated = <Written extends { readonly sentAt?: Instant | undefined }>(
	written: Written,
	{ envelope }: EventPosition,
): Written & { readonly sentAt: Instant } => {
	const receivedAt = envelopeReceivedAt(envelope)
	const { sentAt = receivedAt } = written
	return { ...written, sentAt: sentAt > receivedAt ? receivedAt : sentAt }
}
