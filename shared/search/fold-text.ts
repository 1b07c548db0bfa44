/** Letters that no decomposition leads back to plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
}

const strip = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, '')

/** Spells a text in lower case without accents, umlauts as their plain vowels; marks and invisible characters go. */
export const spellPlainly = (text: string): string =>
	strip(strip(text).toLowerCase()).replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter)

/**
 * Reads ae, oe and ue in a plain spelling as the umlauts that they stand for, so that Müller, Mueller and Muller are one. After a
 * vowel or q, ue is none: neue, Bauer, bequem. Where this errs, it errs alike in what is filed and in what is sought.
 */
export const joinUmlauts = (plain: string): string => plain.replace(/ae|oe|(?<![aeoq])ue/g, (pair) => pair.charAt(0))

/** Returns the one form under which all spellings of a text are found. */
export const foldText = (text: string): string => joinUmlauts(spellPlainly(text))
