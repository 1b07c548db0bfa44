import { describe, expect } from 'vitest'
import { HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { answer, it, LONGEST } from '#test/fixtures/sending-place.ts'
import { ANNA, keyOf, minute, SEND } from '#test/support/case-factories.ts'

describe('a send', () => {
	it('is put on record as started before it leaves, and as sent after', async ({ place }) => {
		await place.deliver()
		expect((await place.factsOf(place.caseId)).slice(-2)).toEqual(['SendStarted', 'SendSucceeded'])
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 1 })
	})
	it('is sent once, however often its job comes', async ({ place }) => {
		await place.deliver()
		await place.deliver()
		await place.deliver()
		expect(place.calls).toMatchObject({ send: 1, find: 0 })
		expect(place.held).toEqual([])
	})
	it('is sent by one of two senders at the same time', async ({ place }) => {
		await Promise.all([place.deliver(), place.deliver(), place.deliver()])
		expect(place.calls.send).toBe(1)
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 1 })
	})
	it('is not sent for a case or a send nobody knows', async ({ place }) => {
		await place.deliver(keyOf('send', 999))
		await place.deliver(SEND, { store: { ...place.store, load: async () => undefined } })
		expect(place.calls.send).toBe(0)
	})
	it('is withdrawn when its request was taken back before it was started, without an alarm', async ({ place }) => {
		await place.tell({ kind: 'revokeRequest', by: ANNA })
		await place.deliver()
		expect(place.calls.send).toBe(0)
		expect(await place.send()).toMatchObject({ status: { kind: 'failed', failure: 'withdrawn' } })
		expect(place.counted('SendsFailed')).toBe(0)
	})
	it('fails without an alarm when there was nothing left to send', async ({ place }) => {
		place.behaviour.send = { outcome: 'failed', reason: 'withdrawn' }
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'failed', failure: 'withdrawn' } })
		expect(place.counted('SendsFailed')).toBe(0)
	})
})

describe('an answer in its time to undo', () => {
	const ANSWER = keyOf('send', 101)
	it('waits for the rest of it and then leaves', async ({ place }) => {
		await place.tell(answer(1, 15))
		await place.deliver(ANSWER)
		expect(place.lastDelay()).toBe(15)
		place.wait(14.2 * SECOND)
		await place.deliver(ANSWER)
		expect(place.lastDelay()).toBe(1)
		expect(place.calls.send).toBe(0)
		place.wait(SECOND)
		await place.deliver(ANSWER)
		expect(await place.send(ANSWER)).toMatchObject({ status: { kind: 'sent' } })
		expect((await place.factsOf(place.caseId)).at(-1)).toBe('ReplySent')
	})
	it('never leaves once it was withdrawn, whatever its job does', async ({ place }) => {
		await place.tell(answer(1, 15), { kind: 'withdrawReply', by: ANNA, reply: keyOf('msg', 901) })
		place.wait(HOUR)
		await place.deliver(ANSWER)
		expect(place.calls.send).toBe(0)
		expect(place.held).toEqual([])
	})
	it('can be withdrawn as long as it has not started, also long after that time', async ({ place }) => {
		await place.tell(answer(1, 15))
		place.setSending(false)
		place.wait(MINUTE)
		await place.deliver(ANSWER)
		await place.tell({ kind: 'withdrawReply', by: ANNA, reply: keyOf('msg', 901) })
		place.setSending(true)
		await place.deliver(ANSWER)
		expect(place.calls.send).toBe(0)
	})
	it('is either withdrawn or sent when both happen at once, never both', async ({ place }) => {
		for (let n = 1; n <= 30; n += 1) {
			await place.tell(answer(n))
			const send = keyOf('send', 100 + n)
			const before = place.calls.send
			const withdraw = () => place.tell({ kind: 'withdrawReply', by: ANNA, reply: keyOf('msg', 900 + n) })
			const acts = n % 2 === 0 ? [place.deliver(send), withdraw()] : [withdraw(), place.deliver(send)]
			const [first, second] = await Promise.allSettled(acts)
			const undone = n % 2 === 0 ? second : first
			expect(place.calls.send - before).toBe(undone?.status === 'fulfilled' ? 0 : 1)
			expect((await place.send(send))?.status.kind).toBe(undone?.status === 'fulfilled' ? 'withdrawn' : 'sent')
		}
	})
})

describe('a failure', () => {
	it('is ours to see to, counted, and not tried again', async ({ place }) => {
		place.behaviour.send = { outcome: 'failed', reason: 'rejected' }
		await place.deliver()
		await place.deliver()
		expect(place.calls.send).toBe(1)
		expect(await place.state()).toMatchObject({
			turn: { who: 'ours' },
			sends: [{ status: { kind: 'failed', failure: 'rejected' } }],
		})
		expect(place.counted('SendsFailed')).toBe(1)
	})
	it('queues an invitation where the customer wrote in public and cannot be reached in private', async ({ place }) => {
		place.behaviour.send = { outcome: 'failed', reason: 'recipientClosed' }
		await place.deliver()
		expect((await place.state()).sends).toMatchObject([
			{ status: { kind: 'failed' } },
			{ purpose: 'invitation', status: { kind: 'queued' } },
		])
	})
	it('queues one invitation, not two, when a slow sender and its successor both fail', async ({ place }) => {
		await place.tell({ kind: 'startSend', send: SEND, after: 0 })
		place.setTime(minute(5))
		place.behaviour.send = { outcome: 'failed', reason: 'recipientClosed' }
		await place.deliver()
		await place.tell({
			kind: 'recordFailure',
			send: SEND,
			attempt: 1,
			reason: 'recipientClosed',
			invitation: keyOf('send', 8),
		})
		expect((await place.state()).sends.filter(({ purpose }) => purpose === 'invitation')).toHaveLength(1)
	})
	it('is a duplicate where what the network shows is another answer of ours', async ({ place }) => {
		const keep = async () => ({ outcome: 'taken' }) as const
		await place.deliver(SEND, { transport: place.transportWith({ rememberExternalId: keep }) })
		expect(await place.send()).toMatchObject({ status: { kind: 'failed', failure: 'duplicate' } })
	})
})

describe('a start without an end', () => {
	it.beforeEach(async ({ place }) => {
		await place.tell({ kind: 'startSend', send: SEND, after: 0 })
	})
	it('waits until no send can still be under way and the network shows what it did', async ({ place }) => {
		place.setTime(minute(0.25))
		await place.deliver()
		expect(place.lastDelay()).toBe(15)
		await place.deliver(SEND, { transport: { ...place.transport, readDelay: () => 40 * SECOND } })
		expect(place.lastDelay()).toBe(25)
		expect(place.calls).toMatchObject({ send: 0, find: 0 })
	})
	it('looks first, and puts on record what it finds, with the key it was kept under', async ({ place }) => {
		place.wait(LONGEST)
		place.behaviour.find = { found: 'yes', externalId: '77' }
		const kept: string[] = []
		const keep = async (id: string) => {
			kept.push(id)
			return { outcome: 'remembered', message: keyOf('msg', 77) } as const
		}
		await place.deliver(SEND, { transport: place.transportWith({ rememberExternalId: keep }) })
		expect(place.calls).toMatchObject({ send: 0, find: 1 })
		expect(kept).toEqual(['77'])
		expect((await place.store.factsAfter(place.caseId, 0)).at(-1)?.fact).toMatchObject({
			kind: 'SendSucceeded',
			message: keyOf('msg', 77),
		})
	})
	it('looks as far back as an answer may have been tried before, and no further than half an hour', async ({
		place,
	}) => {
		const since: string[] = []
		const find = async (from: string) => {
			since.push(from)
			return { found: 'unknown' } as const
		}
		for (const [n, at] of [
			[1, 10],
			[2, 50],
		] as const) {
			await place.tell(answer(n))
			place.setTime(minute(at))
			await place.tell({ kind: 'startSend', send: keyOf('send', 100 + n), after: 0 })
			place.wait(LONGEST)
			await place.deliver(keyOf('send', 100 + n), { transport: place.transportWith({ find }) })
		}
		expect(since).toEqual([minute(0), minute(20)])
	})
	it('looks first, and sends again what it does not find', async ({ place }) => {
		place.wait(LONGEST)
		await place.deliver()
		expect(place.calls).toMatchObject({ send: 1, find: 1 })
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
	it('leaves it to a person where the network cannot tell, and never sends it again', async ({ place }) => {
		place.wait(LONGEST)
		place.behaviour.find = { found: 'unknown' }
		await place.deliver()
		place.behaviour.find = { found: 'no' }
		await place.deliver()
		expect(place.calls.send).toBe(0)
		expect(await place.state()).toMatchObject({ turn: { who: 'ours' }, sends: [{ status: { kind: 'unknown' } }] })
		expect(place.counted('SendsUnknown')).toBe(1)
	})
	it('is sent by one of two that looked at the same time', async ({ place }) => {
		place.wait(LONGEST)
		await Promise.all([place.deliver(), place.deliver()])
		expect(place.calls.send).toBe(1)
	})
	it('waits for the network’s own time where looking is limited, and lets others wait without a look', async ({
		place,
	}) => {
		place.wait(LONGEST)
		place.behaviour.find = { found: 'later', until: minute(3) }
		await place.deliver()
		expect(place.lastDelay()).toBe(150)
		await place.deliver()
		expect(place.lastDelay()).toBe(150)
		expect(place.calls).toMatchObject({ send: 0, find: 1 })
	})
	it('is left to a person when nobody could look for half an hour', async ({ place }) => {
		place.behaviour.find = { found: 'later', until: minute(0) }
		place.wait(29 * MINUTE)
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'started' } })
		place.wait(MINUTE)
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'unknown' } })
		expect(place.calls.send).toBe(0)
	})
	it('is looked for only once sending is on again, so that a look is never all that happens', async ({ place }) => {
		place.setSending(false)
		place.wait(MINUTE)
		await place.deliver()
		expect(place.calls.find).toBe(0)
		expect(place.lastDelay()).toBe(15)
	})
	it('becomes a wait on record when it was not found and may not leave yet', async ({ place }) => {
		place.wait(LONGEST)
		await place.sendLimits.limit(
			{ network: 'x', accountId: '1001' },
			{
				kind: 'private',
				reason: 'limit',
				since: minute(0),
				until: minute(2),
			},
		)
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'deferred', until: minute(2) }, attempt: 1 })
		expect(place.lastDelay()).toBe(90)
		place.setTime(minute(2))
		await place.deliver()
		expect(place.calls).toMatchObject({ send: 1, find: 1 })
	})
})

describe('an answer that the network never shows', () => {
	it('is sent four times at most, each after a look, and then left to a person', async ({ place }) => {
		place.behaviour.send = { outcome: 'unknown' }
		for (let n = 0; n < 10; n += 1) {
			await place.deliver()
			place.wait(LONGEST)
		}
		expect(place.calls).toMatchObject({ send: 4, find: 4 })
		expect(await place.send()).toMatchObject({ status: { kind: 'unknown' }, attempt: 4 })
	})
	it('comes back to look after a network that gave no answer', async ({ place }) => {
		place.behaviour.send = { outcome: 'unknown' }
		await place.deliver()
		expect(place.lastDelay()).toBe(30)
		expect(await place.send()).toMatchObject({ status: { kind: 'started' } })
	})
	it('comes back to look when the sender itself broke down', async ({ place }) => {
		place.behaviour.send = new Error('reset')
		await expect(place.deliver()).rejects.toThrow('reset')
		place.wait(LONGEST)
		place.behaviour.find = { found: 'yes', externalId: '9' }
		await place.deliver()
		expect(place.calls).toMatchObject({ send: 1, find: 1 })
	})
})

describe('a change that may be repeated', () => {
	const HIDE = keyOf('send', 50)
	it.beforeEach(async ({ place }) => {
		await place.tell({
			kind: 'hideMessage',
			by: ANNA,
			send: HIDE,
			message: keyOf('msg', 1),
			network: 'facebook',
			isHidden: true,
		})
	})
	it('is done again without a look when its end is not known', async ({ place }) => {
		place.behaviour.send = { outcome: 'unknown' }
		await place.deliver(HIDE)
		expect(place.lastDelay()).toBe(30)
		place.wait(LONGEST)
		place.behaviour.send = { outcome: 'sent', externalId: '1' }
		await place.deliver(HIDE)
		expect(place.calls).toMatchObject({ send: 2, find: 0 })
		expect(await place.send(HIDE)).toMatchObject({ status: { kind: 'sent' } })
	})
	it('is left to a person after four times', async ({ place }) => {
		place.behaviour.send = { outcome: 'unknown' }
		for (let n = 0; n < 10; n += 1) {
			await place.deliver(HIDE)
			place.wait(LONGEST)
		}
		expect(place.calls).toMatchObject({ send: 4, find: 0 })
		expect(await place.send(HIDE)).toMatchObject({ status: { kind: 'unknown' } })
	})
})

describe('a wait', () => {
	it('of up to ten minutes is spent in the queue', async ({ place }) => {
		const until = minute(10)
		place.behaviour.send = { outcome: 'limited', until, reason: 'limit' }
		await place.deliver()
		expect(place.lastDelay()).toBe(600)
		expect(await place.send()).toMatchObject({ status: { kind: 'deferred', until, reason: 'limit' } })
		place.setTime(minute(9))
		await place.deliver()
		expect(place.lastDelay()).toBe(60)
		expect(place.calls.send).toBe(1)
		place.setTime(until)
		place.behaviour.send = { outcome: 'sent', externalId: '9' }
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
	it('of more than that is on record, and the sweep ends it', async ({ place }) => {
		const until = minute(10 + 1 / 60)
		place.behaviour.send = { outcome: 'limited', until, reason: 'limit' }
		await place.deliver()
		await place.deliver()
		expect(place.held).toEqual([])
		expect(await place.send()).toMatchObject({ status: { kind: 'deferred', until, reason: 'limit' } })
		place.setTime(minute(11))
		place.behaviour.send = { outcome: 'sent', externalId: '9' }
		await place.deliver()
		expect(place.calls.send).toBe(2)
	})
	it('grows with each try where the network names no reason, up to a quarter of an hour', async ({ place }) => {
		const waits: number[] = []
		for (let n = 0; n < 14; n += 1) {
			place.behaviour.send = { outcome: 'later', until: place.clock.now(), reason: 'notReached' }
			await place.deliver()
			const status = (await place.send())?.status
			const until = status?.kind === 'deferred' ? status.until : ''
			waits.push((Date.parse(until) - Date.parse(place.clock.now())) / SECOND)
			place.setTime(until)
		}
		expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900])
	})
	it('is a day at most, whatever time the network names', async ({ place }) => {
		place.behaviour.send = { outcome: 'limited', until: '2099-01-01T00:00:00.000Z', reason: 'limit' }
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { until: minute(25 * 60) } })
	})
	it('never sends twice when a slow first attempt asks to wait while the second sends', async ({ place }) => {
		await place.tell({ kind: 'startSend', send: SEND, after: 0 })
		place.setTime(minute(1))
		await place.deliver()
		await place.tell({ kind: 'deferSend', send: SEND, attempt: 1, until: minute(2), reason: 'limit' })
		place.setTime(minute(3))
		await place.deliver()
		expect(place.calls.send).toBe(1)
	})
})

describe('the kill switch', () => {
	it('holds everything back, looking again after 5 seconds at first and 30 later', async ({ place }) => {
		place.setSending(false)
		const waits: (number | undefined)[] = []
		for (let n = 0; n < 8; n += 1) {
			await place.deliver()
			const wait = place.lastDelay()
			waits.push(wait)
			place.wait((wait ?? 0) * SECOND)
		}
		expect(waits).toEqual([5, 5, 5, 5, 5, 7, 8, 10])
		place.setTime(minute(4))
		await place.deliver()
		expect(place.lastDelay()).toBe(30)
		expect(place.calls).toEqual({ send: 0, find: 0, probe: 0 })
		expect((await place.factsOf(place.caseId)).at(-1)).toBe('DataRequested')
	})
	it('lets go of a job that the sweep brings again, so that there are never more of it', async ({ place }) => {
		place.setSending(false)
		place.setTime(minute(5))
		await place.deliver()
		expect(place.held).toEqual([])
		place.setSending(true)
		await place.deliver()
		expect(place.calls.send).toBe(1)
	})
})
