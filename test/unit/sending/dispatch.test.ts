import type { DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { addMilliseconds, SECOND } from '#shared/kernel/clock.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { askForMail } from '#shared/requests/request-changes.ts'
import { dispatchCase, dispatchStream } from '#shared/sending/dispatch-case.ts'
import type { Job } from '#shared/sending/job.ts'
import { createDispatch } from '#shared/wiring/dispatch.ts'
import { incoming } from '#test/fixtures/case-place.ts'
import { itWithRequest as it, type OutboxPlace } from '#test/fixtures/outbox-place.ts'
import { answer } from '#test/fixtures/sending-place.ts'
import { ANNA, keyOf, minute, REQUEST, recordData, requestData, SEND } from '#test/support/case-factories.ts'
import { ofKind } from '#test/support/content-factories.ts'
import { handOver } from '#test/support/hand-over.ts'

const dispatch = (place: OutboxPlace, caseId: CaseId) => dispatchCase(place.dependencies, caseId)

describe('dispatching a case', () => {
	it('makes the request known before it queues the message, and moves the cursor', async ({ place, caseId }) => {
		expect(await dispatch(place, caseId)).toBe(1)
		expect(place.sent).toEqual([{ queue: 'x', message: { caseId, send: SEND } }])
		expect(await place.requests.find(REQUEST)).toMatchObject({
			caseId,
			fields: ['customerNumber', 'phone'],
			form: 'sie',
		})
		expect(await place.cursors.position(caseId)).toBe((await place.state(caseId)).version)
	})
	it('asks the worker to move what a note holds, and nothing of other notes', async ({ place, caseId }) => {
		const [plain, holding] = [keyOf('note', 1), keyOf('note', 2)]
		await applyCommand(place, caseId, { kind: 'writeNote', by: keyOf('agent', 1), note: plain })
		await applyCommand(place, caseId, { kind: 'writeNote', by: keyOf('agent', 1), note: holding, toVault: true })
		await dispatch(place, caseId)
		const asked = place.sent.filter(({ queue }) => queue === 'notes')
		expect(asked).toEqual([{ queue: 'notes', message: { command: 'seal-note', note: holding } }])
	})
	it('queues nothing when it is hinted again', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		expect(await dispatch(place, caseId)).toBe(0)
		expect(place.sent).toHaveLength(1)
	})
	it('repeats the job, and drops none, when it was cut off between queue and cursor', async ({ place, caseId }) => {
		const advance = () => Promise.reject(new Error('cut off'))
		const cursors = { ...place.cursors, advance }
		await expect(dispatchCase({ ...place.dependencies, cursors }, caseId)).rejects.toThrow('cut off')
		expect(await place.cursors.position(caseId)).toBe(0)
		await dispatch(place, caseId)
		expect(place.jobs()).toEqual([
			{ caseId, send: SEND },
			{ caseId, send: SEND },
		])
	})
	it('leaves the cursor where it was while the queue does not take the job', async ({ place, caseId }) => {
		place.down.add('x')
		await expect(dispatch(place, caseId)).rejects.toThrow('down')
		expect(await place.cursors.position(caseId)).toBe(0)
		place.down.clear()
		expect(await dispatch(place, caseId)).toBe(1)
	})
	it('queues resends, invitations and notices to the network, and mails with their links', async ({
		place,
		caseId,
	}) => {
		await dispatch(place, caseId)
		const request = await place.requests.find(REQUEST)
		if (request === undefined) throw new Error('no request')
		await place.requests.save({ request: askForMail(request, 'a@b.example', 'hash', minute(1)).next })
		await place.tell(
			caseId,
			{ kind: 'startSend', send: SEND, after: 0 },
			{ kind: 'recordFailure', send: SEND, attempt: 1, reason: 'recipientClosed', invitation: keyOf('send', 2) },
			{ kind: 'resendRequest', by: ANNA, send: keyOf('send', 3) },
			{ kind: 'recordMailRequest', request: REQUEST, send: keyOf('send', 4), issue: 1 },
			{ kind: 'recordBounce', request: REQUEST, issue: 1, reason: 'bounced', send: keyOf('send', 5) },
		)
		expect(await dispatch(place, caseId)).toBe(4)
		expect(place.sent.slice(1).map(({ queue, message }) => [queue, message])).toEqual([
			['x', { caseId, send: keyOf('send', 2) }],
			['x', { caseId, send: keyOf('send', 3) }],
			['mail', { caseId, send: keyOf('send', 4) }],
			['x', { caseId, send: keyOf('send', 5) }],
		])
	})
	it('shuts the links of a request that was taken back', async ({ place, caseId }) => {
		await place.tell(caseId, { kind: 'revokeRequest', by: ANNA })
		await dispatch(place, caseId)
		expect(await place.requests.find(REQUEST)).toMatchObject({ end: { how: 'revoked' } })
	})
	it('queues an answer with its time to undo', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, answer(1, 15), answer(2), answer(3, 3_600))
		place.setTime(addMilliseconds(place.clock.now(), 2.5 * SECOND))
		expect(await dispatch(place, caseId)).toBe(3)
		expect(place.sent.slice(1)).toEqual([
			{ queue: 'x', message: { caseId, send: keyOf('send', 101) }, delaySeconds: 13 },
			{ queue: 'x', message: { caseId, send: keyOf('send', 102) }, delaySeconds: 0 },
			{ queue: 'x', message: { caseId, send: keyOf('send', 103) }, delaySeconds: 900 },
		])
	})
	it('queues an answer by mail to the queue of mails', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, recordData(), answer(1, 0, { target: { visibility: 'mail' } }))
		await dispatch(place, caseId)
		expect(place.sent.at(-1)).toMatchObject({ queue: 'mail', message: { send: keyOf('send', 101) } })
	})
	it('queues a correction and a deletion the way the answer went, and what is to be hidden to its network', async ({
		place,
	}) => {
		const facebook = await place.open({ network: 'facebook', form: 'comment' })
		const { reach } = await place.state(facebook)
		const [who] = reach
		if (who?.public === undefined) throw new Error('nobody to answer')
		const answered = { ...who.public, contact: who.contact }
		const reply = keyOf('msg', 901)
		await place.tell(facebook, answer(1, 0, { target: { visibility: 'public', answered } }))
		await place.tell(
			facebook,
			{ kind: 'startSend', send: keyOf('send', 101), after: 0 },
			{ kind: 'recordSent', send: keyOf('send', 101) },
			{ kind: 'correctReply', by: ANNA, send: keyOf('send', 2), reply, correction: keyOf('msg', 2) },
			{ kind: 'startSend', send: keyOf('send', 2), after: 0 },
			{ kind: 'recordSent', send: keyOf('send', 2) },
			{ kind: 'deleteReply', by: ANNA, send: keyOf('send', 3), reply },
			{
				kind: 'hideMessage',
				by: ANNA,
				send: keyOf('send', 4),
				message: answered.message,
				network: 'facebook',
				isHidden: true,
			},
		)
		expect(await dispatch(place, facebook)).toBe(4)
		expect(place.sent.map(({ queue, message }) => [queue, (message as Job).send])).toEqual([
			['facebook', keyOf('send', 101)],
			['facebook', keyOf('send', 2)],
			['facebook', keyOf('send', 3)],
			['facebook', keyOf('send', 4)],
		])
	})
	it('has a person erased', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, { kind: 'beginPersonErasure', by: ANNA, reason: 'demanded' })
		expect(await dispatch(place, caseId)).toBe(0)
		expect(place.sent.slice(1)).toEqual([{ queue: 'erasures', message: { caseId } }])
	})
	it('has a person erased later when the queue does not take it now', async ({ place, caseId }) => {
		await dispatch(place, caseId)
		await place.tell(caseId, { kind: 'beginPersonErasure', by: ANNA, reason: 'demanded' })
		place.down.add('erasures')
		await expect(dispatch(place, caseId)).rejects.toThrow('down')
		place.down.clear()
		await dispatch(place, caseId)
		expect(place.sent.at(-1)).toEqual({ queue: 'erasures', message: { caseId } })
	})
	it('does nothing for a case without facts', async ({ place }) => {
		expect(await dispatch(place, keyOf('case', 9))).toBe(0)
		expect(await place.cursors.position(keyOf('case', 9))).toBe(0)
	})
	it('leaves a case that cannot be read where it is, without moving its cursor, and says so', async ({
		place,
		caseId,
	}) => {
		place.makeUnreadable(caseId)
		expect(await dispatch(place, caseId)).toBe(0)
		expect(await place.cursors.position(caseId)).toBe(0)
		const told = place.lines.join('')
		expect(told).toContain('"CasesUnreadable":1')
		expect(told).toContain(`"code":"CASE_UNREADABLE","caseId":"${caseId}"`)
		expect(told).not.toContain('EventsParked')
		place.makeUnreadable(caseId, false)
		expect(await dispatch(place, caseId)).toBe(1)
	})
})

const streamOf = (...records: readonly (readonly [CaseId, string, ('INSERT' | 'MODIFY' | 'REMOVE')?])[]) =>
	({
		Records: records.map(([id, SequenceNumber, eventName = 'INSERT']) => ({
			eventName,
			dynamodb: { Keys: { caseId: { S: id }, version: { N: '1' } }, SequenceNumber },
		})),
	}) as DynamoDBStreamEvent

describe('hints', () => {
	it('dispatch each case once, however many of its facts they name', async ({ place, caseId }) => {
		expect(await dispatchStream(place.dependencies, streamOf([caseId, '1'], [caseId, '2'], [caseId, '3']))).toEqual({
			batchItemFailures: [],
		})
		expect(place.sent).toHaveLength(1)
	})
	it('of a case that fails come back, those of its neighbours are done', async ({ place, caseId }) => {
		const other = await place.open()
		await place.tell(other, requestData({ request: keyOf('req', 2), send: keyOf('send', 2) }))
		const store = {
			...place.store,
			factsAfter: (id: CaseId, version: number) =>
				id === caseId ? Promise.reject(new Error('throttled')) : place.store.factsAfter(id, version),
		}
		const result = await dispatchStream(
			{ ...place.dependencies, store },
			streamOf([caseId, '1'], [other, '2'], [caseId, '3']),
		)
		expect(result.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '3' }])
		expect(place.jobs()).toEqual([{ caseId: other, send: keyOf('send', 2) }])
	})
	it('of many cases are dispatched side by side, ten at once', async ({ place }) => {
		const cases: CaseId[] = []
		for (let n = 0; n < 25; n += 1) cases.push(await place.open())
		const at = { work: 0, most: 0 }
		const factsAfter = async (id: CaseId, version: number) => {
			at.work += 1
			at.most = Math.max(at.most, at.work)
			const facts = await place.store.factsAfter(id, version)
			at.work -= 1
			return facts
		}
		await dispatchStream(
			{ ...place.dependencies, store: { factsAfter } },
			streamOf(...cases.map((id, index) => [id, `${index}`] as const)),
		)
		expect(at.most).toBe(10)
		expect((await place.cursors.positions(cases)).size).toBe(25)
	})
	it('alarm when a fact was changed or removed, and dispatch all the same', async ({ place, caseId }) => {
		await dispatchStream(place.dependencies, streamOf([caseId, '1', 'MODIFY'], [caseId, '2', 'REMOVE']))
		expect(place.lines.filter((line) => line.includes('"FactsTampered":1'))).toHaveLength(2)
		expect(place.sent).toHaveLength(1)
	})
	it("come from the sweep's queue too, one at a time", async ({ place, caseId }) => {
		const { receivers } = createDispatch({ ...place.dependencies, linkSecret: async () => 'link-secret-of-the-tests' })
		await handOver(receivers, { caseId })
		expect(place.sent).toHaveLength(1)
		place.down.add('x')
		await place.tell(caseId, { kind: 'resendRequest', by: ANNA, send: keyOf('send', 3) })
		await expect(handOver(receivers, { caseId })).rejects.toThrow('x is down')
	})
})

describe('a message with something to fetch or to erase', () => {
	const MESSAGE = keyOf('msg', 70)
	const photo = { kind: 'image', url: 'https://pbs.twimg.com/media/a.jpg' } as const
	const jobs = (place: OutboxPlace) => place.sent.filter(({ queue }) => queue === 'media').map(({ message }) => message)
	const receive = async (place: OutboxPlace, change: Partial<IncomingMessage> = {}) => {
		const message = incoming({ key: MESSAGE, author: { id: '9001' }, media: [photo], ...change })
		await receiveMessage(place.dependencies, message)
		const [content] = await place.content.get([MESSAGE])
		return ofKind(content, 'message').caseId
	}

	it('is queued to the media function by its key alone, once', async ({ place }) => {
		const id = await receive(place)
		await dispatch(place, id)
		await dispatch(place, id)
		expect(jobs(place)).toEqual([{ message: MESSAGE }])
	})
	it('is queued again, and never dropped, while the queue does not take it', async ({ place }) => {
		const id = await receive(place)
		place.down.add('media')
		await expect(dispatch(place, id)).rejects.toThrow('down')
		place.down.clear()
		await dispatch(place, id)
		expect(jobs(place)).toEqual([{ message: MESSAGE }])
	})
	it('is queued for a cut text, for another edition and for an erasure, not for a whole text', async ({ place }) => {
		const id = await receive(place, { media: [] })
		await dispatch(place, id)
		expect(jobs(place)).toEqual([])
		await receive(place, { media: [], edition: '1', source: 'e#1' })
		await receive(place, { media: [], isIncomplete: true, edition: '2', source: 'e#2' })
		await updateMessage(place.dependencies, { key: MESSAGE, change: 'erased', changedAt: minute(9), source: 'e#3' })
		await dispatch(place, id)
		expect(jobs(place)).toHaveLength(3)
	})
})
