import * as z from 'zod'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { caseOf, isNetworkContent } from '#shared/cases/content.ts'
import { messageKeySchema } from '#shared/cases/keys.ts'
import { handlesOf } from '#shared/channels/own-accounts.ts'
import { authorAndPlaceOf } from '#shared/messages/author-and-place.ts'
import { FIRST_EDITION } from '#shared/messages/content-marks.ts'
import type { EventDependencies } from '#shared/messages/event-dependencies.ts'
import { LONGEST_TEXT } from '#shared/messages/file-written.ts'
import { reviseMessage } from '#shared/messages/revise-message.ts'
import { screenMessage } from '#shared/messages/screen-message.ts'

/**
 * The command from the media function to the worker with the whole text of one edition of a message that came cut. The text
 * is base64, because queues refuse some characters.
 */
export const completeTextSchema = z.strictObject({
	command: z.literal('complete-text'),
	message: messageKeySchema,
	edition: z.string().regex(/^\d{1,40}$/),
	text: z.base64(),
})
export type CompleteText = z.infer<typeof completeTextSchema>

/**
 * Replaces the part of a text that an event held by the whole text. An answered case waits for us again, because the
 * answer's author saw only a part. Does nothing where the text is whole by now, of another edition, or erased; screening
 * runs anyway, in case an earlier run ended before it.
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
		const authorAndPlace = authorAndPlaceOf(content)
		const whole = {
			...authorAndPlace,
			key,
			text,
			edition: shown,
			source: `text@${edition}`,
			addressAndLanguage: detectAddressAndLanguage(text, handlesOf(dependencies.own)),
		}
		const { outcome } = await reviseMessage(dependencies, whole)
		dependencies.log.info('MESSAGE_CHANGED', { caseId: caseOf(content), network, outcome, reason: 'completed' })
	}
	await screenMessage(dependencies, key, { text })
}
