import { mannerOf } from '#shared/address/manner-of.ts'
import type { EventDependencies } from '#shared/messages/event-dependencies.ts'
import { LONGEST_TEXT } from '#shared/messages/file-written.ts'
import { reviseMessage } from '#shared/messages/revise-message.ts'
import { screenMessage } from '#shared/messages/screen-message.ts'
import { standingMessage } from '#shared/messages/standing-message.ts'
import type { CompleteText } from './complete-text.ts'

/**
 * Puts the whole text in the place of the part that an event held, as its author's own words: the case is ours again, for
 * whoever answered it had read only a part. Does nothing where the text is whole by now, another edition, or erased; but
 * what is personal in it is taken out also when that was cut off before.
 */
export const completeText = async (
	dependencies: EventDependencies,
	{ message: key, edition, text: encoded }: CompleteText,
): Promise<void> => {
	const [words] = await dependencies.words.get([key])
	const text = Buffer.from(encoded, 'base64').toString().slice(0, LONGEST_TEXT)
	const standing = words === undefined ? undefined : standingMessage(words)
	if (words === undefined || standing === undefined) return
	if (words.missingText === 'waiting' && (words.edition ?? '0') === edition) {
		const whole = { ...standing, key, text, source: `text@${edition}`, manner: mannerOf(text) }
		const { outcome } = await reviseMessage(dependencies, words.edition === undefined ? whole : { ...whole, edition })
		const { caseId, network } = words
		dependencies.log.info('MESSAGE_CHANGED', { caseId, network, outcome, reason: 'completed' })
	}
	await screenMessage(dependencies, key, text)
}
