import { describe, expect, it } from 'vitest'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { type FindingKind, findingKindSchema } from '#shared/screening/finding.ts'
import { parseScreeningSettings } from '#shared/screening/settings.ts'
import { type LabelledText, labelledTexts, ownThings } from '#test/support/public-texts.ts'
import { adversaryTexts } from '#test/support/public-texts-adversary.ts'
import { heldOutTexts } from '#test/support/public-texts-held-out.ts'
import { laterTexts } from '#test/support/public-texts-later.ts'
import { tunedTexts } from '#test/support/public-texts-tuned.ts'

/**
 * The figures of the first run on each, before anything was mended for it: tuned 197 of the first 198, held out 108 of 109 (both
 * written before the patterns), adversary 110 of 117 and later 108 of 109 (written after).
 */
const settings = parseScreeningSettings(ownThings)
const isKind = (word: string): word is FindingKind => findingKindSchema.safeParse(word).success
const sets = [tunedTexts, heldOutTexts, adversaryTexts, laterTexts].map((lines) => labelledTexts(lines, isKind))
const all = sets.flat()

const kindsIn = (text: string) => findPersonalData(text, settings).map(({ kind }) => kind)
const isJudgedRightly = ({ text, kinds }: LabelledText) => kindsIn(text).length > 0 === kinds.length > 0

describe('public answers', () => {
	it('are more than 500, half of them with personal data', () => {
		expect(all.length).toBeGreaterThan(500)
		const withData = all.filter(({ kinds }) => kinds.length > 0).length
		expect(withData / all.length).toBeGreaterThan(0.45)
		expect(withData / all.length).toBeLessThan(0.6)
	})

	it('are judged rightly in at least 98 of 100', () => {
		const wrong = all.filter((each) => !isJudgedRightly(each)).map(({ text }) => text)
		expect(1 - wrong.length / all.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.98)
	})

	it('never pass with a telephone number, an IBAN or a mail address', () => {
		const dangerous: readonly FindingKind[] = ['phone', 'iban', 'email']
		const passed = all.filter(
			({ text, kinds }) => kinds.some((it) => dangerous.includes(it)) && kindsIn(text).length === 0,
		)
		expect(passed.map(({ text }) => text)).toEqual([])
	})

	it('have the kinds of data that were written into them, in at least 95 of 100', () => {
		const other = all.filter(({ text, kinds }) => [...new Set(kindsIn(text))].join() !== [...new Set(kinds)].join())
		expect(other.length / all.length, other.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05)
	})
})
