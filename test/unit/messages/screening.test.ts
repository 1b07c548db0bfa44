import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { dataFieldSchema } from '#shared/cases/codes.ts'
import type { Delivery } from '#shared/channels/intake/delivery.ts'
import { timeline } from '#shared/desk/timeline.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { readSubmissions } from '#shared/vault/read-submissions.ts'
import { eraseCase } from '#shared/vault/vault-store.ts'
import { changes, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { handleMessage, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { close, keyOf } from '#test/support/case-factories.ts'
import { aMail, ofKind } from '#test/support/content-factories.ts'

const NUMBER = '4711081508'
const PRIVATE = `Meine Kundennummer: ${NUMBER}, könnt ihr mal schauen?`
const PHONE = '0171 23456789'

const handle = (place: WorkerPlace, delivery: Delivery) => handleDelivery(place.dependencies, delivery)
const write = async (place: WorkerPlace, text: string) => {
	const delivery = place.deliver(messageDelivery(directMessage({}, { text })))
	await handle(place, delivery)
	return delivery
}
const theCase = async (place: WorkerPlace) => {
	const [state] = await place.cases()
	if (state === undefined) throw new Error('no case')
	return state
}
const kindsOf = async (place: WorkerPlace) => {
	const { id } = await theCase(place)
	return (await place.stores.store.factsAfter(id, 0)).map(({ fact }) => fact.kind)
}
const theContent = async (place: WorkerPlace) => {
	const content = (await place.stores.allContent()).filter(({ kind }) => kind !== 'alias')
	if (content.length !== 1) throw new Error('not one message')
	return content[0]
}
const theMessage = async (place: WorkerPlace) => ofKind(await theContent(place), 'message')
const given = async (place: WorkerPlace) => {
	const { id } = await theCase(place)
	const values = await readSubmissions({ vault: place.vault, keys: place.keys }, id, dataFieldSchema.options)
	return values.map(({ field, value }) => [field, value])
}
const everything = async (place: WorkerPlace) =>
	JSON.stringify([await place.stores.allContent(), await place.cases(), place.lines])

describe('what a message points at', () => {
	const MAIL = 'erika.muster@example.org'
	const pointing = (text: string | undefined) =>
		metaPrivateMessage(
			{
				text,
				attachments: [
					{ type: 'location', title: `Bei ${PHONE}`, payload: { coordinates: { lat: 54.3, long: 10.1 } } },
					{ type: 'template', payload: { product: { elements: [{ title: 'Router', subtitle: MAIL }] } } },
					{ type: 'fallback', title: 'Konto', url: `https://example.test/konto?mail=${MAIL}` },
					{ type: 'fallback', url: `https://example.test/ohne?mail=${encodeURIComponent(MAIL)}` },
				],
				referral: { product: { id: 'p', title: `Kundennummer: ${NUMBER}` } },
			},
			{},
		)
	const receive = (place: WorkerPlace, message: unknown) => handle(place, place.deliver(messaging(message), 'meta'))

	it.for([undefined, 'Wo bleibt das?', PRIVATE])(
		'is masked and moved as words are, beside %j',
		async (text, { place }) => {
			await receive(place, pointing(text))
			const { attached, about } = await theMessage(place)
			expect(attached).toEqual([
				{ kind: 'location', lat: 54.3, long: 10.1, title: 'Bei [Telefonnummer]' },
				{ kind: 'product', title: 'Router', details: '[E-Mail-Adresse]' },
				{ kind: 'link', title: 'Konto' },
				{ kind: 'link' },
			])
			expect(about).toEqual({ kind: 'product', id: 'p', title: 'Kundennummer: [Kundennummer]' })
			const said = await everything(place)
			for (const secret of [NUMBER, PHONE, MAIL]) expect(said).not.toContain(secret)
			const values = (await given(place)).flatMap(([, value]) => (value ?? '').split('\n'))
			expect(new Set(values)).toEqual(new Set([NUMBER, PHONE, MAIL]))
		},
	)

	it('is gone with the words when their author takes them back', async ({ place }) => {
		await receive(place, pointing('Hier'))
		await receive(place, metaPrivateMessage({ text: undefined, is_deleted: true }))
		const content = await theContent(place)
		expect(content?.kind).toBe('erased')
		expect(JSON.stringify(content)).not.toMatch(/Router|54\.3|Konto/)
	})

	it('stays where an edit brings only other words', async ({ place }) => {
		await receive(place, pointing('Hier'))
		const { message: _, ...rest } = metaPrivateMessage()
		await receive(place, { ...rest, message_edit: { mid: 'm_abc-DEF_1', text: 'Dort', num_edit: 1 } })
		const { text, attached, about } = await theMessage(place)
		expect([text, attached?.length, about?.kind]).toEqual(['Dort', 4, 'product'])
	})
})

describe('what a customer writes in private', () => {
	it('keeps its sense, while the number lies in the vault', async ({ place }) => {
		await write(place, PRIVATE)
		expect(await theMessage(place)).toMatchObject({
			text: 'Meine Kundennummer: [Kundennummer], könnt ihr mal schauen?',
		})
		expect(await given(place)).toEqual([['customerNumber', NUMBER]])
		expect(await everything(place)).not.toContain(NUMBER)
		expect(await theCase(place)).toMatchObject({
			holdsData: true,
			unanswered: { count: 1 },
			foundData: [{ fields: ['customerNumber'] }],
			exposures: [],
		})
	})

	it('is shown at the desk as it is kept', async ({ place }) => {
		await write(place, PRIVATE)
		const { id } = await theCase(place)
		const facts = await place.stores.store.factsAfter(id, 0)
		const entries = timeline(facts, await place.stores.allContent(), new Map())
		expect(entries.find(({ kind }) => kind === 'message')?.text).toContain('[Kundennummer]')
		expect(entries.find(({ kind }) => kind === 'dataFound')?.fields).toEqual(['customerNumber'])
	})

	it('gives several values of one field, line by line', async ({ place }) => {
		await write(place, `Meine Kundennummer: ${NUMBER}, Telefon ${PHONE} oder 0172 98765432`)
		expect(await given(place)).toEqual([
			['customerNumber', NUMBER],
			['phone', `${PHONE}\n0172 98765432`],
		])
	})

	it('leaves no trace in the words that prove how we are addressed', async ({ place }) => {
		await write(place, `Kannst du meine Kundennummer ${NUMBER} mal prüfen?`)
		const { addressEvidence, addressForm } = await theMessage(place)
		expect(addressForm).toBe('du')
		expect(addressEvidence).not.toContain(NUMBER)
	})

	it('is left alone when it names what is ours', async ({ place }) => {
		await write(place, 'Die Nummer 0800 0000000 und die Adresse hilft@hilft.example kenne ich.')
		expect((await theMessage(place)).text).toContain('0800 0000000')
		expect(await kindsOf(place)).toEqual(['CaseOpened', 'MessageReceived'])
	})

	it('is moved once, however often it is delivered', async ({ place }) => {
		const delivery = await write(place, PRIVATE)
		const { version } = await theCase(place)
		await handle(place, delivery)
		await write(place, PRIVATE)
		expect((await theCase(place)).version).toBe(version)
		expect(await given(place)).toHaveLength(1)
	})

	it.for(['vault', 'commit'] as const)(
		'is moved by the redelivery after a crash at the %s',
		async (where, { place }) => {
			let fails = true
			const { vault, store } = place.dependencies
			const commit: typeof store.commit = async (change) => {
				if (fails && where === 'commit' && change.facts.some(({ fact }) => fact.kind === 'DataFound'))
					throw new Error('killed')
				return store.commit(change)
			}
			const put: typeof vault.put = async (submission) => {
				if (fails && where === 'vault') throw new Error('killed')
				return vault.put(submission)
			}
			const dependencies = { ...place.dependencies, store: { ...store, commit }, vault: { put } }
			const delivery = place.deliver(messageDelivery(directMessage({}, { text: PRIVATE })))
			await expect(handleDelivery(dependencies, delivery)).rejects.toThrow('killed')
			expect((await theMessage(place)).text).toContain(NUMBER)
			fails = false
			await handleDelivery(dependencies, delivery)
			expect((await theMessage(place)).text).not.toContain(NUMBER)
			expect(await given(place)).toEqual([['customerNumber', NUMBER]])
			expect((await theCase(place)).foundData).toHaveLength(1)
		},
	)

	it('is masked although somebody else changed its content in the meantime', async ({ place }) => {
		const { content } = place.dependencies
		let isFirst = true
		const get: typeof content.get = async (keys) => {
			const found = await content.get(keys)
			const [one] = found
			if (isFirst && one?.kind === 'message' && one.text.includes(NUMBER)) {
				isFirst = false
				await content.put({ ...one, attached: [{ kind: 'image' }], revision: one.revision + 1 })
			}
			return found
		}
		const delivery = place.deliver(messageDelivery(directMessage({}, { text: PRIVATE })))
		await handleDelivery({ ...place.dependencies, content: { ...content, get } }, delivery)
		expect(await theMessage(place)).toMatchObject({
			attached: [{ kind: 'image' }],
			text: expect.stringContaining('[Kundennummer]'),
		})
		expect(await given(place)).toHaveLength(1)
	})

	it('is erased with all that the case holds', async ({ place }) => {
		await write(place, PRIVATE)
		const { id } = await theCase(place)
		await eraseCase({ vault: place.vault }, id)
		await applyCommand(place.dependencies, id, { kind: 'recordErasure', reason: 'retention' })
		expect(await given(place)).toEqual([])
		expect(await theCase(place)).toMatchObject({ holdsData: false, foundData: [] })
	})

	it('is moved into a case that was closed before that was done, which is open again so that it is erased in time', async ({
		place,
	}) => {
		const { vault } = place.dependencies
		const failing = { ...place.dependencies, vault: { put: async () => Promise.reject(new Error('killed')) } }
		const delivery = place.deliver(messageDelivery(directMessage({}, { text: PRIVATE })))
		await expect(handleDelivery(failing, delivery)).rejects.toThrow('killed')
		await applyCommand(place.dependencies, (await theCase(place)).id, close())
		await handleDelivery({ ...place.dependencies, vault }, delivery)
		expect(await theCase(place)).toMatchObject({ state: 'open', holdsData: true })
	})
})

describe('a mail, which another function files', () => {
	it('is looked through at its word, as private as a direct message', async ({ place }) => {
		await write(place, 'Guten Tag')
		const { id: caseId } = await theCase(place)
		const message = keyOf('msg', 5)
		const text = `Wie gewünscht: Kundennummer: ${NUMBER}`
		await place.dependencies.content.put(aMail({ id: message, caseId, text }))
		for (const _ of ['once', 'again']) await handleMessage(place.dependencies, { command: 'screen-message', message })
		expect(await place.dependencies.content.get([message])).toMatchObject([
			{ text: 'Wie gewünscht: Kundennummer: [Kundennummer]' },
		])
		expect(await given(place)).toEqual([['customerNumber', NUMBER]])
		expect((await theCase(place)).foundData).toHaveLength(1)
	})

	it('is nothing where its text is gone', async ({ place }) => {
		await handleMessage(place.dependencies, { command: 'screen-message', message: keyOf('msg', 6) })
		expect(await place.stores.allContent()).toEqual([])
	})
})

describe('a text that comes whole later', () => {
	it('is looked through, and keeps what the part already gave', async ({ place }) => {
		const text = 'Meine Kundennummer: 47'
		await handle(place, place.deliver(postDelivery(post({ text: `@hilft ${text}…`, truncated: true }))))
		const { id: message, ...cut } = await theMessage(place)
		expect(cut).toMatchObject({ missingText: 'waiting' })
		const whole = `@hilft Meine Kundennummer: ${NUMBER}, hilfe`
		const told = { command: 'complete-text', message, edition: '0', text: Buffer.from(whole).toString('base64') }
		await handleMessage(place.dependencies, told)
		expect((await theMessage(place)).text).toBe('@hilft Meine Kundennummer: [Kundennummer], hilfe')
		const { version } = await theCase(place)
		await handleMessage(place.dependencies, told)
		expect((await theCase(place)).version).toBe(version)
	})
})

describe('what a customer writes in public', () => {
	const onX = (place: WorkerPlace, text: string) => handle(place, place.deliver(postDelivery(post({ text }))))

	it('is masked in our copy, and the case has a signal; nothing goes to the vault', async ({ place }) => {
		await onX(place, `@hilft ruft mich an: ${PHONE}`)
		expect((await theMessage(place)).text).toBe('@hilft ruft mich an: [Telefonnummer]')
		const { exposures, holdsData, unanswered } = await theCase(place)
		expect(exposures).toMatchObject([{ fields: ['phone'] }])
		expect([holdsData, unanswered.count]).toEqual([false, 1])
		expect(await everything(place)).not.toContain(PHONE)
		expect(await given(place)).toEqual([])
	})

	const comment = (text: string, edit: number | undefined) =>
		changes('feed', {
			item: 'comment',
			verb: edit === undefined ? 'add' : 'edited',
			post_id: '2001_1',
			comment_id: '1_11',
			parent_id: '2001_1',
			from: { id: '4001', name: 'Frau F' },
			message: text,
			created_time: 1795341600,
			edited_time: edit,
		})

	it('is masked again in each edit, while the signal is recorded once for each field', async ({ place }) => {
		await handle(place, place.deliver(comment(`Meine Nummer: ${PHONE}`, undefined), 'meta'))
		await handle(place, place.deliver(comment(`Ruft an! Telefon: ${PHONE}`, 1795341700), 'meta'))
		expect((await theMessage(place)).text).toBe('Ruft an! Telefon: [Telefonnummer]')
		expect((await kindsOf(place)).filter((kind) => kind === 'DataExposed')).toHaveLength(1)
		await handle(place, place.deliver(comment(`${PHONE} oder f@beispiel-post.de`, 1795341800), 'meta'))
		expect((await kindsOf(place)).filter((kind) => kind === 'DataExposed')).toHaveLength(2)
		expect(await everything(place)).not.toContain(PHONE)
	})

	it('loses the signal and the text when its author takes it back', async ({ place }) => {
		await onX(place, `@hilft ruft mich an: ${PHONE}`)
		const deleted = { status: { id: '1924465506158878979', user_id: '5001' }, timestamp_ms: '1795341600123' }
		await handle(place, place.deliver({ for_user_id: '1001', tweet_delete_events: [deleted] }))
		expect(await theCase(place)).toMatchObject({ exposures: [] })
		expect(await theContent(place)).toMatchObject({ kind: 'erased', was: 'message' })
	})

	it('is masked also where it was written to somebody else', async ({ place }) => {
		const aside = post({
			in_reply_to_status_id_str: '1924465506158870000',
			in_reply_to_user_id_str: '7777',
			text: `@fremd @hilft meine Nummer: ${PHONE}`,
			display_text_range: [14, 27],
			entities: {
				user_mentions: [
					{ id_str: '7777', indices: [0, 6] },
					{ id_str: '1001', indices: [7, 13] },
				],
			},
		})
		await handle(place, place.deliver(postDelivery(aside)))
		expect(await place.cases()).toEqual([])
		expect(await theContent(place)).toMatchObject({ kind: 'aside', text: expect.stringContaining('[Telefonnummer]') })
	})
})

describe('a message without personal data', () => {
	it('costs no reading and no writing more', async ({ place }) => {
		const calls: string[] = []
		const { content } = place.dependencies
		const counted = {
			...content,
			get: (keys: Parameters<typeof content.get>[0]) => {
				calls.push('get')
				return content.get(keys)
			},
			put: (one: Parameters<typeof content.put>[0]) => {
				calls.push('put')
				return content.put(one)
			},
		}
		await handleDelivery({ ...place.dependencies, content: counted }, place.deliver(postDelivery(post())))
		expect(calls).toEqual([])
	})
})
