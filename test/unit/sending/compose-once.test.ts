import { describe, expect, test } from 'vitest'
import type { ContentId } from '#shared/cases/content.ts'
import type { Sender, SendLookup, SendOutcome } from '#shared/channels/channel.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { createNetworkTransport } from '#shared/sending/network-transport.ts'
import { answer, createSendingPlace, LONGEST } from '#test/fixtures/sending-place.ts'
import { keyOf, minute, SEND } from '#test/support/case-factories.ts'
import { aReply } from '#test/support/content-factories.ts'

const ANSWER = keyOf('send', 101)
const REPLY = keyOf('msg', 901)
const MESSAGE = keyOf('msg', 1)

/** `steps` is what was read of words and contacts, and what was asked of the network, in its order. */
const createComposingPlace = async () => ({
	...(await createSendingPlace()),
	steps: [] as string[],
	found: { found: 'no' } as SendLookup,
	answerToSend: async (): Promise<SendOutcome> => ({ outcome: 'sent', externalId: '77' }),
})
type ComposingPlace = Awaited<ReturnType<typeof createComposingPlace>>
const it = test.extend('place', () => createComposingPlace())

const asked = async (place: ComposingPlace): Promise<SendOutcome> => {
	place.steps.push('send')
	return place.answerToSend()
}
const createSender = (place: ComposingPlace): Sender => ({
	sendPrivate: () => asked(place),
	sendPublic: () => asked(place),
	correct: () => asked(place),
	remove: () => asked(place),
	hide: () => asked(place),
	find: async () => {
		place.steps.push('find')
		return place.found
	},
	probe: async () => 'working',
	lookUp: async () => [],
})

const deliver = (place: ComposingPlace, id: typeof ANSWER) => {
	const { content, contacts } = place
	const transport = createNetworkTransport({
		sender: createSender(place),
		networks: ['x'],
		content: {
			...content,
			get: (ids: readonly ContentId[]) => {
				place.steps.push(...ids)
				return content.get(ids)
			},
		},
		contacts: {
			findByKeys: (keys) => {
				place.steps.push(...keys)
				return contacts.findByKeys(keys)
			},
		},
		linkSecret: 'link-secret-of-the-tests',
		identityKey: 'identity-key-of-the-tests',
		dataOrigin: 'https://data.example',
		company: 'Beispiel Telekom',
		hotline: '0800 0000000',
	})
	return place.deliver(id, { transport })
}

/** Everything up to and with the last call to the network. */
const untilCalled = (place: ComposingPlace) =>
	place.steps.slice(0, Math.max(place.steps.lastIndexOf('send'), place.steps.lastIndexOf('find')) + 1)

describe('what is sent is composed once', () => {
	it.beforeEach(async ({ place }) => {
		await place.tell(answer(1))
		await place.content.put(aReply({ id: REPLY, caseId: place.caseId, text: 'Guten Tag ^an', at: minute(0) }))
	})
	it('for an answer that leaves at the first try', async ({ place }) => {
		await deliver(place, ANSWER)
		expect(untilCalled(place)).toEqual([REPLY, 'send'])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' } })
	})
	it('for one whose sender died, that is looked for and sent again', async ({ place }) => {
		place.answerToSend = () => Promise.reject(new Error('killed'))
		await expect(deliver(place, ANSWER)).rejects.toThrow('killed')
		expect(untilCalled(place)).toEqual([REPLY, 'send'])
		place.steps = []
		place.answerToSend = async () => ({ outcome: 'sent', externalId: '77' })
		place.wait(LONGEST)
		await deliver(place, ANSWER)
		expect(untilCalled(place)).toEqual([REPLY, 'find', 'send'])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
	it('for one that is found, or known by its own words to have left', async ({ place }) => {
		await place.tell({ kind: 'startSend', send: ANSWER, after: 0 })
		place.wait(LONGEST)
		const [known] = await place.content.get([REPLY])
		expect(known).toMatchObject({ kind: 'reply', via: 'x' })
		await place.content.put(aReply({ id: REPLY, caseId: place.caseId, contentId: '77', revision: 1 }))
		await deliver(place, ANSWER)
		expect(place.steps.filter((step) => step === 'find' || step === 'send')).toEqual([])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' }, attempt: 1 })
	})
	it('for the message of a request, its recipient included', async ({ place }) => {
		await updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(1), source: 'env_1#0' })
		const { contacts } = await place.state()
		await deliver(place, SEND)
		expect(untilCalled(place)).toEqual([MESSAGE, ...contacts, 'send'])
		expect(await place.send(SEND)).toMatchObject({ status: { kind: 'sent' } })
	})
})
