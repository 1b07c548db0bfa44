import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { addressRefusals } from '#shared/cases/address/decide.ts'
import type { AddressAndLanguage } from '#shared/cases/address/evolve.ts'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CommandOf } from '#shared/cases/commands.ts'
import type { FactOf } from '#shared/cases/facts.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import {
	ANNA,
	BEN,
	claim,
	close,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	requestData,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const say = (form: 'du' | 'sie', change: Partial<CommandOf<'setAddressForm'>> = {}): CommandOf<'setAddressForm'> => ({
	kind: 'setAddressForm',
	by: ANNA,
	form,
	reason: 'customerSaidSo',
	...change,
})
const speak = (language: 'de' | 'en'): CommandOf<'setLanguage'> => ({
	kind: 'setLanguage',
	by: ANNA,
	language,
	reason: 'askedOnThePhone',
})
/** Message `number` whose text tells how its author speaks. */
const told = (number: number, at: number, tells: Pick<FactOf<'MessageReceived'>, 'addressForm' | 'language'>) =>
	message(number, at, tells)

describe('how a customer is written to', () => {
	it('is Sie and German until they have shown otherwise', () => {
		givenCase().thenState({ language: 'de' })
		givenCase().thenWithout('form', 'formSince', 'languageSince')
	})
	it('is as an agent says', () => {
		givenCase()
			.when(say('sie'), 1)
			.then(factAt('AddressFormSet', 1, { by: ANNA, form: 'sie', reason: 'customerSaidSo' }))
		givenCase()
			.happens(factAt('AddressFormSet', 1, { by: ANNA, form: 'du', reason: 'customerSaidSo' }))
			.thenChanged({ form: 'du', formSince: { at: minute(1) } })
	})
	it('is in the language that an agent says', () => {
		givenCase()
			.when(speak('en'), 1)
			.then(factAt('LanguageSet', 1, { by: ANNA, language: 'en', reason: 'askedOnThePhone' }))
		givenCase()
			.happens(factAt('LanguageSet', 1, { by: ANNA, language: 'en' }))
			.thenChanged({ language: 'en', languageSince: { at: minute(1) } })
	})
	it('goes on record as often as it is said', () => {
		givenCase().after(1, say('sie')).when(say('sie'), 2).thenFacts('AddressFormSet')
		givenCase().after(1, speak('en')).when(speak('en'), 2).thenFacts('LanguageSet')
	})
	it('is for any agent to say, whoever holds the case, and on a closed one', () => {
		for (const at of [givenCase().after(1, claim(BEN)), givenCase().after(1, close())]) {
			at.when(say('sie'), 2).thenFacts('AddressFormSet')
			at.when(speak('en'), 2).thenFacts('LanguageSet')
		}
	})
	it('leaves the turn where it is', () =>
		givenCase()
			.after(1, requestData(), say('sie'), speak('en'))
			.thenState({ form: 'sie', language: 'en', turn: { who: 'customer' } }))
})

describe('du', () => {
	const saidDu = () => given(opened(), told(1, 1, { addressForm: 'du' }))
	const set = (at: number, reason: 'customerSaidSo' | 'wronglyDetected', number: number) =>
		factAt('AddressFormSet', at, { by: ANNA, form: 'du', reason, message: keyOf('msg', number) })
	const naming = (
		number: number,
		form?: 'du' | 'sie',
		reason = 'customerSaidSo' as 'customerSaidSo' | 'wronglyDetected',
	) => say('du', { named: { message: keyOf('msg', number), form }, reason })

	itRefuses(addressRefusals, {
		setAddressForm: {
			evidenceNeeded: { given: givenCase(), when: say('du'), at: 1 },
			callNeeded: { given: saidDu(), when: say('du', { reason: 'askedOnThePhone' }), at: 2 },
		},
		setLanguage: {},
	})
	it('is set where the customer said it to us, whatever they said since', () => {
		saidDu()
			.when(say('du'), 2)
			.then(set(2, 'customerSaidSo', 1))
		saidDu()
			.and(told(2, 2, { addressForm: 'sie' }))
			.when(say('du'), 3)
			.then(set(3, 'customerSaidSo', 1))
	})
	it('is set by a message that is named and says it, or that its reader says to be wrongly detected', () => {
		givenCase()
			.when(naming(1, 'du'), 1)
			.then(set(1, 'customerSaidSo', 1))
		givenCase().when(naming(1), 1).thenRefused('evidenceNeeded')
		givenCase()
			.when(naming(1, undefined, 'wronglyDetected'), 1)
			.then(set(1, 'wronglyDetected', 1))
		saidDu()
			.when(naming(2, 'sie', 'wronglyDetected'), 2)
			.thenRefused('evidenceNeeded')
	})
	it('is proved no more by what was taken back, or says something else now', () => {
		saidDu()
			.and(factAt('MessageErased', 2, { message: keyOf('msg', 1), filedVersion: 2 }))
			.when(say('du'), 3)
			.thenRefused('evidenceNeeded')
		const edited = { message: keyOf('msg', 1), sentAt: minute(2), filedVersion: 2, isShown: true } as const
		saidDu()
			.and(factAt('MessageEdited', 2, { ...edited, addressForm: 'sie' }))
			.when(say('du'), 3)
			.thenRefused('evidenceNeeded')
	})
	it('is set as they said on the phone once a call is on record', () => {
		const call = { kind: 'recordCall', by: ANNA, direction: 'out' } as const
		const asked = say('du', { reason: 'askedOnThePhone' })
		givenCase()
			.after(1, { ...call, result: 'reached' })
			.when(asked, 2)
			.thenFacts('AddressFormSet')
		givenCase()
			.after(1, { ...call, result: 'notReached' })
			.when(asked, 2)
			.thenRefused('callNeeded')
	})
})

describe('how a customer speaks', () => {
	it('is told by the text of a message', () =>
		given(opened(), told(1, 1, { addressForm: 'du', language: 'en' })).thenState({
			form: 'du',
			saidDuIn: keyOf('msg', 1),
			formSince: { at: minute(1), message: keyOf('msg', 1) },
			language: 'en',
			languageSince: { at: minute(1), message: keyOf('msg', 1) },
		}))
	it('is told by the last clear evidence: a text that tells nothing changes nothing', () =>
		given(opened(), told(1, 1, { addressForm: 'du' }), told(2, 2, {})).thenState({
			form: 'du',
			formSince: { message: keyOf('msg', 1) },
		}))
	it('is not told by what an agent has overruled, only by newer evidence', () => {
		const overruled = given(opened(), told(1, 1, { addressForm: 'du', language: 'en' })).after(
			5,
			say('sie'),
			speak('de'),
		)
		overruled.and(told(2, 4, { addressForm: 'du', language: 'en' })).thenState({ form: 'sie', language: 'de' })
		overruled.and(told(2, 7, { addressForm: 'du', language: 'en' })).thenState({ form: 'du', language: 'en' })
	})
	it('is told by an edit, by the time of that text', () => {
		const edited = (sentAt: number) =>
			factAt('MessageEdited', 9, {
				message: keyOf('msg', 1),
				sentAt: minute(sentAt),
				filedVersion: 2,
				isShown: true,
				addressForm: 'du',
			})
		const formal = given(opened(), told(1, 1, { addressForm: 'sie' }))
		formal.and(edited(3)).thenState({ form: 'du', formSince: { at: minute(3) } })
		formal.and(edited(0)).thenState({ form: 'sie' })
	})
	it('is known from earlier cases when a case opens, until newer evidence', () => {
		const from = { number: '7K3M9QX', contact: keyOf('contact', 1), network: 'x' } as const
		const known = given(factAt('CaseOpened', 0, { ...from, addressForm: 'du', language: 'tr' }))
		known.thenState({ form: 'du', language: 'tr' })
		known.and(told(1, -5, { addressForm: 'sie', language: 'en' })).thenState({ form: 'sie', language: 'en' })
	})
	it('is remembered by a request, which speaks German to those who write Turkish, with a line in theirs', () =>
		given(opened(), told(1, 1, { language: 'tr' }))
			.after(2, requestData())
			.thenState({ language: 'tr', requests: [{ language: 'tr' }] }))
})

describe('how customers speak, from text to case', () => {
	const said = (index: number, at: number, addressAndLanguage: AddressAndLanguage) =>
		incoming({
			key: keyOf('msg', index),
			sentAt: minute(at),
			addressAndLanguage,
			source: `env_${'0'.repeat(26)}#${index}`,
		})
	const received = async (messages: readonly ReturnType<typeof said>[], place = createCasePlace()) => {
		let caseId: string | undefined
		for (const message of messages) {
			const result = await receiveMessage(place, message)
			if (result.outcome === 'message') caseId = result.caseId
		}
		const id = [...place.facts.keys()].find((key) => key === caseId)
		const state = id === undefined ? undefined : await place.store.load(id)
		if (state === undefined) throw new Error('no case')
		return { place, state }
	}

	it('follows the last clear evidence, by the network’s time and not by arrival', async () => {
		const messages = [said(1, 1, { form: 'sie' }), said(2, 2, { form: 'du', language: 'en' }), said(3, 3, {})]
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray(messages, { minLength: 3 }), async (order) => {
				const { state } = await received(order)
				expect([state.form, state.language, state.formSince?.message]).toEqual(['du', 'en', keyOf('msg', 2)])
			}),
		)
	})
	it('is Sie and German where no text tells', async () => {
		const { state } = await received([said(1, 1, {})])
		expect([state.form, state.language]).toEqual([undefined, 'de'])
	})
	it('is kept for the contact’s next case', async () => {
		const { place, state } = await received([said(1, 1, { form: 'du', language: 'tr' })])
		place.setTime(minute(2))
		await applyCommand(place, state.id, close())
		const later = await received([said(2, 60 * 24 * 30, {})], place)
		expect(later.state.id).not.toBe(state.id)
		expect([later.state.form, later.state.language]).toEqual(['du', 'tr'])
	})
	it('is overruled by an agent, until newer evidence', async () => {
		const { place, state } = await received([said(1, 1, { form: 'du' })])
		place.setTime(minute(5))
		await applyCommand(place, state.id, { ...say('sie'), reason: 'wronglyDetected' })
		const late = await received([said(2, 4, { form: 'du' })], place)
		expect(late.state.form).toBe('sie')
		const newer = await received([said(3, 6, { form: 'du' })], place)
		expect(newer.state.form).toBe('du')
	})
})

describe('address and language of a text', () => {
	it.each([
		['Wann habt ihr endlich mal jemanden für mich?', 'du', 'de'],
		['Können Sie mir bitte sagen, wann der Techniker kommt?', 'sie', 'de'],
		['My internet has been down since Monday, can somebody help me?', undefined, 'en'],
		['İnternetim üç gündür çalışmıyor, lütfen yardım edin.', undefined, 'tr'],
	])('of „%s“', (text, form, language) => {
		expect(detectAddressAndLanguage(text).language).toBe(language)
		expect(detectAddressAndLanguage(text).form).toBe(form)
	})
	it('come with the part of the text that proves them', () =>
		expect(detectAddressAndLanguage('Wann habt ihr endlich mal jemanden für mich?').evidence).toContain('habt ihr'))
})
