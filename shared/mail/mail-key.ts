import { createHmac } from 'node:crypto'
import type { MessageKey, RequestId } from '#shared/cases/keys.ts'
import { crockford, newEnvelopeId } from '#shared/kernel/id.ts'
import type { Receipt } from './receipt.ts'

const digest = (identityKey: string, ...what: readonly string[]): Uint8Array =>
	createHmac('sha256', identityKey).update(JSON.stringify(what)).digest()

/**
 * The key under which a mail is seen once for good: of its Message-ID, whatever SES calls each copy; of what SES calls it
 * where it has none. Within its request: an id that others know leads to nothing of theirs.
 */
export const mailKey = (
	identityKey: string,
	request: RequestId,
	{ messageId, sesId }: { readonly messageId?: string | undefined; readonly sesId: string },
): MessageKey => {
	const own = messageId === undefined ? ['ses', sesId] : ['mail', messageId]
	return `msg_${crockford(digest(identityKey, 'mail', request, ...own), 26).toLowerCase()}`
}

/** The ledger's key of a received mail: the same however often SES tells of it. */
export const mailEnvelope = (identityKey: string, { sesId, receivedAt }: Receipt): `env_${string}` =>
	newEnvelopeId(receivedAt, { bytes: (count) => digest(identityKey, 'receipt', sesId).subarray(0, count) })
