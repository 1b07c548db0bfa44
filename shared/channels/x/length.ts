import twitter from 'twitter-text'
import type { Visibility } from '#shared/cases/network.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { Measured } from '../channel.ts'
import { withKnownDomains, xLinksIn } from './links.ts'

const PUBLIC_LIMIT = 280
/** NETWORKS.md 2.10, inferred there from v1's code 354. */
const PRIVATE_LIMIT = 10_000

/** In UTF-16 units. The library takes time by the square of the length: what is longer is too long, and only counted. */
const LONGEST_WEIGHED = 15_000

/** Not a literal: all sequences of Unicode would be laid out when this module is read. */
const emoji = onFirstUse(() => /\p{RGI_Emoji}/gv)
const EMOJI_WEIGHT = 2
/** One of which the library has always known that it is one. */
const KNOWN_EMOJI = '\u{1f600}'

const weightOf = (text: string) => twitter.parseTweet(text)

/**
 * An emoji weighs 2, however many code points it is made of; the library knows those of 2018. A younger sequence, which it
 * would count part by part, stands as a known one. Not within links: they weigh 23 as they are.
 */
const withKnownEmoji = (text: string): string => {
	const links = xLinksIn(text)
	return text.replaceAll(emoji(), (sequence, offset: number) => {
		const isInLink = links.some(([start, end]) => offset >= start && offset < end)
		return isInLink || weightOf(sequence).weightedLength <= EMOJI_WEIGHT ? sequence : KNOWN_EMOJI
	})
}

/** Nobody knows whether X's own list of domains is as young as IANA's: the longer of both readings, so that nothing is refused. */
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
 * How long a text is for X, final as it would leave; the handles X puts before a reply are not counted. Not valid: too long,
 * nothing but white space, or with characters X refuses (U+FFFE, U+FEFF, U+FFFF, half a surrogate pair).
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
