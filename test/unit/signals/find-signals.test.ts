import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FoundSignals, findSignals } from '#shared/signals/find-signals.ts'
import { mendWord } from '#shared/signals/mend-word.ts'
import { readWords } from '#shared/signals/read-words.ts'
import type { SignalTexts } from '#test/support/signal-texts.ts'
import { HELD_OUT } from '#test/support/signal-texts-held-out.ts'
import { LAST } from '#test/support/signal-texts-last.ts'
import { LATER } from '#test/support/signal-texts-later.ts'
import { TUNED } from '#test/support/signal-texts-tuned.ts'

const kindsIn = ({ dangers, signals }: FoundSignals): readonly string[] =>
	[...dangers, ...signals].map(({ kind }) => kind)
const share = (texts: readonly string[], isHit: (text: string) => boolean): number =>
	texts.filter(isHit).length / texts.length
const all = (texts: Readonly<Record<string, readonly string[]>>): readonly string[] => Object.values(texts).flat()

/** How well a set of texts is judged, as shares of 1. */
const figuresOf = ({ dangers, harmless, signals, plain }: SignalTexts) => {
	const isDanger = (text: string) => findSignals(text).dangers.length > 0
	const labelled = Object.entries(signals).flatMap(([kind, texts]) => texts.map((text) => ({ kind, text })))
	return {
		dangersFound: share(all(dangers), isDanger),
		dangersFalse: share(harmless, isDanger),
		dangersInEverydayMatters: share([...plain, ...all(signals)], isDanger),
		signalsFound:
			labelled.filter(({ kind, text }) => kindsIn(findSignals(text)).includes(kind)).length / labelled.length,
		signalsFalse: share([...plain, ...harmless], (text) =>
			// Thanks with something else are thanks, too.
			findSignals(text).signals.some(({ kind }) => kind !== 'thanks'),
		),
	}
}

describe('what customers write', () => {
	it.each([
		['that was looked at while the rules were made', TUNED],
		['that was written before them', HELD_OUT],
		['that was written after them', LATER],
		['that was written last', LAST],
	])('%s is judged well', (_, texts) => {
		const figures = figuresOf(texts)
		expect(figures.dangersFound).toBeGreaterThanOrEqual(0.95)
		expect(figures.dangersFalse).toBeLessThanOrEqual(0.1)
		expect(figures.dangersInEverydayMatters).toBeLessThanOrEqual(0.01)
		expect(figures.signalsFound).toBeGreaterThanOrEqual(0.95)
		expect(figures.signalsFalse).toBeLessThanOrEqual(0.05)
	})
	it('is enough to tell: sixty of danger, sixty that only sound so, fifteen of each signal', () => {
		const sets = [TUNED, HELD_OUT, LATER, LAST]
		expect(sets.flatMap(({ dangers }) => all(dangers)).length).toBeGreaterThanOrEqual(200)
		expect(sets.flatMap(({ harmless }) => harmless).length).toBeGreaterThanOrEqual(140)
		for (const kind of Object.keys(TUNED.signals))
			expect(
				sets
					.flatMap(({ signals }) => Object.entries(signals))
					.filter(([name]) => name === kind)
					.flatMap(([, texts]) => texts).length,
			).toBeGreaterThanOrEqual(15)
		const texts = sets.flatMap(({ dangers, harmless, signals, plain }) => [
			...all(dangers),
			...harmless,
			...all(signals),
			...plain,
		])
		expect(new Set(texts).size).toBe(texts.length)
	})
	it.each(Object.entries(TUNED.dangers).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const)))(
		'%s: %s',
		(kind, text) => expect(kindsIn(findSignals(text))).toContain(kind),
	)
	it.each(TUNED.harmless)('no danger: %s', (text) => expect(findSignals(text).dangers).toEqual([]))
})

describe('a finding', () => {
	const said = (text: string) => {
		const { dangers, signals } = findSignals(text)
		return Object.fromEntries([...dangers, ...signals].map(({ kind, start, end }) => [kind, text.slice(start, end)]))
	}
	it('names the words that it stands on, as they were written', () => {
		expect(said('Hallo, ICH BRING MICH UM, wenn das so weitergeht')).toEqual({ selfHarm: 'BRING MICH UM' })
		expect(said('Das übergebe ich jetzt meinem Rechtsanwalt Dr. Petersen.')).toEqual({ lawyer: 'Rechtsanwalt' })
		expect(said('😀 Bu ev yanıyor! Hilfe')).toEqual({ lifeThreat: 'ev yanıyor' })
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
		(part) => {
			findSignals('warm')
			const timeOf = (length: number): number => {
				const text = part.repeat(Math.ceil(length / part.length)).slice(0, length)
				const begun = process.cpuUsage()
				findSignals(text)
				return process.cpuUsage(begun).user / 1_000
			}
			// Ten times the text, well below a hundred times the time.
			const [short, long] = [timeOf(3_000), timeOf(30_000)]
			expect(long).toBeLessThan(Math.max(short, 5) * 40)
		},
	)
	it('mends what is one letter off, and leaves what is a word of its own', () => {
		expect(['selbtsmord', 'kündgung', 'bundesnetzagntur', 'techiker'].map(mendWord)).toEqual([
			'selbstmord',
			'kündgung',
			'bundesnetzagentur',
			'techniker',
		])
		expect(['presse', 'messe', 'technik', 'bombe'].map(mendWord)).toEqual(['presse', 'messe', 'technik', 'bombe'])
	})
})
