import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { caseOf, isNetworkContent } from '#shared/cases/content.ts'
import { authorAndPlaceOf } from '#shared/messages/author-and-place.ts'
import { FIRST_EDITION } from '#shared/messages/content-marks.ts'
import type { EventDependencies } from '#shared/messages/event-dependencies.ts'
import { LONGEST_TEXT } from '#shared/messages/file-written.ts'
import { reviseMessage } from '#shared/messages/revise-message.ts'
import { screenMessage } from '#shared/messages/screen-message.ts'
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
	const [content] = await dependencies.content.get([key])
	if (!isNetworkContent(content)) return
	const text = Buffer.from(encoded, 'base64').toString().slice(0, LONGEST_TEXT)
	if (content.missingText === 'waiting' && (content.edition ?? FIRST_EDITION) === edition) {
		const { network, edition: shown } = content
		const place = authorAndPlaceOf(content)
		const whole = {
			...place,
			key,
			text,
			edition: shown,
			source: `text@${edition}`,
			addressAndLanguage: detectAddressAndLanguage(text),
		}
		const { outcome } = await reviseMessage(dependencies, whole)
		dependencies.log.info('MESSAGE_CHANGED', { caseId: caseOf(content), network, outcome, reason: 'completed' })
	}
	await screenMessage(dependencies, key, text)
}
