import { createHmac } from 'node:crypto'
import type { MessageKey } from '#shared/cases/keys.ts'
import { crockford } from '#shared/kernel/id.ts'
import type { Written } from './channel.ts'

/** A key of ours for a public thread, so that what is written in it is found together and no network's id is in a URL. */
export const threadKey = (
	identityKey: string,
	{ network, threadId, form }: Pick<Written, 'network' | 'threadId' | 'form'>,
): string | undefined => {
	if (form === 'dm') return undefined
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify(['thread', network, threadId]))
		.digest()
	return `thread_${crockford(digest, 26).toLowerCase()}`
}

/**
 * The key under which a message is seen once for good: HMAC-SHA-256 of the network's content id, and of the account where
 * the network numbers private messages per account (NETWORKS.md 7). 26 base32 characters, 130 bits.
 */
export const messageKey = (
	identityKey: string,
	{ network, accountId, contentId, form }: Pick<Written, 'network' | 'accountId' | 'contentId' | 'form'>,
): MessageKey => {
	const scope = form === 'dm' ? accountId : ''
	const digest = createHmac('sha256', identityKey)
		.update(JSON.stringify([network, scope, contentId]))
		.digest()
	return `msg_${crockford(digest, 26).toLowerCase()}`
}
