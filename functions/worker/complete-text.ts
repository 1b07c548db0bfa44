import { mannerOf } from '#shared/address/manner-of.ts'
import type { Words } from '#shared/cases/ports.ts'
import { reviseMessage } from '#shared/cases/revise-message.ts'
import type { CompleteText } from '#shared/media/complete-text.ts'
import { type EventDependencies, LONGEST_TEXT } from './handle-event.ts'

/** Where a message stands, as its words keep it; undefined where they are erased or never came. */
const standingOf = ({ network, accountId, userId, contentId, threadId, form, ...words }: Words) => {
	if (words.erasedAt !== undefined || form === undefined || network === undefined) return undefined
	if (accountId === undefined || userId === undefined || contentId === undefined || threadId === undefined)
		return undefined
	const visibility = form === 'dm' ? ('private' as const) : ('public' as const)
	return { network, accountId, author: { id: userId }, contentId, threadId, form, visibility, sentAt: words.at }
}

/**
 * Puts the whole text in the place of the part that an event held, as its author's own words: the case is ours again, for
 * whoever answered it had read only a part. Does nothing where the text is whole by now, another edition, or erased.
 */
export const completeText = async (
	dependencies: EventDependencies,
	{ message: key, edition, text: encoded }: CompleteText,
): Promise<void> => {
	const [words] = await dependencies.words.get([key])
	const standing = words === undefined ? undefined : standingOf(words)
	if (words?.missingText !== 'waiting' || standing === undefined || (words.edition ?? '0') !== edition) return
	const text = Buffer.from(encoded, 'base64').toString().slice(0, LONGEST_TEXT)
	const whole = { ...standing, key, text, source: `text@${edition}`, manner: mannerOf(text) }
	const { outcome } = await reviseMessage(dependencies, words.edition === undefined ? whole : { ...whole, edition })
	dependencies.log.info('MESSAGE_CHANGED', {
		caseId: words.caseId,
		network: words.network,
		outcome,
		reason: 'completed',
	})
}
