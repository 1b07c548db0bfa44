import { describe, expect, test } from 'vitest'
import { applyPrepared } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { Content, ContentId, NetworkReplyContent } from '#shared/cases/content.ts'
import type { Send } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { PrivateMessage, PublicMessage, Sender, SendLookup, SendOutcome } from '#shared/channels/channel.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { ForeignMessageError } from '#shared/kernel/errors.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { createNetworkTransport } from '#shared/sending/network-transport.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import { ANNA, keyOf, minute, REQUEST, requestData, SEND } from '#test/support/case-factories.ts'
import { aReply, ofKind } from '#test/support/content-factories.ts'

const IDENTITY = 'identity-key-of-the-tests'
const MESSAGE = keyOf('msg', 1)
const REPLY = keyOf('msg', 900)
const ANSWER = keyOf('send', 100)

/** Stores, the case that is opened in them, and a network that answers as it is told. */
const createTransportPlace = () => ({
	...createCasePlace(),
	caseId: keyOf('case', 1),
	calls: [] as (readonly [string, ...unknown[]])[],
	found: { found: 'no' } as SendLookup,
	outcome: { outcome: 'sent', externalId: '77' } as SendOutcome,
})
type TransportPlace = ReturnType<typeof createTransportPlace>
const it = test.extend('place', () => createTransportPlace())

const called = async (place: TransportPlace, ...call: readonly [string, ...unknown[]]) => {
	place.calls.push(call)
	return place.outcome
}
const createSender = (place: TransportPlace): Sender => ({
	sendPrivate: (message) => called(place, 'private', message),
	sendPublic: (message) => called(place, 'public', message),
	correct: (content, text) => called(place, 'correct', content, text),
	remove: (content) => called(place, 'remove', content),
	hide: (content, isHidden) => called(place, 'hide', content, isHidden),
	find: async (message, since) => {
		place.calls.push(['find', message, since])
		return place.found
	},
	probe: async (accountId) => {
		place.calls.push(['probe', accountId])
		return 'working'
	},
	lookUp: async () => [],
})
const transport = (place: TransportPlace) =>
	createNetworkTransport({
		sender: createSender(place),
		networks: ['x', 'facebook'],
		content: place.content,
		contacts: place.contacts,
		linkSecret: 'link-secret-of-the-tests',
		identityKey: IDENTITY,
		dataOrigin: 'https://data.example',
		company: 'Beispiel Telekom',
		hotline: '0800 0000000',
	})

const open = async (place: TransportPlace, change: Partial<IncomingMessage> = {}) => {
	const received = await receiveMessage(place, incoming({ key: MESSAGE, ...change }))
	if (received.outcome !== 'message') throw new Error(received.outcome)
	place.caseId = received.caseId
}
const state = async (place: TransportPlace): Promise<CaseState> => {
	const current = await place.store.load(place.caseId)
	if (current === undefined) throw new Error('no case')
	return current
}
const tell = async (place: TransportPlace, command: Command, content?: Content) => {
	const applied = await applyPrepared(place, place.caseId, () => ({ command, content }))
	if (applied.outcome !== 'applied') throw new Error(`${command.kind}: ${applied.outcome}`)
}
const sendOf = async (place: TransportPlace, id = ANSWER): Promise<Send> => {
	const send = (await state(place)).sends.find((one) => one.id === id)
	if (send === undefined) throw new Error('no send')
	return send
}
const contentOf = async (place: TransportPlace, id: ContentId): Promise<Content | undefined> =>
	(await place.content.get([id]))[0]

const FACEBOOK = {
	network: 'facebook',
	accountId: '2001',
	contentId: '11_22',
	threadId: '11',
	form: 'comment',
} as const
const CUSTOMER = { network: 'facebook', accountId: '2001', userId: '5001' } as const

/** An answer to the customer's message, with the words as the desk writes them when the agent presses send. */
const answer = async (
	place: TransportPlace,
	visibility: 'public' | 'private',
	change: Partial<Extract<Command, { kind: 'reply' }>> = {},
	content: Partial<NetworkReplyContent> = {},
) => {
	const { reach } = await state(place)
	const [who] = reach
	const ref = who?.public ?? who?.private
	if (who === undefined || ref === undefined) throw new Error('nobody to answer')
	const answered = { ...ref, contact: who.contact }
	const command: Command = {
		kind: 'reply',
		by: ANNA,
		send: ANSWER,
		reply: REPLY,
		target: { visibility, answered },
		purpose: 'answer',
		rules: { xAnswersSummonsOnly: false },
		undoMilliseconds: 0,
		overrides: [],
		...change,
	}
	const { network: via, ...customer } = CUSTOMER
	const frozen = { via, ...customer, parentId: '11_22', answers: { form: 'comment', at: minute(0) } } as const
	await tell(
		place,
		command,
		aReply({
			id: REPLY,
			caseId: place.caseId,
			text: 'Das tut uns leid. ^an',
			at: place.clock.now(),
			...frozen,
			...content,
		}),
	)
}
const prepare = async (place: TransportPlace, id = ANSWER) =>
	transport(place).prepare(await state(place), await sendOf(place, id))
const deliver = async (place: TransportPlace, id = ANSWER) => (await prepare(place, id)).send()
const find = async (place: TransportPlace, since: string, id = ANSWER) => (await prepare(place, id)).find(since)
const keep = async (place: TransportPlace, externalId: string, id = ANSWER) =>
	(await prepare(place, id)).rememberExternalId?.(externalId)
const keyOfSent = (contentId: string, form: 'reply' | 'dm' = 'reply', network: 'facebook' | 'x' = 'facebook') =>
	messageKey(IDENTITY, { network, accountId: network === 'x' ? '1001' : '2001', contentId, form })

it('refuses what leaves by mail, or by a network of another queue', async ({ place }) => {
	await open(place)
	const core = {
		id: ANSWER,
		status: { kind: 'queued' },
		attempt: 0,
		since: minute(0),
		askedAt: minute(0),
		waits: {},
	} as const
	const mail = { ...core, purpose: 'requestMail', via: 'mail', request: REQUEST, issue: 1 } as const
	await expect(transport(place).prepare(await state(place), mail)).rejects.toThrow(ForeignMessageError)
	const hide = { ...core, purpose: 'hide', via: 'instagram', message: MESSAGE } as const
	await expect(transport(place).prepare(await state(place), hide)).rejects.toThrow(ForeignMessageError)
})

describe('an answer', () => {
	it.beforeEach(({ place }) => open(place, FACEBOOK))
	it('leaves in public below what it answers, in the words of the agent', async ({ place }) => {
		await answer(place, 'public')
		expect(await deliver(place)).toEqual({ outcome: 'sent', externalId: '77' })
		const message: PublicMessage = {
			network: 'facebook',
			accountId: '2001',
			inReplyTo: '11_22',
			form: 'comment',
			text: 'Das tut uns leid. ^an',
		}
		expect(place.calls).toEqual([['public', message]])
	})
	it('carries the way into a private message where it is an invitation', async ({ place }) => {
		await answer(place, 'public', { purpose: 'invitation' })
		await deliver(place)
		expect(place.calls).toMatchObject([['public', { invite: true }]])
	})
	it('leaves in private to the frozen recipient, with what opens the network’s windows', async ({ place }) => {
		await answer(place, 'private')
		await deliver(place)
		const message: PrivateMessage = {
			network: 'facebook',
			accountId: '2001',
			recipientId: '5001',
			inReplyTo: { contentId: '11_22', form: 'comment', sentAt: minute(0) },
			isReplyUsed: false,
			typedBy: 'person',
			text: 'Das tut uns leid. ^an',
		}
		expect(place.calls).toEqual([['private', message]])
	})
	it('knows at the moment of sending when the customer last wrote in private', async ({ place }) => {
		await answer(place, 'private')
		const author = { id: '5001', handle: 'kundin' }
		const dm = { ...FACEBOOK, key: keyOf('msg', 2), form: 'dm', visibility: 'private', contentId: 'm_1' } as const
		await receiveMessage(place, incoming({ ...dm, author, sentAt: minute(3) }))
		await deliver(place)
		expect(place.calls).toMatchObject([['private', { recipientId: '5001', lastHeardAt: minute(3) }]])
	})
	it('still goes to whom it was written for when the message it answers was erased', async ({ place }) => {
		await answer(place, 'private')
		await updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(1), source: 'env_1#0' })
		await deliver(place)
		expect(place.calls).toMatchObject([['private', { recipientId: '5001' }]])
	})
	it.for(['public', 'private'] as const)('fails when its own %s words were erased', async (visibility, { place }) => {
		await answer(place, visibility)
		const known = await contentOf(place, REPLY)
		await place.content.put(eraseContent({ ...ofKind(known, 'reply'), revision: 1 }, minute(1)))
		expect(await deliver(place)).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
		expect(place.calls).toEqual([])
		expect((await prepare(place)).limitScope).toBeUndefined()
	})
	it('cannot be looked for when its words were erased on the way', async ({ place }) => {
		await answer(place, 'public')
		const known = await contentOf(place, REPLY)
		await place.content.put(eraseContent({ ...ofKind(known, 'reply'), revision: 1 }, minute(1)))
		expect(await find(place, minute(0))).toEqual({ found: 'unknown' })
		expect(place.calls).toEqual([])
	})
	it('is delayed by the limits of its account and kind', async ({ place }) => {
		await answer(place, 'private', { isUrgent: true })
		expect((await prepare(place)).limitScope).toEqual({
			account: { network: 'facebook', accountId: '2001' },
			kind: 'private',
			isUrgent: true,
		})
	})
	it('is looked for as it was sent', async ({ place }) => {
		await answer(place, 'public')
		place.found = { found: 'later', until: minute(9) }
		const look = await find(place, minute(5))
		expect(look).toEqual(place.found)
		expect(place.calls).toMatchObject([['find', { inReplyTo: '11_22', text: 'Das tut uns leid. ^an' }, minute(5)]])
	})
})

describe('what was sent', () => {
	it.beforeEach(({ place }) => open(place, FACEBOOK))
	it('is known by its words and by the key of the content from then on', async ({ place }) => {
		await answer(place, 'public')
		const key = keyOfSent('77')
		expect(await keep(place, '77')).toEqual({ outcome: 'remembered', message: key })
		expect(await contentOf(place, REPLY)).toMatchObject({ contentId: '77', text: 'Das tut uns leid. ^an' })
		expect(await contentOf(place, key)).toMatchObject({ kind: 'sent', caseId: place.caseId, send: ANSWER })
	})
	it('has the key of a private message by its account', async ({ place }) => {
		await answer(place, 'private')
		expect(await keep(place, 'm_77')).toEqual({ outcome: 'remembered', message: keyOfSent('m_77', 'dm') })
	})
	it('is kept once, however often', async ({ place }) => {
		await answer(place, 'public')
		await keep(place, '77')
		const before = await contentOf(place, keyOfSent('77'))
		expect(await keep(place, '77')).toMatchObject({ outcome: 'remembered' })
		expect(await contentOf(place, keyOfSent('77'))).toEqual(before)
	})
	it('need not be looked for at the network: our own words tell', async ({ place }) => {
		await answer(place, 'public')
		await keep(place, '77')
		expect(await find(place, minute(0))).toEqual({
			found: 'yes',
			externalId: '77',
		})
		expect(place.calls).toEqual([])
	})
	it('is not taken for another answer with the same words', async ({ place }) => {
		await answer(place, 'public')
		await place.content.put({
			kind: 'sent',
			id: keyOfSent('77'),
			caseId: place.caseId,
			send: keyOf('send', 901),
			at: minute(0),
			revision: 0,
		})
		place.found = { found: 'yes', externalId: '77' }
		expect(await find(place, minute(0))).toEqual({ found: 'unknown' })
		expect(await keep(place, '77')).toEqual({ outcome: 'taken' })
		expect(await contentOf(place, REPLY)).not.toHaveProperty('contentId', expect.anything())
	})
	it('leaves words alone that were erased on the way', async ({ place }) => {
		await answer(place, 'public')
		const prepared = await prepare(place)
		const known = await contentOf(place, REPLY)
		await place.content.put(eraseContent({ ...ofKind(known, 'reply'), revision: 1 }, minute(1)))
		expect(await prepared.rememberExternalId?.('77')).toBeUndefined()
		expect(await contentOf(place, keyOfSent('77'))).toBeUndefined()
		expect(await contentOf(place, REPLY)).not.toHaveProperty('contentId', expect.anything())
	})
	it('is kept in spite of somebody else who changes the words at the same moment', async ({ place }) => {
		await answer(place, 'public')
		const { content } = place
		let isFirst = true
		const put = async (next: Content) => {
			const known = await contentOf(place, REPLY)
			if (isFirst && next.id === REPLY && known?.kind === 'reply') {
				isFirst = false
				await content.put({ ...known, text: 'Besser so. ^an', revision: known.revision + 1 })
			}
			return content.put(next)
		}
		place = { ...place, content: { ...content, put } }
		await keep(place, '77')
		expect(await contentOf(place, REPLY)).toMatchObject({ contentId: '77', text: 'Besser so. ^an' })
	})
})

describe('a change of what was sent', () => {
	const CHANGE = keyOf('send', 101)
	const CORRECTED = keyOf('msg', 950)
	const CONTENT = { network: 'facebook', accountId: '2001', contentId: '77' }
	it.beforeEach(async ({ place }) => {
		await open(place, FACEBOOK)
		await answer(place, 'public')
		await keep(place, '77')
		await tell(place, { kind: 'recordSent', send: ANSWER, message: keyOfSent('77') })
	})
	it('corrects the answer by its network’s id, and then its words say so', async ({ place }) => {
		const text = 'Das tut uns sehr leid. ^an'
		const ours = { id: CORRECTED, caseId: place.caseId, by: ANNA, initials: 'an', text }
		const content = { kind: 'correction', ...ours, at: minute(1), revision: 0 } as const
		await tell(place, { kind: 'correctReply', by: ANNA, send: CHANGE, reply: REPLY, correction: CORRECTED }, content)
		await deliver(place, CHANGE)
		expect(place.calls).toEqual([['correct', CONTENT, text]])
		expect(await keep(place, '77', CHANGE)).toBeUndefined()
		expect(await contentOf(place, REPLY)).toMatchObject({ text, contentId: '77' })
	})
	it('takes the answer back by its network’s id', async ({ place }) => {
		await tell(place, { kind: 'deleteReply', by: ANNA, send: CHANGE, reply: REPLY })
		await deliver(place, CHANGE)
		expect(place.calls).toEqual([['remove', CONTENT]])
		expect((await prepare(place, CHANGE)).limitScope).toMatchObject({ kind: 'change' })
	})
	it.for([true, false])('hides what the customer wrote: %j', async (isHidden, { place }) => {
		const hide = { kind: 'hideMessage', by: ANNA, send: CHANGE, message: MESSAGE, network: 'facebook' } as const
		await tell(place, { ...hide, isHidden })
		await deliver(place, CHANGE)
		expect(place.calls).toEqual([['hide', { ...CONTENT, contentId: '11_22' }, isHidden]])
		expect(await keep(place, '11_22', CHANGE)).toBeUndefined()
	})
	it('fails where what is to be hidden is gone', async ({ place }) => {
		await updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(1), source: 'env_1#0' })
		const hide = { kind: 'hideMessage', by: ANNA, send: CHANGE, message: MESSAGE, network: 'facebook' } as const
		await tell(place, { ...hide, isHidden: true })
		expect(await deliver(place, CHANGE)).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
	})
	it('is not looked for: it may be repeated', async ({ place }) => {
		await tell(place, { kind: 'deleteReply', by: ANNA, send: CHANGE, reply: REPLY })
		expect(await find(place, minute(0), CHANGE)).toEqual({ found: 'no' })
	})
})

describe('the private message of a request', () => {
	it('goes to the author of the message, as what a machine wrote, and is urgent', async ({ place }) => {
		await open(place)
		await tell(place, requestData())
		await deliver(place, SEND)
		const [call] = place.calls
		expect(call).toMatchObject([
			'private',
			{ network: 'x', accountId: '1001', recipientId: '5001', typedBy: 'system', inReplyTo: { form: 'mention' } },
		])
		expect(JSON.stringify(call)).toContain('https://data.example/start#')
		expect((await prepare(place, SEND)).limitScope).toMatchObject({ isUrgent: true })
	})
	it('still finds its recipient when the words of that message were erased', async ({ place }) => {
		await open(place, FACEBOOK)
		const dm = { ...FACEBOOK, key: keyOf('msg', 2), form: 'dm', visibility: 'private', contentId: 'm_1' } as const
		await receiveMessage(place, incoming({ ...dm, author: { id: '5001' }, sentAt: minute(3) }))
		await tell(place, requestData())
		await updateMessage(place, { key: dm.key, change: 'erased', changedAt: minute(4), source: 'env_1#0' })
		await deliver(place, SEND)
		expect(place.calls).toMatchObject([['private', { recipientId: '5001', accountId: '2001', lastHeardAt: minute(3) }]])
		expect(place.calls[0]?.[1]).not.toHaveProperty('inReplyTo', expect.anything())
	})
	it('fails where nobody knows the recipient any more', async ({ place }) => {
		await open(place)
		await tell(place, requestData())
		await updateMessage(place, { key: MESSAGE, change: 'erased', changedAt: minute(1), source: 'env_1#0' })
		place = { ...place, contacts: { ...place.contacts, findByKeys: async () => [] } }
		expect(await deliver(place, SEND)).toEqual({ outcome: 'failed', reason: 'unknownTarget' })
	})
	it('is known as ours when its network tells of it, without any of its words', async ({ place }) => {
		await open(place)
		await tell(place, requestData())
		await keep(place, '77', SEND)
		const kept = await contentOf(place, keyOfSent('77', 'dm', 'x'))
		expect(kept).toEqual({
			kind: 'sent',
			id: keyOfSent('77', 'dm', 'x'),
			caseId: place.caseId,
			send: SEND,
			at: minute(0),
			revision: 0,
		})
	})
	it('invites below the customer’s message, without any secret', async ({ place }) => {
		await open(place)
		await tell(place, requestData())
		await tell(place, { kind: 'startSend', send: SEND, after: 0 })
		await tell(place, {
			kind: 'recordFailure',
			send: SEND,
			attempt: 1,
			reason: 'recipientClosed',
			invitation: keyOf('send', 2),
		})
		await deliver(place, keyOf('send', 2))
		expect(place.calls).toMatchObject([['public', { inReplyTo: '1924465506158878979', invite: true }]])
		expect(JSON.stringify(place.calls)).not.toContain('start#')
	})
})

it('asks the network whether an account works by the sender', async ({ place }) => {
	expect(await transport(place).probe?.({ network: 'x', accountId: '1001' })).toBe('working')
	expect(place.calls).toEqual([['probe', '1001']])
})
