import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DetectedForm, detectAddressForm } from '#shared/address/detect-address-form.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'
import { share } from '#test/support/night.ts'
import type { Labelled } from './corpus.ts'
import { heldOut } from './corpus-held-out.ts'
import { later } from './corpus-later.ts'
import { tuned } from './corpus-tuned.ts'

const formOf = (text: string) => detectAddressForm(text).form

const errorsIn = (corpus: readonly Labelled[]) => {
	const wrong = corpus
		.map(({ text, form }) => ({ text, form, got: formOf(text) }))
		.filter(({ form, got }) => form !== got)
	const formal = corpus.filter(({ form }) => form === 'sie')
	return {
		right: 1 - wrong.length / corpus.length,
		formalAsDu: wrong.filter(({ form, got }) => form === 'sie' && got === 'du').length / formal.length,
		report: wrong.map(({ text, form, got }) => `${form} taken for ${got}: ${text}`),
	}
}

describe.each([
	['the sentences the rules were tuned on', tuned],
	['the sentences written to break the rules', later],
	['the sentences held out', heldOut],
] as const)('%s', (_, corpus) => {
	it('are right in at least 98 of 100, and less than 5 of 1,000 formal ones are taken for du', ({ annotate }) => {
		const { right, formalAsDu, report } = errorsIn(corpus)
		const counts = `${report.length} of ${corpus.length} wrong, ${formalAsDu * 100} % of formal ones taken for du`
		expect(right, `${counts}\n${report.join('\n')}`).toBeGreaterThanOrEqual(0.98)
		expect(formalAsDu, counts).toBeLessThan(0.005)
		return annotate(counts)
	})
})

it('has at least 600 sentences to be measured by, none of them twice', () => {
	const texts = [...tuned, ...later, ...heldOut].map(({ text }) => text)
	expect(texts.length).toBeGreaterThanOrEqual(600)
	expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
})

const traps: Readonly<Record<string, readonly (readonly [string, DetectedForm])[]>> = {
	'the plural counts': [
		['Wann habt ihr endlich wieder Netz?', 'du'],
		['Bei euch geht auch gar nichts.', 'du'],
		['Hallo ihr Lieben, mein Router ist hin.', 'du'],
	],
	'imperatives, to one, to several and to Sie': [
		['Warte bitte einen Moment.', 'du'],
		['Wartet bitte einen Moment.', 'du'],
		['Warten Sie bitte einen Moment.', 'sie'],
		['Warte seit Mai auf Antwort.', 'unknown'],
		['Macht was!', 'du'],
		['Macht nichts.', 'unknown'],
	],
	'a verb alone tells': [
		['Kannst mir mal helfen?', 'du'],
		['Weißt nicht, wie lange das dauert?', 'du'],
		['Erst heißt es fast fertig, sonst meist nichts.', 'unknown'],
	],
	'Ihr and ihr at the start of a sentence': [
		['Ihr seid zu langsam.', 'du'],
		['Ihr Service ist zu langsam.', 'sie'],
		['Ihr neuer Service ist zu langsam.', 'sie'],
		['Ihr meldet euch nie.', 'du'],
		['Ihre Rechnung stimmt nicht.', 'sie'],
		['Habt Ihr das geprüft?', 'du'],
	],
	'what others said does not count': [
		['Er sagte „du musst warten“.', 'unknown'],
		['> Haben Sie neu gestartet?\nJa, hab ich.', 'unknown'],
		['RT @kunde: Könnt ihr mir helfen?', 'unknown'],
		['Der Techniker meinte du musst warten. Können Sie das bestätigen?', 'sie'],
	],
	'small letters': [
		['könnten sie mir bitte helfen', 'sie'],
		['melden sie sich bitte', 'sie'],
		['haben sie meine mail bekommen', 'sie'],
		['könnt ihr mir helfen', 'du'],
	],
	'missing umlauts': [
		['koennt ihr mal schauen', 'du'],
		['konnt ihr mal schauen', 'du'],
		['Koennten Sie mal schauen?', 'sie'],
		['muesst ihr das immer nachts machen', 'du'],
	],
	'both forms in one text': [
		['Könnt ihr Ihnen vorliegende Mails auch lesen?', 'mixed'],
		['Hast du Zeit? Ich hatte Ihnen schon geschrieben.', 'mixed'],
	],
	'nobody is meant by du or man': [
		['Da kannst du nur den Kopf schütteln.', 'unknown'],
		['Man ruft an und du wartest ewig.', 'unknown'],
		['Ach du meine Güte!', 'unknown'],
		['Man wartet hier ewig, kannst du mir helfen?', 'du'],
	],
	'dialect and contractions': [
		['haste mal kurz zeit', 'du'],
		['kannste mal schauen', 'du'],
		['habts a störung?', 'du'],
		["wisst's ihr was?", 'du'],
		['Hamse mal geschaut?', 'sie'],
	],
	'the third person': [
		['Meine Mutter ist alt, sie hat kein Handy.', 'unknown'],
		['Die Mitarbeiter waren da, sie haben nichts getan.', 'unknown'],
		['Meine Frau wartet auf ihre Nummer.', 'unknown'],
	],
	'names, handles, hashtags and addresses': [
		['@ihr_habt #seid_ihr https://hilft.example/du', 'unknown'],
		['@du: Können Sie helfen? du@hilft.example', 'sie'],
	],
	'other languages': [
		['Sie nasıl? Du nedir?', 'unknown'],
		['Kan du hjælpe mig? Jeg har ikke internet.', 'unknown'],
		['Mon accès du matin est en panne et je ne suis pas content.', 'unknown'],
	],
	'a greeting': [
		['Sehr geehrte Damen und Herren, mein Anschluss ist tot.', 'sie'],
		['Liebes Team, mein Anschluss ist tot.', 'unknown'],
		['Sehr geehrte Damen und Herren, könnt ihr mir helfen?', 'du'],
	],
}

describe('the traps of issue 3', () => {
	const cases = Object.entries(traps).flatMap(([trap, texts]) =>
		texts.map(([text, form]) => [trap, text, form] as const),
	)

	it.each(cases)('%s: %s is %s', (_, text, form) => {
		expect(formOf(text)).toBe(form)
	})
})

describe('the evidence', () => {
	it('names the few words that show the form, where they stand in the text', () => {
		expect(detectAddressForm('😀 Wann habt ihr wieder Netz?')).toEqual({
			form: 'du',
			evidence: [{ words: 'habt ihr', start: 8, end: 16, form: 'du' }],
		})
	})

	it('of an unknown form is none', () => {
		expect(detectAddressForm('Mein Netz ist weg.')).toEqual({ form: 'unknown', evidence: [] })
	})

	it('of a mixed form shows both', () => {
		const { evidence } = detectAddressForm('Hast du Zeit? Ich hatte Ihnen schon geschrieben.')
		expect(new Set(evidence.map(({ form }) => form))).toEqual(new Set(['du', 'sie']))
	})

	const word = fc.constantFrom(
		...'du Sie ihr Ihr habt könnt kannst „ “ " > , . ? ! \n @du #ihr 😀 macht was bitte mir ihnen Ihnen'.split(' '),
	)
	const texts = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(word).map((words) => words.join(' ')),
	)

	it('points to its words in any text whatever, and nothing throws', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const { form, evidence } = detectAddressForm(text)
				for (const { words, start, end } of evidence) {
					expect(text.slice(start, end)).toBe(words)
					expect(words.length).toBeGreaterThan(0)
					expect(words.length).toBeLessThanOrEqual(60)
				}
				expect(evidence.length > 0).toBe(form !== 'unknown')
				expect(evidence.length).toBeLessThanOrEqual(8)
			}),
			{ numRuns: 500 },
		)
	})
})

describe('a long text', () => {
	const long = [
		'ihr ',
		'für ihre ',
		'Sie ',
		'bitte ',
		'„',
		'"',
		'> ',
		'sagte ',
		'ob ihr das ',
		'@',
		'a',
		'a.',
		'ich ihnen ',
		'könnten sie, ',
		"'",
		' RT @a',
		'http://',
	]

	it.each(long)('of nothing but %j takes no more than in proportion', async (piece) => {
		expect(await growthOf(detectAddressForm, hundredfold(repeated(piece), share(200_000)))).toBeLessThan(IN_PROPORTION)
	})
})

describe('du to somebody else than us', () => {
	const formTo = (text: string) => detectAddressForm(text, ['hilft', 'hilft.nord']).form
	it.each([
		'@hilft @jonasb Wechsel doch zu uns',
		'@jonasb Wechsel doch zu uns, da bist du besser dran als bei @hilft',
		'@hilft geht bei mir auch nicht. @jonasb hast du schon neu gestartet? Mach das mal.',
		'@jonas.b @HILFT kannst du das mal versuchen',
		'Hey @jonasb, hast du auch kein Netz?',
	])('is no evidence: %s', (text) => expect(formTo(text)).toBe('unknown'))
	it.each([
		'@hilft kannst du mir helfen',
		'@HILFT: hast du eine Ahnung wann das wieder geht?',
		'@hilft.nord könnt ihr mir sagen, wann es weitergeht?',
		'Kannst du @jonasb und mir helfen, @hilft?',
		'@jonasb bei mir auch. @hilft kannst du bitte nachsehen?',
		'Hallo @hilft, kannst du mir helfen',
	])('is evidence where it is to us: %s', (text) => expect(formTo(text)).toBe('du'))
	it('is not looked at where nobody tells who we are', () =>
		expect(formOf('@hilft @jonasb kannst du mir helfen')).toBe('du'))
	it('leaves Sie, which is never wrong', () =>
		expect(formTo('@jonasb @hilft Können Sie mir bitte helfen?')).toBe('sie'))
	it('is found in time in proportion to the text', async () => {
		const detect = (text: string) => detectAddressForm(text, ['hilft'])
		const text = hundredfold(repeated('@jonasb du. @hilft du! '), share(200_000))
		expect(await growthOf(detect, text)).toBeLessThan(IN_PROPORTION)
	})
})
