import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExamples } from '#infra/learn/learn.ts'
import { dangerKindSchema } from '#shared/cases/signals/facts.ts'
import { readWords } from '#shared/reading/read-words.ts'
import { type FoundSignals, findSignals } from '#shared/signals/find-signals.ts'
import { LEARNED_SIGNALS } from '#shared/signals/learned-kinds.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'

const kindsIn = ({ dangers, signals }: FoundSignals): readonly string[] =>
	[...dangers, ...signals].map(({ kind }) => kind)

const read = (file: string) =>
	readExamples(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).map(({ text, labels }) => ({
		text,
		labels,
		found: findSignals(text),
	}))
/** Written by somebody who knew neither the texts that the model learned from nor what it finds. */
const UNSEEN = read('test/support/unseen-customers.txt')

type Judged = (typeof UNSEEN)[number]
const DANGERS: readonly string[] = dangerKindSchema.options
const SIGNALS: readonly string[] = LEARNED_SIGNALS
const isOf =
	(kinds: readonly string[]) =>
	({ labels }: Judged): boolean =>
		kinds.some((kind) => labels.has(kind))
const isDanger = isOf(DANGERS)
const isSignal = isOf(SIGNALS)
const share = (texts: readonly Judged[], isHit: (text: Judged) => boolean): number =>
	texts.filter(isHit).length / texts.length
const hasDanger = ({ found }: Judged): boolean => found.dangers.length > 0
const hasSignal = ({ found }: Judged): boolean => found.signals.some(({ kind }) => SIGNALS.includes(kind))

describe('of what customers write, in texts that nobody learned from,', () => {
	it('19 of 20 dangers are found, and 9 of 10 with their kind', () => {
		const dangers = UNSEEN.filter(isDanger)
		expect(dangers.length).toBeGreaterThanOrEqual(180)
		expect(share(dangers, hasDanger)).toBeGreaterThanOrEqual(0.95)
		expect(
			share(dangers, ({ labels, found }) => found.dangers.some(({ kind }) => labels.has(kind))),
		).toBeGreaterThanOrEqual(0.9)
	})
	it('1 of 10 that only sound dangerous is taken for it, and 1 of 20 of all others', () => {
		expect(
			share(
				UNSEEN.filter(({ labels }) => labels.has('harmless')),
				hasDanger,
			),
		).toBeLessThanOrEqual(0.1)
		expect(
			share(
				UNSEEN.filter((text) => !isDanger(text)),
				hasDanger,
			),
		).toBeLessThanOrEqual(0.05)
	})
	it('9 of 10 signals are found, and 1 of 20 texts without one is taken for it', () => {
		const said = UNSEEN.flatMap(({ labels, found }) =>
			SIGNALS.filter((kind) => labels.has(kind)).map((kind) => found.signals.some((one) => one.kind === kind)),
		)
		expect(said.filter(Boolean).length / said.length).toBeGreaterThanOrEqual(0.9)
		expect(
			share(
				UNSEEN.filter((text) => !isSignal(text)),
				hasSignal,
			),
		).toBeLessThanOrEqual(0.05)
	})
	it('each language does as well', () => {
		const lines = readFileSync(new URL('../../support/unseen-customers.txt', import.meta.url), 'utf8')
			.trim()
			.split('\n')
		for (const language of ['de', 'en', 'tr']) {
			const texts = UNSEEN.filter((_, index) => lines[index]?.split('|')[1] === language)
			expect(share(texts.filter(isDanger), hasDanger), language).toBeGreaterThanOrEqual(0.9)
			expect(
				share(
					texts.filter((text) => !isDanger(text)),
					hasDanger,
				),
				language,
			).toBeLessThanOrEqual(0.1)
		}
	})
	it('none was learned from', () => {
		const learned = new Set(read('infra/learn/texts/customers.txt').map(({ text }) => text.toLowerCase()))
		expect(learned.size).toBeGreaterThan(5_000)
		expect(UNSEEN.filter(({ text }) => learned.has(text.toLowerCase()))).toEqual([])
	})
})

describe('a finding', () => {
	const said = (text: string): Readonly<Record<string, string>> => {
		const { dangers, signals } = findSignals(text)
		return Object.fromEntries([...dangers, ...signals].map(({ kind, start, end }) => [kind, text.slice(start, end)]))
	}
	it('names the words that it stands on, as they were written', () => {
		expect(said('Hallo, ICH BRING MICH UM, wenn das so weitergeht').selfHarm).toContain('BRING MICH UM')
		expect(said('Das übergebe ich jetzt meinem Rechtsanwalt Dr. Petersen.').lawyer).toContain('Rechtsanwalt')
		expect(said('😀 Bu ev yanıyor! Hilfe').lifeThreat).toContain('yanıyor')
	})
	it.each([
		['umlauts as two letters', 'Ich moechte meinen Vertrag kuendigen', 'cancellation'],
		['no umlauts at all', 'ich mochte meinen vertrag kundigen', 'cancellation'],
		['decomposed letters', 'Ku\u0308ndigung ist raus', 'cancellation'],
		['other spaces and invisible characters', 'ich\u00a0will\u2009nicht mehr le\u200bben', 'selfHarm'],
		['wide letters', 'ｋｉｌｌ ｍｙｓｅｌｆ', 'selfHarm'],
		['stretched letters', 'ich will nicht mehr leeeeben', 'selfHarm'],
		['slips of the finger', 'hab an selsbtmord gedacht', 'selfHarm'],
		['an apostrophe or none', 'I dont want to live anymore', 'selfHarm'],
		['Turkish capitals', 'İNTİHAR EDECEĞİM', 'selfHarm'],
		['Turkish in plain letters', 'kendimi oldurecegim', 'selfHarm'],
		['hashtags', 'ich denke an #suizid', 'selfHarm'],
	])('is found with %s', (_, text, kind) => expect(Object.keys(said(text))).toContain(kind))
	it.each([
		'Ich will mich nicht umbringen',
		'Keine Selbstmordgedanken, keine Sorge',
		'I am not suicidal, just annoyed',
		'Ich will nicht kündigen',
		'Kein Widerruf gewünscht',
	])('is not made of what is denied: %s', (text) => expect(said(text)).toEqual({}))
	it('is one of a kind, wherever in the text it stands', () => {
		const matter = 'Das Internet geht nicht, und die Lampe blinkt rot. '
		expect(kindsIn(findSignals(`${matter.repeat(100)}Ich bring mich um. Ich bring mich um.`))).toEqual(['selfHarm'])
		expect(kindsIn(findSignals(`${matter.replace('. ', ', ').repeat(100)}ich bring mich um`))).toEqual(['selfHarm'])
	})
	it('is nothing in what has no words', () => {
		for (const text of ['', ' ', '👍👍', '???', '\u0308', '.', '@'])
			expect(findSignals(text)).toEqual({ dangers: [], signals: [] })
	})
})

describe('reading', () => {
	it('slices any text by whole words, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				const { dangers, signals } = findSignals(text)
				for (const { start, end } of [...dangers, ...signals]) {
					expect(start).toBeGreaterThanOrEqual(0)
					expect(end).toBeGreaterThan(start)
					expect(end).toBeLessThanOrEqual(text.length)
				}
				const reading = readWords(text)
				expect(reading.starts.length).toBe(reading.text.length)
				expect(reading.ends.length).toBe(reading.text.length)
			}),
			{ numRuns: 200 },
		)
	})
	it.each(['ich ', 'mich ', 'nicht mehr ', 'a', 'wenn ich ihr ', '. ', '? ', ', ', '@', '\u0308', 'euch die '])(
		'takes time in proportion to the text: %j',
		async (part) =>
			expect(await growthOf(findSignals, hundredfold(repeated(part), 30_000))).toBeLessThan(IN_PROPORTION),
		60_000,
	)
})
