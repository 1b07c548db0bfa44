import { describe, expect, it } from 'vitest'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { fieldOf } from '#shared/screening/finding.ts'
import { maskPersonalData } from '#shared/screening/screen-text.ts'
import { parseScreeningSettings } from '#shared/screening/settings.ts'
import { ownThings } from '#test/support/public-texts.ts'

const settings = parseScreeningSettings(ownThings)
const find = (text: string) => findPersonalData(text, settings)
const mask = (text: string) => maskPersonalData(text, find(text))

describe('findPersonalData', () => {
	it('gives places in the text as it was written, in order and apart', () => {
		const text = 'Tel. 0151\u200b234\u00a056789,\nIBAN de89 3704 0044 0532 0130 00, Ｍａｘ@web.de'
		const found = find(text)
		expect(found.map(({ kind }) => kind)).toEqual(['phone', 'iban', 'email'])
		for (const { start, end, value } of found) expect(text.slice(start, end)).toBe(value)
		expect(found.map(({ value }) => value)).toEqual([
			'0151\u200b234\u00a056789',
			'de89 3704 0044 0532 0130 00',
			'Ｍａｘ@web.de',
		])
	})

	it('gives the number alone where a label says what it is', () => {
		expect(find('Ihre Kundennummer lautet: 4711 0815 99.')).toEqual([
			{ kind: 'customerNumber', start: 26, end: 38, value: '4711 0815 99' },
		])
	})

	it.each([
		['Meine Kundennummer ist 4711081508, bitte helfen', '4711081508'],
		['Kundennummer war 4711081508', '4711081508'],
		['Auftragsnummer AB 123456 fehlt', 'AB 123456'],
	])('leaves out the words before the number in %j', (text, value) => expect(find(text)[0]?.value).toBe(value))

	it.each([
		['IBAN DE89370400440532013000 buchen Sie nicht 39,99 ab', 'IBAN [IBAN] buchen Sie nicht 39,99 ab'],
		['meine IBAN DE89370400440532013000 gehört meiner Frau', 'meine IBAN [IBAN] gehört meiner Frau'],
		['IBAN DE89370400440532013000 und Handy 0171 2345678.', 'IBAN [IBAN] und Handy [Telefonnummer].'],
		['IBAN: DE12 3456 7890 1234 geht nicht', 'IBAN: [IBAN] geht nicht'],
	])('leaves the words after an IBAN where they are in %j', (text, masked) => expect(mask(text)).toBe(masked))

	it('takes a long number without a word for one of a customer, unless that is not wanted', () => {
		const text = 'Ich schreibe zu 1234567890 noch einmal'
		expect(find(text)).toMatchObject([{ kind: 'customerNumber' }])
		expect(findPersonalData(text, settings, { withBareNumbers: false })).toEqual([])
		expect(findPersonalData('1234567890', settings, { withBareNumbers: false })).toHaveLength(1)
	})

	it.each([
		'Mein Fall (1795360062655) ist offen',
		'Test 612812f9-e097-4600-825e-39c2c4211f8d kaputt',
		'Hallo 1795363279155406, bitte helft',
	])("takes no name that a machine gave for a person's number: %s", (text) => expect(find(text)).toEqual([]))

	it.each([
		['0431 / 12 34 56', 'phone'],
		['+49 (0)431 123456', 'phone'],
		['0049431123456', 'phone'],
		['null eins fünf eins zwei drei vier fünf sechs sieben acht', 'phone'],
		['DE02 1203 0000 0000 2020 51', 'iban'],
		['anna (at) firma punkt de', 'email'],
		['Holstenstr. 5, 24103 Kiel', 'streetAddress'],
		['Straße des 17. Juni 135', 'streetAddress'],
	])('finds the whole of %s', (value, kind) => {
		expect(find(`Guten Tag, wir haben ${value}, oder?`).map((it) => [it.kind, it.value])).toEqual([[kind, value]])
	})

	it.each([
		'0800 33 01000',
		'+49 800 3301000',
		'0049 228 1810',
		'hilft@hilft.example',
		'Hilft@Hilft.Example',
		'presse@presse.beispiel-telekom.example',
		'Beispielallee 140, 53113 Bonn',
		'7K3M9QX',
		'39,95 €',
		'12.03.2026 um 08:15 Uhr',
		'https://x.com/hilft/status/1859347502938475123',
	])('lets %s pass, which is ours or nobody’s', (text) => {
		expect(find(`Guten Tag, hier: ${text}. ^an`)).toEqual([])
	})

	it('finds a number of the same length as a hotline of ours, and one that only begins like it', () => {
		expect(find('Ruf 0800 33 01001 an')).toHaveLength(1)
		expect(find('Ruf 0228 181-12345 an')).toHaveLength(1)
	})

	it('finds an address made for one customer even below our own domain', () => {
		expect(find('Antwort an antwort+k3m9@hilft.example')).toHaveLength(1)
	})

	it('finds a mail address and a telephone number within a link, but no number of a post', () => {
		expect(find('https://shop.example/?mail=max%40web.de')).toMatchObject([{ kind: 'email' }])
		expect(find('https://wa.me/4915735998877')).toMatchObject([{ kind: 'phone' }])
		expect(find('https://hilft.example/?tel=015735998877')).toMatchObject([{ kind: 'phone' }])
		expect(find('https://www.facebook.com/hilft/posts/10158912345678901')).toEqual([])
	})

	it('looks for what operations set besides', () => {
		const own = parseScreeningSettings({ patterns: [{ kind: 'customerNumber', pattern: String.raw`\bHX-(\d{4})\b` }] })
		expect(findPersonalData('Code hx-4711, bitte', own)).toEqual([
			{ kind: 'customerNumber', start: 8, end: 12, value: '4711' },
		])
		expect(findPersonalData(`${'x '.repeat(2_490)}HX-4711`, own)).toHaveLength(1)
	})
})

describe('maskPersonalData', () => {
	it('leaves the name of each kind', () => {
		expect(mask('Kundennummer 1234567890, Tel. 0431 123456, max@web.de, Kieler Straße 44 in 24103 Kiel')).toBe(
			'Kundennummer [Kundennummer], Tel. [Telefonnummer], [E-Mail-Adresse], [Adresse]',
		)
		expect(mask('geb. 1.2.1980, PIN lautet 4711, Karte 4111 1111 1111 1111, Auftragsnr. 998877')).toBe(
			'geb. [Geburtsdatum], PIN lautet [Geheimnis], Karte [Kartennummer], Auftragsnr. [Auftragsnummer]',
		)
	})

	it('changes nothing the second time', () => {
		const once = mask('Kundennummer 1234567890, 22222 und 33333; 0431 123456 0151 23456789')
		expect(find(once)).toEqual([])
		expect(mask(once)).toBe(once)
	})
})

describe('fieldOf', () => {
	it('names the vault’s field, free text where there is none of its own', () => {
		expect([fieldOf('phone'), fieldOf('orderNumber'), fieldOf('streetAddress'), fieldOf('iban')]).toEqual([
			'phone',
			'orderNumber',
			'connectionAddress',
			'freeText',
		])
	})
})
