import { createHash } from 'node:crypto'

const INITIALS = /\s*\^\s?\p{L}{1,4}\d{0,2}\s*$/u
const HANDLES = /(?<![\p{L}\d])@[\p{L}\d_.-]{1,60}/gu
/** A greeting up to the sign that ends it, with at most five words of titles and names. */
const GREETING =
	/^\s*(?:hallo|hi|hey|hej|moin|servus|grüß|gruß|guten|sehr|liebe[rs]?|hello|dear|good)(?:[^\S\n]+[\p{L}.'’-]+){0,5}?[^\S\n]*(?:[,!:–—\n]|(?<!\b(?:dr|prof|st))\.(?=\s|$))/iu

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/**
 * Returns the words of a message without initials, handles, greeting, case, blanks and punctuation; the greeting where
 * nothing else was said, the signs where there are no words.
 */
const bareWords = (text: string): string => {
	const said = text.normalize('NFKC').replace(INITIALS, '').replaceAll(HANDLES, ' ')
	return lettersOf(said.replace(GREETING, ' ')) || lettersOf(said) || said.trim()
}

/** Returns a sha256 in hexadecimal of what makes messages the same, so that it can be stored without their text. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(bareWords(text)).digest('hex')

/**
 * Says whether messages are the same but for greeting, name and initials: X forbids the same text to many (NETWORKS.md
 * 2.11).
 */
export const isSameMessage = (a: string, b: string): boolean => bareWords(a) === bareWords(b)
