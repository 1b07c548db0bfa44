import { describe, expect, it } from 'vitest'
import { detectAddressForm } from '#shared/address/detect-address-form.ts'
import { plainLanguage } from '#shared/address/language-signs.ts'
import { dangerKindSchema } from '#shared/cases/signals/facts.ts'
import { measureText } from '#shared/channels/measure.ts'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { stageScreening } from '#shared/screening/stage-screening.ts'
import { findSignals } from '#shared/signals/find-signals.ts'
import { dangerText } from '#shared/texts/danger-texts.ts'
import type { Voice } from '#shared/texts/speak.ts'

const VOICES: readonly Voice[] = [
	{ language: 'de', form: 'du' },
	{ language: 'de', form: 'sie' },
	{ language: 'en' },
	{ language: 'tr' },
]
const KINDS = dangerKindSchema.options
const ALL = KINDS.flatMap((kind) => VOICES.map((voice) => ({ kind, voice, text: dangerText(kind, voice) })))
/** No hotline of ours is among the numbers that are let through. */
const SCREENING = stageScreening({ HOTLINE: '0800 0000000', MAIL_FROM: 'hilft@hilft.example', SCREENING: '{}' })

describe('the fixed texts for danger', () => {
	it('are another one for each kind, form and language; an unknown form is Sie', () => {
		expect(new Set(ALL.map(({ text }) => text)).size).toBe(KINDS.length * VOICES.length)
		for (const kind of KINDS)
			expect(dangerText(kind, { language: 'de' })).toBe(dangerText(kind, { language: 'de', form: 'sie' }))
		expect(dangerText('child', { language: 'en', form: 'du' })).toBe(dangerText('child', { language: 'en' }))
	})
	it.each(ALL)('of $kind for $voice may stand in public, whole, on every network', ({ voice, text }) => {
		expect(findPersonalData(text, SCREENING)).toEqual([])
		for (const network of ['x', 'facebook', 'instagram'] as const)
			expect(measureText(network, 'public', `${text} ^abc`)).toMatchObject({ valid: true })
		expect(plainLanguage(text)).toBe(voice.language)
		expect(text).not.toMatch(/ {2}|[!]/)
	})
	it.each(ALL.filter(({ voice }) => voice.language === 'de'))('of $kind speaks as $voice does', ({ voice, text }) => {
		const { form, evidence } = detectAddressForm(text)
		expect([form, evidence.filter((one) => one.form !== voice.form)]).toEqual([voice.form, []])
	})
	it('name who helps, and no threat back', () => {
		const saidIn = (kind: (typeof KINDS)[number]) => ALL.filter((one) => one.kind === kind).map(({ text }) => text)
		const helpers = { selfHarm: ['112', '0800 1110111', '0800 1110222', '116 123', '116 111'], lifeThreat: ['112'] }
		for (const number of helpers.selfHarm) for (const text of saidIn('selfHarm')) expect(text).toContain(number)
		for (const text of [...saidIn('lifeThreat'), ...saidIn('emergencyUnreachable')]) expect(text).toContain('112')
		for (const text of saidIn('child')) expect(text).toMatch(/110.*112.*0800 1110550.*116 111/)
		for (const text of saidIn('violenceAgainstUs')) {
			expect(text).not.toMatch(/\d/)
			expect(findSignals(text).dangers.map(({ kind }) => kind)).not.toContain('violenceAgainstUs')
		}
	})
})
