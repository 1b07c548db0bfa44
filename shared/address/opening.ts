import { OPENERS } from './function-words.ts'
import type { Word } from './passage.ts'

/** Says whether a word begins its clause, with at most openers such as "bitte", "dann", "und" before it. */
export const isOpening = (words: readonly Word[], at: number): boolean =>
	at < 6 && words.slice(0, at).every(({ form }) => OPENERS.has(form))

/** Says whether a "bitte" is just before a word, among its openers. */
export const isAfterPlease = (words: readonly Word[], at: number): boolean =>
	words.slice(Math.max(0, at - 2), at).some(({ form }) => form === 'bitte')
