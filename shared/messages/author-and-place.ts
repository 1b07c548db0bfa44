import type { NetworkContent } from '#shared/cases/content.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** Reads who wrote content and where: the members of a message that none of its editions tells anew. */
export const authorAndPlaceOf = ({
	network,
	accountId,
	userId,
	contentId,
	threadId,
	form,
	at,
}: NetworkContent): Omit<IncomingMessage, 'key' | 'text' | 'source'> => ({
	network,
	accountId,
	author: { id: userId },
	contentId,
	threadId,
	form,
	visibility: form === 'dm' ? 'private' : 'public',
	sentAt: at,
})
