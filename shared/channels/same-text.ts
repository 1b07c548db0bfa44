import { unescapeHtml } from './x/text.ts'

/**
 * What is left of a text when everything is gone that a network changes on its way: links (X shortens them, also those
 * written without scheme), the handles X puts before a reply, escapes, white space, composition of accents.
 */
const essenceOf = (text: string): string =>
	unescapeHtml(text)
		.normalize('NFC')
		.replace(/^(?:@\w+\s+)+/, '')
		.replaceAll(/https?:\/\/\S+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim()

/** Whether a text found on a network is the one we sent. */
export const isSameText = (found: string, sent: string): boolean => essenceOf(found) === essenceOf(sent)
