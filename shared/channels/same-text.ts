import { unescapeHtml } from './x/text.ts'

/** With a scheme, or a point between a letter or digit and a letter: what a network may take for a link. */
const MAY_BE_LINK = /https?:\/\/|[\p{L}\p{N}]\.\p{L}/u

/**
 * What is left of a text when everything is gone that a network changes on its way: links (X shortens them, also those
 * written without scheme) with all that touches them, for nobody knows where it sees their end; the handles X puts before a
 * reply, escapes, white space, composition of accents.
 */
const essenceOf = (text: string): string =>
	unescapeHtml(text)
		.normalize('NFC')
		.replace(/^(?:@\w+\s+)+/, '')
		.split(/\s+/)
		.filter((word) => word !== '' && !MAY_BE_LINK.test(word))
		.join(' ')

/** Whether a text found on a network is the one we sent. What is a link and nothing else is the same as another such. */
export const isSameText = (found: string, sent: string): boolean => {
	const essence = essenceOf(sent)
	if (essenceOf(found) !== essence) return false
	return essence !== '' || MAY_BE_LINK.test(found) === MAY_BE_LINK.test(sent)
}
