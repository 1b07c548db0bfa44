import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleDeskAssets } from '#infra/bundles/desk-assets.ts'
import { compareRows, createTeller } from '#shared/desk/browser/news.ts'
import { ANSWERS_WITHIN, LOOKS_EVERY, retryAfter } from '#shared/desk/browser/pace.ts'
import { fillWords, isMeant, sayDistance, sayLeft } from '#shared/desk/browser/words.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import { HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { ROOT } from '#test/support/source-files.ts'

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))

describe('the news of a list', () => {
	it('are what comes and what goes, and nothing where both are the same', () => {
		expect(compareRows(['a', 'b', 'c'], ['d', 'b', 'a', 'e'])).toEqual({ entering: ['d', 'e'], leaving: ['c'] })
		expect(compareRows(['a', 'b'], ['b', 'a'])).toEqual({ entering: [], leaving: [] })
	})

	it('lead from what is shown to what is fresh, whatever both are', () => {
		fc.assert(
			fc.property(ids, ids, (shown, fresh) => {
				const { entering, leaving } = compareRows(shown, fresh)
				const after = [...shown.filter((id) => !leaving.includes(id)), ...entering]
				expect(after.toSorted()).toEqual(fresh.toSorted())
			}),
		)
	})

	it('are told once, and again only after they were gone', () => {
		const tell = createTeller(['a'])
		expect([['a', 'b'], ['a', 'b'], ['b', 'c', 'd'], ['b'], ['a', 'b']].map(tell)).toEqual([1, 0, 2, 0, 1])
	})
})

describe('what failed is tried again', () => {
	it('later with each failure, up to a quarter of a minute', () => {
		expect([1, 2, 3, 4, 20].map((failures) => retryAfter(failures, 0.5))).toEqual([2_000, 4_000, 8_000, 15_000, 15_000])
	})

	it('at moments that chance spreads by a fifth', () => {
		expect([retryAfter(1, 0), retryAfter(1, 1)]).toEqual([1_600, 2_400])
	})
})

it('a desk that is gone is noticed within six seconds', () => {
	expect(LOOKS_EVERY + ANSWERS_WITHIN).toBeLessThan(6 * SECOND)
})

describe('the words of the script', () => {
	it('take what they have places for, and say nothing where something is missing', () => {
		expect(fillWords('weg seit {since}, {n}', { since: '14:03', n: 0 })).toBe('weg seit 14:03, 0')
		expect(fillWords('weg seit {since}', {})).toBeUndefined()
		expect(fillWords(undefined, {})).toBeUndefined()
		expect(fillWords('{a}', { a: '{b}' })).toBe('{b}')
	})

	it('have the same places in both languages', () => {
		const places = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()
		const { de, en } = DESK_TEXTS
		const english = new Map(Object.entries(en.frame.live))
		for (const [name, words] of Object.entries(de.frame.live))
			expect([name, places(english.get(name) ?? '')]).toEqual([name, places(words)])
	})

	it.each([
		['de', -3 * MINUTE, 'vor 3 Min.'],
		['de', -90 * MINUTE, 'vor 1 Std.'],
		['de', -25 * HOUR, 'vor 1 Tag'],
		['de', 2 * HOUR, 'in 2 Std.'],
		['de', -59 * SECOND, 'jetzt'],
		['en-GB', -3 * MINUTE, '3 min ago'],
		['en-GB', 20 * SECOND, 'now'],
	])('say in %s how far %d ms are', (language, milliseconds, said) => {
		expect(sayDistance(language, milliseconds)).toBe(said)
	})

	it.each([
		[15_000, '15 s'],
		[14_001, '15 s'],
		[60_000, '1:00'],
		[245_000, '4:05'],
		[-5_000, '0 s'],
		[3 * HOUR, 'in 3 Std.'],
	])('say what is left of %d ms', (milliseconds, said) => {
		expect(sayLeft('de', milliseconds)).toBe(said)
	})

	it('are found by the beginnings of their words, in any order and without accents', () => {
		expect(
			['zus', 'neue zusage', 'ZUSAGE', 'kon', 'zurück'].map((typed) => isMeant('Neue Zusage: zurückrufen', typed)),
		).toEqual([true, true, true, false, true])
		expect(isMeant('Zurückholen', 'zuruck')).toBe(true)
		expect(isMeant('Daten anfragen', '')).toBe(true)
	})
})

it('script and style are small as they travel', async () => {
	const assets = await bundleDeskAssets(ROOT)
	const sizes = assets.map(({ file, content }) => [file, gzipSync(content, { level: 9 }).length] as const)
	expect(sizes.find(([file]) => file === 'desk.js')?.[1]).toBeLessThan(16_000)
	expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(30_000)
})
