import twitter from 'twitter-text'

/**
 * Top-level domains delegated after the list in twitter-text 3.1.0 (of 2020; NETWORKS.md 2.10), by IANA's root zone. Only
 * after a label of a host name, not in the middle of a longer name.
 */
const LATER_DOMAINS =
	/(?<=[\p{L}\p{N}]\.)(?:amazon|kids|music|spa|ישראל|xn--4dbrk0ce|アマゾン|xn--cckwcxetd|亚马逊|xn--jlq480n2rg)(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/giu

/** Replaces domains that the library does not know by one of the same kind that it knows. */
export const withKnownDomains = (text: string): string => text.replaceAll(LATER_DOMAINS, 'com')

/** Returns where X sees links, in UTF-16 units: with scheme or without, `telekom.de` and `Ihr.Team` alike. */
export const xLinksIn = (text: string): readonly (readonly [start: number, end: number])[] =>
	twitter.extractUrlsWithIndices(text).map(({ indices }) => indices)

/** Says whether X would make a link of something in the text. */
export const hasLink = (text: string): boolean =>
	xLinksIn(text).length > 0 || xLinksIn(withKnownDomains(text)).length > 0
