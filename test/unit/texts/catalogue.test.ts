import { describe, expect, it } from 'vitest'
import { plainLanguage } from '#shared/address/language-signs.ts'
import { dataFieldSchema } from '#shared/cases/codes.ts'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { parseScreeningSettings } from '#shared/screening/settings.ts'
import {
	deletePostText,
	invitationText,
	lineFor,
	mailBouncedText,
	mailComplainedText,
	netiquetteText,
	privateMessageText,
	speak,
	type Voice,
} from '#shared/texts/speak.ts'

const DU: Voice = { language: 'de', form: 'du' }
const SIE: Voice = { language: 'de', form: 'sie' }
const ENGLISH: Voice = { language: 'en' }
const VOICES = [DU, SIE, ENGLISH]
/** Written German to, with a line of their own. */
const TURKISH: readonly Voice[] = [{ language: 'tr' }, { language: 'tr', form: 'du' }, { language: 'tr', form: 'sie' }]

const SAMPLE = {
	company: 'Beispiel Telekom',
	hotline: '0800 0000000',
	number: '7K3M9QX',
	link: `https://daten.hilft.example/start#${'t'.repeat(43)}`,
	code: '7K3M-9QXA',
	fields: ['Kundennummer', 'Telefonnummer'],
	label: 'Kundennummer',
	max: 30,
	address: 'https://daten.hilft.example/data',
}

/** Every sentence of a catalogue, those with values filled in. */
const sentences = (texts: unknown): string[] => {
	if (typeof texts === 'string') return [texts]
	if (typeof texts === 'function') return [String(texts(SAMPLE))]
	return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentences) : []
}

/** NETWORKS.md 2.10: what X counts. Links do not occur in an invitation. */
const weight = (text: string): number =>
	[...text.normalize('NFC')].reduce((sum, character) => {
		const point = character.codePointAt(0) ?? 0
		const isLight =
			point <= 0x10ff ||
			(point >= 0x2000 && point <= 0x200d) ||
			(point >= 0x2010 && point <= 0x201f) ||
			(point >= 0x2032 && point <= 0x2037)
		return sum + (isLight ? 1 : 2)
	}, 0)

describe('texts', () => {
	it('never says du to somebody who is Sie, or unknown', () => {
		const informal = /\b(du|dich|dir|dein\w*|ihr|euch|euer\w*)\b/
		for (const voice of [SIE, { language: 'de' } as const]) {
			expect(sentences(speak(voice)).filter((text) => informal.test(text))).toEqual([])
		}
	})

	it('never says Sie to somebody who says du', () => {
		// "Sie" at the head of a sentence may be a plural: the fields, the characters.
		const formal = /\b(Ihnen|Ihr\w*)\b|(?<![.!?] |^)\bSie\b/
		expect(sentences(speak(DU)).filter((text) => formal.test(text))).toEqual([])
	})

	it('leaves nothing empty, unfilled or doubled in any voice', () => {
		for (const voice of VOICES) {
			for (const text of sentences(speak(voice))) {
				expect(text.trim()).toBe(text)
				expect(text).not.toMatch(/undefined|\$\{| {2}|\bTODO\b/)
				expect(text).not.toBe('')
			}
		}
	})

	it('asks to delete a post with personal data, in public and with room for initials', () => {
		expect(new Set(VOICES.map(deletePostText)).size).toBe(VOICES.length)
		for (const voice of VOICES) expect(weight(`${deletePostText(voice)} ^abc`)).toBeLessThanOrEqual(280)
	})
	it('speak of tone in public, with room for initials, and never of anything else but the request', () => {
		for (const step of ['pointer', 'warning'] as const) {
			const said = VOICES.map((voice) => netiquetteText(voice, step))
			expect(new Set(said).size).toBe(VOICES.length)
			for (const text of said) expect(weight(`${text} ^abc`)).toBeLessThanOrEqual(280)
		}
	})
	it('invites in public within 280 weighted characters, with number and hotline, without a link', () => {
		for (const voice of [...VOICES, ...TURKISH]) {
			const text = invitationText(voice, { number: '7K3M9QX', hotline: '+49 (0) 800 000 000 000' })
			expect(weight(text)).toBeLessThanOrEqual(280)
			expect(text).toContain('7K3M9QX')
			expect(text).toContain('0) 800')
			expect(text).not.toMatch(/https?:|\w\.\w{2,}\b|start|#/)
		}
	})

	it('puts link and code into the private message, within what Messenger takes', () => {
		for (const voice of [...VOICES, ...TURKISH]) {
			const text = privateMessageText(voice, { ...SAMPLE, fields: dataFieldSchema.options })
			expect(text).toContain(SAMPLE.link)
			expect(text).toContain(SAMPLE.code)
			expect(text.length).toBeLessThan(2_000)
			expect(Buffer.byteLength(text)).toBeLessThan(2_000)
		}
	})

	it('leads back to the start page after a bounce or a complaint, without the code', () => {
		for (const voice of [...VOICES, ...TURKISH]) {
			for (const text of [mailBouncedText(voice, SAMPLE), mailComplainedText(voice, SAMPLE)]) {
				expect(text).toContain(SAMPLE.link)
				expect(text).toContain(SAMPLE.hotline)
				expect(text).not.toContain(SAMPLE.code)
			}
		}
	})

	it('adds one line in Turkish to what a request says in German, for whoever writes Turkish', () => {
		const values = { ...SAMPLE, fields: dataFieldSchema.options }
		const texts = (voice: Voice) => [
			privateMessageText(voice, values),
			invitationText(voice, values),
			mailBouncedText(voice, values),
			mailComplainedText(voice, values),
		]
		const german = texts(SIE)
		for (const [index, text] of texts({ language: 'tr' }).entries()) {
			const [line, ...others] = text
				.replace(german[index] ?? '', '')
				.trim()
				.split('\n')
			expect([text.startsWith(german[index] ?? '?'), others]).toEqual([true, []])
			expect(plainLanguage(line ?? '')).toBe('tr')
		}
		const lines = (['mailSubject', 'mailOpening'] as const).map((name) => lineFor({ language: 'tr' }, name))
		for (const line of lines) expect(plainLanguage(line ?? '')).toBe('tr')
		for (const voice of VOICES) expect(lineFor(voice, 'mailSubject')).toBeUndefined()
		for (const voice of TURKISH) {
			const text = invitationText(voice, { number: '7K3M9QX', hotline: SAMPLE.hotline })
			expect(findPersonalData(text, parseScreeningSettings({ ownPhones: [SAMPLE.hotline] }))).toEqual([])
		}
	})
	it('speaks German as du, as Sie where the form is not known, and English', () => {
		expect(speak(DU).start.title).toBe('Deine E-Mail-Adresse')
		expect(speak({ language: 'de', form: undefined }).start.title).toBe('Ihre E-Mail-Adresse')
		expect(speak({ language: 'en', form: 'du' }).start.title).toBe('Your e-mail address')
	})
})
