import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { CaseId, MessageKey, SendId } from '#shared/cases/keys.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import { messageKey } from '#shared/channels/message-key.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { changes } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import { createWorkerPlace, type WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it } from '#test/fixtures/worker-test.ts'
import { ANNA, close, confirmNative, keyOf, REQUEST, requestData, startSend } from '#test/support/case-factories.ts'
import { aReply } from '#test/support/content-factories.ts'

const TEXT = 'Guten Tag, wir haben die Leitung geprüft: sie ist wieder frei. ^an'
const ANSWER = '1924465506158879999'
const QUESTION = '1924465506158878979'
const REPLY = keyOf('msg', 77)
const SEND = keyOf('send', 77)

const handle = (place: WorkerPlace, body: unknown, network: 'x' | 'meta' = 'x') => {
	const delivery = place.deliver(body, network)
	return handleDelivery(place.dependencies, delivery).then(() => delivery)
}
const theCase = async (place: WorkerPlace) => {
	const [state, ...more] = await place.cases()
	if (state === undefined || more.length > 0) throw new Error('not one case')
	return state
}
const tell = async (place: WorkerPlace, caseId: CaseId, ...commands: readonly Command[]) => {
	for (const command of commands) {
		const { outcome } = await applyCommand(place.dependencies, caseId, command)
		if (outcome !== 'applied') throw new Error(`${command.kind} was ${outcome}`)
	}
}
const factsOf = async (place: WorkerPlace, caseId: CaseId) =>
	(await place.stores.store.factsAfter(caseId, 0)).map(({ fact }) => fact)
const kindsAfter = async (place: WorkerPlace, caseId: CaseId, version: number) =>
	(await place.stores.store.factsAfter(caseId, version)).map(({ fact }) => fact.kind)
const contentOf = async (place: WorkerPlace, key: MessageKey) => (await place.dependencies.content.get([key]))[0]
const keyOfOurs = (place: WorkerPlace, contentId: string, form: 'reply' | 'dm' = 'reply', network: Network = 'x') =>
	messageKey(place.dependencies.identityKey, {
		network,
		accountId: network === 'x' ? '1001' : '2001',
		contentId,
		form,
	})

/** An answer to the only message, as an agent sends it: queued, its words there, and begun so many times. */
const answering = async (
	place: WorkerPlace,
	change: {
		readonly attempts?: number | undefined
		readonly visibility?: Visibility | undefined
		readonly text?: string | undefined
	} = {},
	[reply, send]: readonly [MessageKey, SendId] = [REPLY, SEND],
) => {
	const { attempts = 1, visibility = 'public', text = TEXT } = change
	const { id: caseId, lastMessage, contacts } = await theCase(place)
	if (lastMessage === undefined || contacts[0] === undefined) throw new Error('nothing to answer')
	await place.dependencies.content.put(aReply({ id: reply, caseId, text, at: '2026-11-22T10:01:00.000Z' }))
	await tell(place, caseId, {
		kind: 'reply',
		by: ANNA,
		send,
		reply,
		target: { visibility, answered: { ...lastMessage, contact: contacts[0] } },
		purpose: 'answer',
		rules: { xAnswersSummonsOnly: false },
		undoMilliseconds: 0,
		overrides: [],
	})
	for (let after = 0; after < attempts; after += 1) {
		if (after > 0)
			await tell(place, caseId, {
				kind: 'deferSend',
				send,
				attempt: after,
				until: '2026-11-22T10:00:00.000Z',
				reason: 'limit',
			})
		await tell(place, caseId, startSend(send, after))
	}
	return caseId
}

const ownPost = (members: Readonly<Record<string, unknown>> = {}) =>
	postDelivery(
		post({
			id_str: ANSWER,
			user: { id_str: '1001', screen_name: 'hilft', name: 'Hilft' },
			in_reply_to_status_id_str: QUESTION,
			in_reply_to_user_id_str: '5001',
			text: `@kundin ${TEXT}`,
			display_text_range: [8, 8 + TEXT.length],
			entities: { user_mentions: [{ id_str: '5001', indices: [0, 7] }] },
			...members,
		}),
	)
const ownMessage = (text: string, recipientId = '5001') => {
	const message = directMessage({ target: { recipient_id: recipientId }, sender_id: '1001' }, { text })
	return messageDelivery({ ...message, id: ANSWER })
}

describe('a public answer of ours, sent back by the network', () => {
	it.beforeEach(({ place }) => handle(place, postDelivery(post())))

	it('is confirmed by the id that outbound remembered', async ({ place }) => {
		const caseId = await answering(place)
		const message = keyOfOurs(place, ANSWER)
		await place.dependencies.content.put({
			kind: 'sent',
			id: message,
			caseId,
			send: SEND,
			revision: 0,
			at: '2026-11-22T10:01:00.000Z',
		})
		await tell(place, caseId, { kind: 'recordSent', send: SEND, message })
		const { version } = await theCase(place)
		await handle(place, ownPost({ text: '@kundin von X verändert' }))
		expect((await factsOf(place, caseId)).slice(version)).toMatchObject([
			{ kind: 'ReplyConfirmed', send: SEND, message },
		])
	})

	it('ends what was begun, when it comes before outbound has said so', async ({ place }) => {
		const caseId = await answering(place)
		const { version } = await theCase(place)
		await handle(place, ownPost())
		expect(await kindsAfter(place, caseId, version)).toEqual(['ReplySent', 'ReplyConfirmed'])
		await tell(place, caseId, { kind: 'recordSent', send: SEND, message: keyOfOurs(place, ANSWER) })
		expect(await kindsAfter(place, caseId, version)).toEqual(['ReplySent', 'ReplyConfirmed'])
		expect(await theCase(place)).toMatchObject({
			unanswered: { count: 0 },
			turn: { who: 'customer' },
			nativeAnswers: [],
		})
	})

	it('keeps its network id with the answer, so that it can be taken back', async ({ place }) => {
		await answering(place)
		await handle(place, ownPost())
		expect(await contentOf(place, REPLY)).toMatchObject({ text: TEXT, by: ANNA, contentId: ANSWER })
		expect(await contentOf(place, keyOfOurs(place, ANSWER))).toMatchObject({ kind: 'sent', send: SEND })
	})

	it.for([
		['unknown', { kind: 'recordUnknown', send: SEND, attempt: 1 }],
		['failed', { kind: 'recordFailure', send: SEND, attempt: 1, reason: 'rejected', invitation: keyOf('send', 78) }],
		['deferred', { kind: 'deferSend', send: SEND, attempt: 1, until: '2026-11-22T11:00:00.000Z', reason: 'limit' }],
	] as const)('ends it as sent although it was believed %s', async ([_, command], { place }) => {
		const caseId = await answering(place)
		await tell(place, caseId, command)
		await handle(place, ownPost())
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'sent' }, confirmedAt: expect.any(String) }])
	})

	it('is one of the send that is in doubt, where the same text was sent before', async ({ place }) => {
		const caseId = await answering(place)
		await tell(place, caseId, { kind: 'recordSent', send: SEND, message: keyOfOurs(place, '1') })
		await answering(place, {}, [keyOf('msg', 78), keyOf('send', 79)])
		await tell(place, caseId, { kind: 'recordUnknown', send: keyOf('send', 79), attempt: 1 })
		await handle(place, ownPost())
		expect((await theCase(place)).sends.map(({ status }) => status.kind)).toEqual(['sent', 'sent'])
		expect((await theCase(place)).sends.map((send) => 'confirmedAt' in send)).toEqual([false, true])
	})

	it('stands also below the edition that the customer made of their post', async ({ place }) => {
		const edition = '1924465506158878990'
		await handle(
			place,
			postDelivery(
				post({
					id_str: edition,
					edit_history: { initial_tweet_id: QUESTION },
					edit_history_tweet_ids: [QUESTION, edition],
					text: '@hilft jetzt ganz tot',
				}),
			),
		)
		await place.dependencies.content.put({
			kind: 'alias',
			id: keyOfOurs(place, edition),
			aliasOf: keyOfOurs(place, QUESTION),
			revision: 0,
			at: '2026-11-22T10:00:00.000Z',
		})
		await answering(place)
		await handle(place, ownPost({ in_reply_to_status_id_str: edition }))
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'sent' } }])
	})

	it('changes nothing when it comes again, in its own envelope or another', async ({ place }) => {
		const caseId = await answering(place)
		const delivery = await handle(place, ownPost())
		const { version } = await theCase(place)
		await handleDelivery(place.dependencies, delivery)
		await handle(place, ownPost())
		expect((await theCase(place)).version).toBe(version)
		expect(await place.balance()).toMatchObject({ messages: 1, ignored: { ownPost: 2 }, difference: 0 })
		expect(await kindsAfter(place, caseId, 0)).not.toContain('NativeAnswerSeen')
	})

	it('goes on after a crash between the mark and the fact', async ({ place }) => {
		await answering(place)
		let fails = true
		const store = {
			...place.dependencies.store,
			commit: async (...change: Parameters<typeof place.dependencies.store.commit>) => {
				if (fails) throw new Error('killed')
				return place.stores.store.commit(...change)
			},
		}
		const delivery = place.deliver(ownPost())
		await expect(handleDelivery({ ...place.dependencies, store }, delivery)).rejects.toThrow('killed')
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'started' } }])
		fails = false
		await handleDelivery({ ...place.dependencies, store }, delivery)
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'sent' } }])
	})

	it('says nothing of a send that the head has forgotten', async ({ place }) => {
		const caseId = await answering(place)
		await place.dependencies.content.put({
			kind: 'sent',
			id: keyOfOurs(place, ANSWER),
			caseId,
			send: keyOf('send', 99),
			revision: 0,
			at: '2026-11-22T10:01:00.000Z',
		})
		const { version } = await theCase(place)
		await handle(place, ownPost())
		expect((await theCase(place)).version).toBe(version)
	})

	it('does not reopen a closed case, and is on record there', async ({ place }) => {
		const caseId = await answering(place)
		await tell(place, caseId, close())
		await handle(place, ownPost())
		expect(await theCase(place)).toMatchObject({ state: 'closed', sends: [{ status: { kind: 'sent' } }] })
	})

	it('keeps its text when the network says that it was deleted', async ({ place }) => {
		const caseId = await answering(place)
		await handle(place, ownPost())
		const { version } = await theCase(place)
		const remove = { status: { id: ANSWER, user_id: '5001' }, timestamp_ms: '1795341600123' }
		await handle(place, { for_user_id: '1001', tweet_delete_events: [remove] })
		expect(await contentOf(place, REPLY)).toMatchObject({ text: TEXT })
		expect(await kindsAfter(place, caseId, version)).toEqual([])
	})
})

describe('a post of ours that hilft did not send', () => {
	it.beforeEach(({ place }) => handle(place, postDelivery(post())))

	it('is an answer given elsewhere, with its text, and takes no case from the queue', async ({ place }) => {
		await handle(place, ownPost({ text: '@kundin Wir rufen Sie an.' }))
		const state = await theCase(place)
		expect(state).toMatchObject({ unanswered: { count: 1 }, turn: { who: 'ours' } })
		expect(state.nativeAnswers).toMatchObject([{ message: keyOfOurs(place, ANSWER) }])
		const content = await contentOf(place, keyOfOurs(place, ANSWER))
		expect(content).toMatchObject({
			caseId: state.id,
			text: expect.stringContaining('Wir rufen Sie an.'),
			contentId: ANSWER,
		})
		for (const name of ['authorHandle', 'authorName', 'userId']) expect(content).not.toHaveProperty(name)
	})

	it.for([
		['another text', {}, { text: '@kundin Etwas ganz anderes.' }],
		['another message', {}, { in_reply_to_status_id_str: '1924465506158870001' }],
		['an answer that was never begun', { attempts: 0 }, {}],
		['a private answer of the same content', { visibility: 'private' }, {}],
	] as const)('is not taken for an answer of ours by %s', async ([_, change, members], { place }) => {
		await answering(place, change)
		await handle(place, ownPost(members))
		const [send] = (await theCase(place)).sends
		expect(send?.status.kind).toBe(change === undefined || !('attempts' in change) ? 'started' : 'queued')
	})

	it('is seen once, also after an agent confirmed it', async ({ place }) => {
		const body = ownPost({ text: '@kundin Wir rufen Sie an.' })
		await handle(place, body)
		const { id: caseId } = await theCase(place)
		await handle(place, body)
		await tell(place, caseId, confirmNative({ message: keyOfOurs(place, ANSWER) }))
		await handle(place, body)
		expect((await kindsAfter(place, caseId, 0)).filter((kind) => kind === 'NativeAnswerSeen')).toHaveLength(1)
	})

	it('is not kept where the person is being erased', async ({ place }) => {
		const { id: caseId } = await theCase(place)
		await tell(place, caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		await handle(place, ownPost({ text: '@kundin Liebe Kundin K' }))
		expect(await contentOf(place, keyOfOurs(place, ANSWER))).toBeUndefined()
	})

	it("opens no case below what is nobody's", async ({ place }) => {
		place = createWorkerPlace()
		await handle(place, ownPost())
		await handle(place, ownPost({ in_reply_to_status_id_str: null }))
		expect(await place.cases()).toEqual([])
		expect(await place.balance()).toMatchObject({ ignored: { ownPost: 2 }, difference: 0 })
	})
})

describe('a private message of ours, sent back by the network', () => {
	it.beforeEach(({ place }) => handle(place, messageDelivery(directMessage())))

	it('is found by whom it went to, and ends the answer', async ({ place }) => {
		await answering(place, { visibility: 'private' })
		await handle(place, ownMessage(TEXT))
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'sent' } }])
	})

	it('is an answer given elsewhere when nobody of us sent it here', async ({ place }) => {
		await handle(place, ownMessage('Hier ist Ihr Techniker.'))
		expect((await theCase(place)).nativeAnswers).toMatchObject([{ sentAt: expect.any(String) }])
		const { sends } = await theCase(place)
		expect(sends).toEqual([])
	})

	it('to somebody without a case is nothing', async ({ place }) => {
		await handle(place, ownMessage(TEXT, '7777'))
		expect((await theCase(place)).nativeAnswers).toEqual([])
	})

	it('that asks for data is known by its time and its link, and its text is not kept', async ({ place }) => {
		const { id: caseId } = await theCase(place)
		await tell(place, caseId, requestData(), startSend())
		const text = 'Bitte hier entlang: https://daten.hilft.example/start#geheim Ihr Code: 1234'
		await handle(place, ownMessage(text))
		expect(await theCase(place)).toMatchObject({
			nativeAnswers: [],
			sends: [{ status: { kind: 'sent' }, request: REQUEST }],
		})
		expect(JSON.stringify(await place.stores.allContent())).not.toContain('geheim')
		const { version } = await theCase(place)
		await handle(place, ownMessage(text))
		expect((await theCase(place)).version).toBe(version)
	})

	it('with such a link, but long after, was sent by hand', async ({ place }) => {
		const { id: caseId } = await theCase(place)
		const late = { now: () => addMilliseconds('2026-11-22T10:00:05.000Z', -31 * MINUTE) }
		await applyCommand({ ...place.dependencies, clock: late }, caseId, requestData())
		await applyCommand({ ...place.dependencies, clock: late }, caseId, startSend())
		await handle(place, ownMessage('https://daten.hilft.example/start'))
		expect(await theCase(place)).toMatchObject({ nativeAnswers: [{}], sends: [{ status: { kind: 'started' } }] })
	})
})

describe('a comment of ours on Facebook', () => {
	const comment = (members: Readonly<Record<string, unknown>>) =>
		changes('feed', {
			item: 'comment',
			verb: 'add',
			post_id: '2001_1',
			created_time: 1795341600,
			...members,
		})

	it('below the comment above both is the answer to the one below', async ({ place }) => {
		const asked = {
			comment_id: '1_12',
			parent_id: '1_11',
			from: { id: '4001', name: 'Frau F' },
			message: 'Und bei mir?',
		}
		await handle(place, comment(asked), 'meta')
		await answering(place)
		const ours = { comment_id: '1_13', parent_id: '1_11', from: { id: '2001', name: 'Hilft' }, message: TEXT }
		await handle(
			place,
			comment({
				comment_id: '1_11',
				parent_id: '2001_1',
				from: { id: '4001', name: 'Frau F' },
				message: 'Geht nichts.',
			}),
			'meta',
		)
		await handle(place, comment(ours), 'meta')
		expect((await theCase(place)).sends).toMatchObject([{ status: { kind: 'sent' } }])
	})
})
