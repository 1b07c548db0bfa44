import { unescapeHtml } from './x/text.ts'

/** With a scheme, or a dot between a letter or digit and a letter: what a network may take for a link. */
const MAY_BE_LINK = /https?:\/\/|[\p{L}\p{N}]\.\p{L}/u

/**
 * Returns a text without what networks change: links (X shortens them, also those without scheme) with all that touches
 * them, because their end is uncertain; the handles X puts before a reply, escapes, white space, composition of accents.
 */
const essenceOf = (text: string): string =>
	unescapeHtml(text)
		.normalize('NFC')
		.replace(/^(?:@\w+\s+)+/, '')
		.split(/\s+/)
		.filter((word) => word !== '' && !MAY_BE_LINK.test(word))
		.join(' ')

/** Says whether a text found on a network is the one we sent. Two texts that are only a link count as the same. */
export const isSameText = (found: string, sent: string): boolean => {
	const essence = essenceOf(sent)
	if (essenceOf(found) !== essence) return false
	return essence !== '' || MAY_BE_LINK.test(found) === MAY_BE_LINK.test(sent)
}
