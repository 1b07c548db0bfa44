import type { Words } from '#shared/cases/ports.ts'
import type { IncomingMessage } from './incoming-message.ts'

type StandingMessage = Omit<IncomingMessage, 'key' | 'text' | 'source'>

/** Who wrote a message and where, as its words keep it; undefined where they are erased or never came. */
export const standingMessage = (words: Words): StandingMessage | undefined => {
	const { network, accountId, userId, contentId, threadId, form, erasedAt, at } = words
	if (erasedAt !== undefined || form === undefined || network === undefined) return undefined
	if (accountId === undefined || userId === undefined || contentId === undefined || threadId === undefined)
		return undefined
	const visibility = form === 'dm' ? ('private' as const) : ('public' as const)
	return { network, accountId, author: { id: userId }, contentId, threadId, form, visibility, sentAt: at }
}
