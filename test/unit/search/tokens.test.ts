import { describe, expect, it } from 'vitest'
import { soughtIn, tokensOf } from '#shared/search/tokens.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'

/** Says whether somebody finds a message by what they type. */
const isFound = (typed: string, message: Partial<Parameters<typeof tokensOf>[0]>): boolean => {
	const tokens = tokensOf({ text: '', ...message })
	const sought = soughtIn(typed)
	return sought.length > 0 && sought.every((token) => tokens.includes(token))
}

describe('a name', () => {
	it.for([
		['Müller', 'Müller'],
		['Müller', 'Mueller'],
		['Müller', 'muller'],
		['Mueller', 'müller'],
		['Muller', 'MÜLLER'],
		['Mu\u0308ller', 'Müller'],
		['Sabine Müller', 'sab'],
		['Sabine Müller', 'Muell'],
		['Sabine Müller', 'mül'],
		['Sabine Müller', 'Mue'],
		['Sabine Müller', 'müller sabine'],
		['Sabine Müller', 'Müller, Sabine'],
		['Anna-Lena Großmann', 'grossmann'],
		['Anna-Lena Großmann', 'lena gro'],
		['Işıl Güneş', 'isil gunes'],
		['Işıl Güneş', 'Güneş'],
		['Søren Łukasz', 'soren lukasz'],
		['🌸 Sabine 👩‍👩‍👧 Müller 🌸', 'Sabine Müller'],
		['𝓢𝓪𝓫𝓲𝓷𝓮', 'sabine'],
		['Bauer', 'baue'],
		['Konstantinopoulos', 'konstant'],
		['Konstantinopoulos', 'Konstantinopoulos'],
		['Ольга Петрова', 'петр'],
	] as const)('%s is found by %s', ([authorName, typed]) => {
		expect(isFound(typed, { authorName })).toBe(true)
	})
	it.for([
		['Müller', 'Meier'],
		['Sabine Müller', 'sa'],
		['Sabine Müller', 'bine'],
		['Sabine Müller', 'Sabine Meier'],
		['🌸🌸🌸', '🌸🌸🌸'],
		['0171 2345678', '0171 2345678'],
	] as const)('%s is not found by %s', ([authorName, typed]) => {
		expect(isFound(typed, { authorName })).toBe(false)
	})
	it('leads to its case by twelve tokens at most, its parts as a whole among them', () => {
		const authorName = 'Maximiliane Konstantinopoulos Freifrau von Hohenlohe'
		const tokens = tokensOf({ text: '', authorName })
		expect(tokens).toHaveLength(12)
		expect(tokens).toEqual(expect.arrayContaining(['maximiliane', 'konstantinopoulos', 'freifrau', 'hohenlohe', 'max']))
	})
})

describe('the name of an account', () => {
	it.for(['@erika_muster99', 'erika_muster99', 'ERIKA_Muster99', '@erika_muster99,', 'Erika_Muster99 Muster'])(
		'is found by %s',
		(typed) => {
			expect(isFound(typed, { authorHandle: 'Erika_Muster99', authorName: 'Erika Muster' })).toBe(true)
		},
	)
	it.for(['@erika', 'erika_muster9', '@muster99'])('is not found by %s', (typed) => {
		expect(isFound(typed, { authorHandle: 'Erika_Muster99' })).toBe(false)
	})
})

describe('the words of a message', () => {
	const text =
		'Hallo @hilft, mein Internet ist seit gestern tot! Störung?? Kundennummer KD4711999, Tel. 0171/2345678, erika@kunde.example, https://bild.example/geheim und www.seite.example/weg — Ärger, naïve Grüße'
	it.for(['internet', 'INTERNET', 'Störung', 'stoerung', 'gestern internet', 'aerger', 'naive', 'gruesse', 'Grüße.'])(
		'are found by %s',
		(typed) => {
			expect(isFound(typed, { text })).toBe(true)
		},
	)
	it.for(['glasfaser', 'inter', 'internet glasfaser', 'tot', '@hilft', 'kunde', 'geheim', 'seite', 'erika'])(
		'are not found by %s',
		(typed) => {
			expect(isFound(typed, { text })).toBe(false)
		},
	)
	it('hold no number, mail address, link or name of an account, and nothing that says nothing', () => {
		expect(tokensOf({ text })).toEqual(['internet', 'gestern', 'storung', 'kundennummer', 'arger', 'naive', 'grusse'])
	})
	it('are twenty-four at most, each once, and no longer than forty letters', () => {
		const letters = [...'abcdefghijklmnopqrstuvwxyz']
		const words = letters.map((letter) => letter.repeat(5))
		expect(tokensOf({ text: `${words.join(' ')} ${words.join(' ')}` })).toEqual(words.slice(0, 24))
		expect(tokensOf({ text: 'x'.repeat(9_000) })).toEqual(['x'.repeat(40)])
		expect(isFound('x'.repeat(90), { text: 'x'.repeat(9_000) })).toBe(true)
	})
	it.for([
		['letters', 'a'],
		['at signs', '@'],
		['vowels', 'ue'],
		['marks', '\u0308'],
		['dots', 'a.'],
		['blanks', ' '],
		['short words', 'ab '],
	] as const)('are read in proportion where there is nothing but %s', async ([, piece]) => {
		const texts = hundredfold(repeated(piece), 200_000)
		expect(await growthOf((text) => tokensOf({ text, authorName: text, authorHandle: text }), texts)).toBeLessThan(
			IN_PROPORTION,
		)
	})
})

describe('what is sought', () => {
	it('is three tokens at most, the longest, and words that say nothing only alone', () => {
		expect(soughtIn('das Internet ist seit gestern bei Familie Müller ausgefallen')).toEqual([
			'ausgefallen',
			'internet',
			'gestern',
		])
		expect(soughtIn('nicht')).toEqual(['nicht'])
		expect(soughtIn('ab 12 !')).toEqual([])
	})
})
