import { isPrivateForm } from '#shared/cases/codes.ts'
import type { NetworkContent } from '#shared/cases/content.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** Returns the members of a message that no edition changes: its author and where it stands. */
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
	visibility: isPrivateForm(form) ? 'private' : 'public',
	sentAt: at,
})
