import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import type { AddressAndLanguage } from '#shared/cases/address-and-language.ts'
import { applyCommand } from '#shared/cases/apply.ts'
import { currentRequest } from '#shared/cases/state.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { keyOf, minute } from '#test/support/case-factories.ts'
import { createCasePlace, incoming } from '#test/support/incoming-message.ts'

const ANNA = keyOf('agent', 1)
const said = (index: number, at: number, addressAndLanguage: AddressAndLanguage) =>
	incoming({
		key: keyOf('msg', index),
		sentAt: minute(at),
		addressAndLanguage,
		source: `env_${'0'.repeat(26)}#${index}`,
	})

const heard = async (messages: readonly ReturnType<typeof said>[], place = createCasePlace()) => {
	let caseId: string | undefined
	for (const message of messages) {
		const received = await receiveMessage(place, message)
		if (received.outcome === 'message') caseId = received.caseId
	}
	const id = [...place.facts.keys()].find((key) => key === caseId)
	const state = id === undefined ? undefined : await place.store.load(id)
	if (state === undefined) throw new Error('no case')
	return { place, state }
}

describe('how a customer is written to', () => {
	it('is Sie and German until they have shown otherwise', async () => {
		const { state } = await heard([said(1, 1, {})])
		expect([state.form, state.language]).toEqual([undefined, 'de'])
	})
	it('follows the last clear evidence, by the network’s time and not by arrival', async () => {
		const messages = [said(1, 1, { form: 'sie' }), said(2, 2, { form: 'du', language: 'en' }), said(3, 3, {})]
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray(messages, { minLength: 3 }), async (order) => {
				const { state } = await heard(order)
				expect([state.form, state.language, state.formSince?.message]).toEqual(['du', 'en', keyOf('msg', 2)])
			}),
		)
	})
	it('is kept for the contact’s next case', async () => {
		const { place, state } = await heard([said(1, 1, { form: 'du', language: 'tr' })])
		place.setTime(minute(2))
		const eraseAt = minute(9)
		await applyCommand(place, state.id, {
			kind: 'close',
			by: ANNA,
			outcome: 'helped',
			unansweredReason: 'thanks',
			eraseAt,
		})
		const later = await heard([said(2, 60 * 24 * 30, {})], place)
		expect(later.state.id).not.toBe(state.id)
		expect([later.state.form, later.state.language]).toEqual(['du', 'tr'])
	})
	it('is overruled by an agent, until newer evidence', async () => {
		const { place, state } = await heard([said(1, 1, { form: 'du' })])
		place.setTime(minute(5))
		await applyCommand(place, state.id, { kind: 'setAddressForm', by: ANNA, form: 'sie', reason: 'wronglyDetected' })
		const late = await heard([said(2, 4, { form: 'du' })], place)
		expect(late.state.form).toBe('sie')
		const newer = await heard([said(3, 6, { form: 'du' })], place)
		expect(newer.state.form).toBe('du')
	})
	it('is German in what we send to those who write Turkish', async () => {
		const { place, state } = await heard([said(1, 1, { language: 'tr' })])
		const request = { request: keyOf('req', 1), send: keyOf('send', 1), fields: ['phone' as const] }
		const asked = await applyCommand(place, state.id, { kind: 'requestData', by: ANNA, ...request })
		expect(currentRequest(asked.state)?.language).toBe('de')
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
	it('names the words that prove it', () => {
		expect(detectAddressAndLanguage('Wann habt ihr endlich mal jemanden für mich?').evidence).toContain('habt ihr')
	})
})
