import { createHash } from 'node:crypto'

const INITIALS = /\s*\^\s?\p{L}{1,4}\d{0,2}\s*$/u
const HANDLES = /(?<![\p{L}\d])@[\p{L}\d_.-]{1,60}/gu
const GREETING =
	/^\s*(?:(?:hallo|hi|hey|hej|moin(?: moin)?|servus|grüß (?:dich|gott|sie)|gruezi|guten (?:morgen|tag|abend)|sehr geehrte[rs]?|liebe[rs]?|hello|dear)(?!\p{L}))(?:[ ,]{1,2}(?:frau|herr|herrn|familie|dr\.?|prof\.?|mr\.?|mrs\.?|ms\.?))*(?:[ ,]{1,2}\p{Lu}[\p{L}.'’-]{0,40}){0,3}?\s*(?=[,!.:–\n-]|\s\p{L})[,!.:–-]?/iu

/** The words of a message alone: without initials, handles, greeting with name, case, blanks and punctuation. */
const bareWords = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(INITIALS, '')
		.replaceAll(HANDLES, ' ')
		.replace(GREETING, ' ')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** A sha256 in hexadecimal of what makes a message the same as another, so that it can be kept without its words. */
export const fingerprintOf = (text: string): string => createHash('sha256').update(bareWords(text)).digest('hex')

/** Whether two messages say the same but for greeting, name and initials: X forbids the same text to many (contracts.md 2.11). */
export const isSameMessage = (a: string, b: string): boolean => bareWords(a) === bareWords(b)
