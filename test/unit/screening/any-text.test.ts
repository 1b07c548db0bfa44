import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { MASKS } from '#shared/screening/finding.ts'
import { maskPersonalData } from '#shared/screening/screen-text.ts'
import { parseScreeningSettings } from '#shared/screening/settings.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'
import { share } from '#test/support/night.ts'
import { ownThings } from '#test/support/public-texts.ts'
import { adversaryTexts } from '#test/support/public-texts-adversary.ts'
import { tunedTexts } from '#test/support/public-texts-tuned.ts'

/** The same texts each time; `HILFT_SEED` for others. */
const seed = Number(process.env.HILFT_SEED ?? 20_261_122)

const settings = parseScreeningSettings(ownThings)
const find = (text: string) => findPersonalData(text, settings)
const mask = (text: string) => maskPersonalData(text, find(text))

const AREAS = [
	'431',
	'4321',
	'40',
	'30',
	'89',
	'211',
	'6131',
	'33203',
	'151',
	'1520',
	'160',
	'170',
	'176',
	'1573',
	'179',
]
const DOTS = ['', '.']
const OTHERS = ['', ' ', '-', '/', ' / ', '\u00a0', '\u202f', '\u200b', ' - ', '–', '  ', '\u2060']
const digit = fc.integer({ min: 0, max: 9 }).map(String)

/** A number as Germans write it: any prefix, any grouping, any separators. */
const anyPhone = fc
	.record({
		area: fc.constantFrom(...AREAS),
		first: fc.integer({ min: 2, max: 9 }).map(String),
		rest: fc.array(digit, { minLength: 6, maxLength: 7 }),
		prefix: fc.constantFrom('0', '(0', '+49 ', '+49', '+49 (0)', '0049 ', '0049', '+49-', '0 '),
		// Dots among other separators make dates: 0431 1.1.00.
		gaps: fc
			.constantFrom(DOTS, OTHERS)
			.chain((each) => fc.array(fc.constantFrom(...each), { minLength: 9, maxLength: 9 })),
		groups: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
		isWide: fc.boolean(),
	})
	.map(({ area, first, rest, prefix, gaps: [gap = '', ...gaps], groups, isWide }) => {
		const digits = [first, ...rest]
		let local = ''
		for (const [index, length] of groups.entries()) {
			const group = digits.splice(0, length).join('')
			local += (local === '' || group === '' ? '' : (gaps[index] ?? '')) + group
		}
		const written = `${prefix}${area}${prefix.startsWith('(0') ? ') ' : gap}${local}`
		return isWide ? written.replaceAll(/\d/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0)) : written
	})

const pieces = [...tunedTexts.split(/[\n|]/), ...adversaryTexts.split(/[\n|]/), ...Object.values(MASKS)]
const anyText = fc
	.array(
		fc.oneof(
			fc.constantFrom(...pieces.flatMap((line) => line.split(/(?<= )/))),
			fc.constantFrom(...pieces),
			fc.string({ unit: 'grapheme', maxLength: 12 }),
			fc.string({ unit: 'binary', maxLength: 6 }),
			anyPhone,
		),
		{ maxLength: 30 },
	)
	.map((parts) => parts.join(''))

describe('any text', () => {
	it('is refused with any German number in it, however it is written', () => {
		fc.assert(
			fc.property(anyPhone, (phone) => {
				const text = `Guten Tag, wir rufen unter ${phone} zurück. ^an`
				expect(find(text).length).toBeGreaterThan(0)
				expect(mask(text).replaceAll(/\P{Nd}/gu, '')).toBe('')
			}),
			{ numRuns: share(800), seed },
		)
	})

	it('has findings that slice to their values, in order, apart', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				let done = 0
				for (const { start, end, value } of find(text)) {
					expect(start).toBeGreaterThanOrEqual(done)
					expect(end).toBeGreaterThan(start)
					expect(value).toBe(text.slice(start, end))
					done = end
				}
			}),
			{ numRuns: share(400), seed },
		)
	})

	it('stays as it is when it is masked again', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const once = mask(text)
				expect(mask(once)).toBe(once)
			}),
			{ numRuns: share(400), seed },
		)
	})
})

describe('a long text', () => {
	const answers = tunedTexts.replaceAll(/^.*?\|/gm, '')

	it('of harmless answers takes no more than in proportion', async () => {
		const harmless = repeated(answers.slice(answers.indexOf('Hallo Frau Müller, das tut')))
		expect(await growthOf(find, hundredfold(harmless, share(400_000)))).toBeLessThan(IN_PROPORTION)
	})

	it.each([
		['digits', '7'],
		['zeros', '0'],
		['signs', '@'],
		['names', 'a@'],
		['dots', 'a.'],
		['at', ' at '],
		['dotted digits', '1.'],
		['spaced digits', '0 '],
		['labels', 'Kundennummer '],
		['labels with numbers', 'Kundennummer ist 1 '],
		['streets', 'Am Markt 3 '],
		['capitals', 'De0'],
		['brackets', '[('],
		['marks', '\u0301'],
		['blanks', ' '],
		['addresses', 'http://a.'],
		['number words', 'eins '],
		['dashes', 'a-'],
		['passwords', 'Passwort: '],
		['plus', '+'],
		['invisible', '\u200b'],
	])('of nothing but %s takes no more than in proportion', async (_, unit) => {
		expect(await growthOf(find, hundredfold(repeated(unit), share(400_000)))).toBeLessThan(IN_PROPORTION)
	})
})
