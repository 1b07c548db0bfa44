import { beforeEach, describe, expect, it } from 'vitest'
import type { ContentId } from '#shared/cases/content.ts'
import type { Sender, SendLookup, SendOutcome } from '#shared/channels/channel.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { createNetworkTransport } from '#shared/sending/network-transport.ts'
import { answer, createSendingPlace, LONGEST, type SendingPlace } from '#test/fixtures/sending-place.ts'
import { keyOf, minute, SEND } from '#test/support/case-factories.ts'
import { aReply } from '#test/support/content-factories.ts'

const ANSWER = keyOf('send', 101)
const REPLY = keyOf('msg', 901)
const MESSAGE = keyOf('msg', 1)

let place: SendingPlace
/** What was read of words and contacts, and what was asked of the network, in its order. */
let steps: string[]
let found: SendLookup
let send: () => Promise<SendOutcome>
beforeEach(async () => {
	place = await createSendingPlace()
	steps = []
	found = { found: 'no' }
	send = async () => ({ outcome: 'sent', externalId: '77' })
})

const asked = async (): Promise<SendOutcome> => {
	steps.push('send')
	return send()
}
const sender: Sender = {
	sendPrivate: asked,
	sendPublic: asked,
	correct: asked,
	remove: asked,
	hide: asked,
	find: async () => {
		steps.push('find')
		return found
	},
	probe: async () => 'working',
	lookUp: async () => [],
}

const deliver = (send: typeof ANSWER) => {
	const { content, contacts } = place
	const transport = createNetworkTransport({
		sender,
		content: {
			...content,
			get: (ids: readonly ContentId[]) => {
				steps.push(...ids)
				return content.get(ids)
			},
		},
		contacts: {
			findByKeys: (keys) => {
				steps.push(...keys)
				return contacts.findByKeys(keys)
			},
		},
		linkSecret: 'link-secret-of-the-tests',
		identityKey: 'identity-key-of-the-tests',
		dataOrigin: 'https://data.example',
		company: 'Beispiel Telekom',
		hotline: '0800 0000000',
	})
	return place.deliver(send, { transport })
}

/** Everything up to and with the last call to the network. */
const untilCalled = () => steps.slice(0, Math.max(steps.lastIndexOf('send'), steps.lastIndexOf('find')) + 1)

describe('what is sent is composed once', () => {
	beforeEach(async () => {
		await place.tell(answer(1))
		await place.content.put(aReply({ id: REPLY, caseId: place.caseId, text: 'Guten Tag ^an', at: minute(0) }))
	})
	it('for an answer that leaves at the first try', async () => {
		await deliver(ANSWER)
		expect(untilCalled()).toEqual([REPLY, 'send'])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' } })
	})
	it('for one whose sender died, that is looked for and sent again', async () => {
		send = () => Promise.reject(new Error('killed'))
		await expect(deliver(ANSWER)).rejects.toThrow('killed')
		expect(untilCalled()).toEqual([REPLY, 'send'])
		steps = []
		send = async () => ({ outcome: 'sent', externalId: '77' })
		place.wait(LONGEST)
		await deliver(ANSWER)
		expect(untilCalled()).toEqual([REPLY, 'find', 'send'])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
	it('for one that is found, or known by its own words to have left', async () => {
		await place.tell({ kind: 'startSend', send: ANSWER, after: 0 })
		place.wait(LONGEST)
		const [known] = await place.content.get([REPLY])
		expect(known).toMatchObject({ kind: 'reply', via: 'x' })
		await place.content.put(aReply({ id: REPLY, caseId: place.caseId, contentId: '77', revision: 1 }))
		await deliver(ANSWER)
		expect(steps.filter((step) => step === 'find' || step === 'send')).toEqual([])
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' }, attempt: 1 })
	})
	it('for the message of a request, its recipient included', async () => {
		await updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(1), source: 'env_1#0' })
		const { contacts } = await place.state()
		await deliver(SEND)
		expect(untilCalled()).toEqual([MESSAGE, ...contacts, 'send'])
		expect(await place.send(SEND)).toMatchObject({ status: { kind: 'sent' } })
	})
})
