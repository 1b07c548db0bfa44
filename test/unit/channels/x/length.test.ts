import twitter from 'twitter-text'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { measureX } from '#shared/channels/x/length.ts'

const weigh = (text: string) => {
	const { length, valid } = measureX(text, 'public')
	return [length, valid]
}
const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}'
const RI = (code: string) => String.fromCodePoint(...Array.from(code, (letter) => 0x1f1a5 + letter.charCodeAt(0)))
const label = 'netz'.repeat(16)

// Our own words for every category of twitter-text's conformance file (validate.yml): plain texts and limits, links, wide
// scripts, composition, emoji of every build, spaces, directional marks, refused characters.
type Case = readonly [name: string, text: string, weight: number, valid: boolean]
const PLAIN: readonly Case[] = [
	['a sentence', 'Guten Tag, Frau Öztürk!', 23, true],
	['nothing', '', 0, false],
	['a line break', 'a\nb', 3, true],
	['exactly 280', 'n'.repeat(280), 280, true],
	['281', 'n'.repeat(281), 281, false],
	['280 with accents', 'é'.repeat(280), 280, true],
	['280 and a line break', `${'n'.repeat(280)}\n`, 281, false],
	['German quotation marks and dashes', '„a“ – ‚b‘ — …', 14, true],
	['the euro, the bullet, the ellipsis', '€•…', 6, true],
	['the sharp s, small and capital', 'ßẞ', 3, true],
	['Cyrillic, Greek, Arabic, Hebrew, Thai', 'ЖΩعשก', 5, true],
	['the last light character and the first heavy one', '\u10ff\u1100', 3, true],
]
const LINKS: readonly Case[] = [
	['a link with http', 'http://hilft.example.com', 23, true],
	['a link with https, path and question', 'https://telekom.de/hilfe?a=b&c=d#e', 23, true],
	['a link without scheme', 'telekom.de', 23, true],
	['a link with www and port', 'www.telekom.de:8080/a', 23, true],
	['a very long link', `https://telekom.de/${'a'.repeat(400)}`, 23, true],
	['three links in a text', 'Hier https://a.de und http://b.de/x und c.de !', 5 + 23 + 5 + 23 + 5 + 23 + 2, true],
	['ten links and nothing else', 'https://telekom.de/hilfe '.repeat(10), 240, true],
	['twelve links and nothing else', 'https://telekom.de/hilfe '.repeat(12), 288, false],
	['a link after 270 characters', `${'n'.repeat(269)} telekom.de`, 293, false],
	['a forgotten space before a word that is a domain', 'Ihr.Team', 23, true],
	['the same with Info', 'Danke.Info', 23, true],
	['a point before a word that is none', 'Danke.Gerne', 11, true],
	['an abbreviation', 'z.B. d.h.', 9, true],
	['a full stop after a link', 'Siehe telekom.de.', 30, true],
	['a link in brackets', '(telekom.de)', 25, true],
	['a mail address', 'post@telekom.de', 15, true],
	['a handle with a point after it', '@hilft.de', 9, true],
	['a domain of several labels', 'service.hilfe.telekom.co.uk', 23, true],
	['an internationalised name with scheme', 'http://müller.de', 23, true],
	['an internationalised name without scheme', 'müller.de', 23, true],
	['an internationalised name in Punycode', 'xn--mller-kva.de', 23, true],
	['an internationalised country', 'http://пример.рф', 23, true],
	['wide characters before a link', 'のtelekom.de', 25, true],
	['a wide host short enough for Punycode', `http://${'あ'.repeat(40)}.com`, 23, true],
	['a wide host too long for Punycode', `http://${'あ'.repeat(60)}.com`, 7 + 120 + 4, true],
	['a label of 64 characters', `${label}.com`, 68, true],
	['a label of 63 characters', `${label.slice(1)}.com`, 23, true],
	['an unknown domain with scheme', 'https://hilfe.nirgendwo', 23, true],
	['a link of X', 'https://t.co/aBcDeF1234', 23, true],
	['a link of X with more behind it', 'https://t.co/aBc-d', 25, true],
	['a sign as a host', 'http://☃.net/', 23, true],
	['a scheme X does not link', 'ftp://telekom.de', 16, true],
	['an address of four numbers', 'http://192.168.0.1/index.html', 29, true],
	['a host with an underscore', 'http://netz_ost.telekom.de', 23, true],
	['a host with a dash at its end', 'http://netz-.de', 15, true],
	[
		'very long hosts that are none, and a link',
		`https://${'netzwerk'.repeat(1_000)}.com/a https://telekom.de`,
		8_038,
		false,
	],
	['a price that looks like a domain', '9.99 Euro', 9, true],
]
const WIDE: readonly Case[] = [
	['140 Chinese characters', '网'.repeat(140), 280, true],
	['141 Chinese characters', '网'.repeat(141), 282, false],
	['Latin and Chinese', `the${'网'.repeat(139)}`, 281, false],
	['Japanese and Korean', 'のネ저', 6, true],
	['full-width Latin', 'ＡＢ', 4, true],
	['surrogate pairs', '\u{10000}\u{10ffff}', 4, true],
	['a letter written by two code points', 'A\u0301B', 2, true],
	['umlauts written by two code points', 'Gru\u0308\u00dfe', 5, true],
	['282 code points that compose to 280', `${'n'.repeat(278)}o\u0308u\u0308`, 280, true],
	['283 code points that compose to 281', `${'n'.repeat(279)}o\u0308u\u0308`, 281, false],
	['Hebrew that composes to more', 'A\ufb2c', 4, true],
	['Hangul that composes', '\u1112\u1161\u11ab', 2, true],
]
const EMOJI: readonly Case[] = [
	['one', '\u{1f4f6}', 2, true],
	['five', '\u{1f637}\u{1f47e}\u{1f621}\u{1f525}\u{1f4a9}', 10, true],
	['140', '\u{1f637}'.repeat(140), 280, true],
	['141', '\u{1f637}'.repeat(141), 282, false],
	['a family', family, 2, true],
	['140 families', family.repeat(140), 280, true],
	['141 families', family.repeat(141), 282, false],
	['a letter, a cat, a smile, a family', `H\u{1f431}\u263a${family}`, 7, true],
	['a skin tone', '\u{1f64b}\u{1f3fd}', 2, true],
	['a skin tone and a profession', '\u{1f64b}\u{1f3fd}\u{1f468}\u200d\u{1f3a4}', 4, true],
	['Unicode 9', '9: \u{1f920}; \u{1f483}; \u{1f483}\u{1f3fe}', 13, true],
	['Unicode 10', '10: \u{1f92a}; \u{1f9d5}\u{1f3fe}', 10, true],
	['a flag', RI('DE'), 2, true],
	['a flag of a region', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 2, true],
	['half a flag', RI('D'), 2, true],
	['the rainbow flag', '\u{1f3f3}\ufe0f\u200d\u{1f308}', 2, true],
	['a keycap', '1\ufe0f\u20e3', 2, true],
	['a heart with and without variation', '\u2764\ufe0f\u2764', 4, true],
	['a copyright sign in a text', '\u00a9', 1, true],
	['Unicode 13, of two parts', '\u2764\ufe0f\u200d\u{1f525}', 2, true],
	['Unicode 13, a flag', '\u{1f3f3}\ufe0f\u200d\u26a7\ufe0f', 2, true],
	['Unicode 14', '\u{1fae0}', 2, true],
	['Unicode 14, with a skin tone', '\u{1faf6}\u{1f3fd}', 2, true],
	['Unicode 14, two hands of two tones', '\u{1faf1}\u{1f3fb}\u200d\u{1faf2}\u{1f3ff}', 2, true],
	['Unicode 15.1', '\u{1f9d1}\u200d\u{1f9d1}\u200d\u{1f9d2}', 2, true],
	['Unicode 15.1, with an arrow', '\u{1f642}\u200d\u2194\ufe0f', 2, true],
	['Unicode 16', '\u{1fac6}', 2, true],
	['Unicode 16, a flag', RI('CQ'), 2, true],
	['140 of Unicode 15.1', '\u{1f9d1}\u200d\u{1f9d1}\u200d\u{1f9d2}'.repeat(140), 280, true],
	['a young one before a link', '\u{1faf6}\u{1f3fd} telekom.de', 26, true],
	['joined ones that nobody made an emoji', '\u{1f4f6}\u200d\u{1f4f6}', 5, true],
]
const MARKS: readonly Case[] = [
	['spaces of every width', '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b', 12, true],
	['joiner and non-joiner', 'a\u200cb\u200dc', 5, true],
	['hyphens, dashes and quotation marks', '\u2010\u2011\u2012\u2013\u2014\u2015\u2016\u2017\u2018\u201f', 10, true],
	['primes', '\u2032\u2033\u2034\u2035\u2036\u2037', 6, true],
	['directional marks', '\u202aabc\u202c', 7, true],
	['directional marks around a link', '\u2066\u202ahttp://netz.پاکستان/\u202c\u2069', 31, true],
	['a character that is none', 'ABC\u202a\uffffABC\ufffe', 12, false],
	['a byte order mark', 'a\ufeff', 3, false],
	['white space only', ' \n\u00a0', 3, false],
	['half a surrogate pair', 'a\ud800', 3, false],
]

describe.each([
	['a text', PLAIN],
	['a link', LINKS],
	['a wide script', WIDE],
	['an emoji', EMOJI],
	['a mark', MARKS],
])('the length of %s on X', (_, cases) => {
	test.each(cases)('%s', (_name, text, weight, valid) => {
		expect(weigh(text)).toEqual([weight, valid])
		expect(measureX(text, 'public').limit).toBe(280)
	})
})

describe('a domain younger than the library', () => {
	test('is a link', () => expect(weigh('hilfe.kids')).toEqual([23, true]))
	test('is taken for the longer reading, for nobody knows X’s list', () => {
		expect(weigh(`https://hilfe.kids/${'a'.repeat(100)}`)).toEqual([119, true])
	})
	test.each(['netz.kidsclub', 'a.kids.x', 'kids', '.kids'])('is not seen in %s', (text) => {
		expect(weigh(text)[0]).toBe(Array.from(text).length)
	})
})

describe('the length of a private message on X', () => {
	test('is counted in code points, links and emoji as they are', () => {
		expect(measureX('telekom.de \u{1f4f6}', 'private')).toEqual({ length: 12, limit: 10_000, valid: true })
	})
	test.each([
		['ö'.repeat(10_000), true],
		['ö'.repeat(10_001), false],
		['\u{1f4f6}'.repeat(10_000), true],
		['', false],
		['  ', false],
	])('knows its limit', (text, valid) => {
		expect(measureX(text, 'private').valid).toBe(valid)
	})
})

describe('a text of more than 15,000 characters', () => {
	const weighed = vi.spyOn(twitter, 'parseTweet')
	afterAll(() => weighed.mockRestore())

	// The library takes time by the square of the length.
	test.each(['a.', 'http://', family, 'a.de/(', 'の'])('of nothing but %j is refused without the library', (part) => {
		measureX(part.repeat(100), 'public')
		expect(weighed).toHaveBeenCalled()
		weighed.mockClear()
		expect(measureX(part.repeat(Math.ceil(15_001 / part.length)), 'public')).toMatchObject({ valid: false })
		expect(weighed).not.toHaveBeenCalled()
	})
})
