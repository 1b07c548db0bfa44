import { createHmac } from 'node:crypto'
import { isPrivateForm } from '#shared/cases/codes.ts'
import type { MessageKey } from '#shared/cases/keys.ts'
import { crockford } from '#shared/kernel/id.ts'
import type { Written } from './channel.ts'

/** Returns our key of a public thread, so that no network's id is in a URL; undefined for private messages. */
export const threadKey = (
	identityKey: string,
	{ network, threadId, form }: Pick<Written, 'network' | 'threadId' | 'form'>,
): string | undefined => {
	if (isPrivateForm(form)) return undefined
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['thread', network, threadId]))
		.digest()
	return `thread_${crockford(digest, 26).toLowerCase()}`
}

/**
 * Returns the key under which a message is filed once: an HMAC-SHA-256 of the network's content id, and of the account
 * where the network numbers private messages per account (NETWORKS.md 7). 26 base32 characters, 130 bits.
 */
export const messageKey = (
	identityKey: string,
	{ network, accountId, contentId, form }: Pick<Written, 'network' | 'accountId' | 'contentId' | 'form'>,
): MessageKey => {
	const scope = isPrivateForm(form) ? accountId : ''
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify([network, scope, contentId]))
		.digest()
	return `msg_${crockford(digest, 26).toLowerCase()}`
}
