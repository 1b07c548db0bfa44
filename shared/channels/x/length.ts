import twitter from 'twitter-text'
import type { Visibility } from '#shared/cases/network.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { Measured } from '../channel.ts'
import { withKnownDomains, xLinksIn } from './links.ts'

const PUBLIC_LIMIT = 280
/** NETWORKS.md 2.10, inferred there from v1's code 354. */
const PRIVATE_LIMIT = 10_000

/**
 * In UTF-16 units. The library's time grows with the square of the length, so a longer text is only counted, as too long.
 */
const LONGEST_WEIGHED = 15_000

/** Not a literal, which would build all sequences of Unicode when this module loads. */
const emoji = onFirstUse(() => /\p{RGI_Emoji}/gv)
const EMOJI_WEIGHT = 2
/** An emoji that the library knows. */
const KNOWN_EMOJI = '\u{1f600}'

const weightOf = (text: string) => twitter.parseTweet(text)

/**
 * Replaces emoji that the library does not know by one it knows. An emoji weighs 2, however many code points it has; the
 * library knows those of 2018 and would count a younger sequence part by part. Leaves links, which weigh 23 as they are.
 */
const withKnownEmoji = (text: string): string => {
	const links = xLinksIn(text)
	return text.replaceAll(emoji(), (sequence, offset: number) => {
		const isInLink = links.some(([start, end]) => offset >= start && offset < end)
		return isInLink || weightOf(sequence).weightedLength <= EMOJI_WEIGHT ? sequence : KNOWN_EMOJI
	})
}

/**
 * Measures by the library's list of domains and by IANA's, and returns the longer length, because X's own list is unknown
 * and X must not refuse the text.
 */
const measurePublic = (text: string): Omit<Measured, 'limit'> => {
	if (text.length > LONGEST_WEIGHED) return { length: Array.from(text).length, valid: false }
	const known = withKnownEmoji(text.normalize('NFC'))
	const both = [known, withKnownDomains(known)].map(weightOf)
	return {
		length: Math.max(...both.map(({ weightedLength }) => weightedLength)),
		valid: both.every(({ valid }) => valid),
	}
}

/**
 * Returns the length of a text for X, without the handles X puts before a reply. Not valid: too long, only white space, or
 * with characters X refuses (U+FFFE, U+FEFF, U+FFFF, half a surrogate pair).
 */
export const measureX = (text: string, visibility: Visibility): Measured => {
	const isText = text.trim() !== '' && text.isWellFormed()
	if (visibility === 'public') {
		const { length, valid } = measurePublic(text)
		return { length, limit: PUBLIC_LIMIT, valid: valid && isText }
	}
	const length = Array.from(text).length
	return { length, limit: PRIVATE_LIMIT, valid: isText && length <= PRIVATE_LIMIT }
}
