import { beforeEach, describe, expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply-command.ts'
import type { Command } from '#shared/cases/commands.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { receiveMessage } from '#shared/cases/receive-message.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog } from '#shared/kernel/log.ts'
import { type DeliverDependencies, type Delivered, deliverEffect } from '#shared/outbox/deliver-effect.ts'
import { ANNA, EFFECT, minute, requestData } from '#test/support/case-factories.ts'
import { createCasePlace, incoming } from '#test/support/incoming-message.ts'

let place: ReturnType<typeof createCasePlace>
let caseId: CaseId
let lines: string[]
let sends: number
let looks: number
beforeEach(async () => {
	place = createCasePlace()
	lines = []
	sends = 0
	looks = 0
	const received = await receiveMessage(place, incoming())
	if (received.outcome !== 'message') throw new Error(received.outcome)
	caseId = received.caseId
	await applyCommand(place, caseId, requestData())
})

type Behaviour = { readonly send?: Delivered | Error; readonly found?: 'yes' | 'no' | 'unknown' }
const SENT: Delivered = { outcome: 'sent', externalId: '9' }

const deliver = ({ send = SENT, found = 'no' }: Behaviour = {}, effect = EFFECT, store = place.store) => {
	const dependencies: DeliverDependencies = {
		store,
		clock: place.clock,
		random: place.random,
		log: createLog((line) => lines.push(line)),
		longestSendMilliseconds: 30 * SECOND,
		transport: {
			find: async () => {
				looks += 1
				return found
			},
			send: async () => {
				sends += 1
				if (send instanceof Error) throw send
				return send
			},
		},
	}
	return deliverEffect(dependencies, { caseId, effect })
}
const state = async (): Promise<CaseState> => {
	const current = await place.store.load(caseId)
	if (current === undefined) throw new Error('no case')
	return current
}
const effect = async () => (await state()).effects[0]
const tell = (command: Command) => applyCommand(place, caseId, command)
const delayOf = async (promise: Promise<void>): Promise<number | undefined> => {
	const error = await promise.then(() => undefined).catch((caught: unknown) => caught)
	expect(error).toBeInstanceOf(RetryLaterError)
	return error instanceof RetryLaterError ? error.delaySeconds : undefined
}

describe('an effect', () => {
	it('is put on record as started before it leaves, and as sent after', async () => {
		await deliver()
		expect((await place.factsOf(caseId)).slice(-2)).toEqual(['SendStarted', 'SendSucceeded'])
		expect(await effect()).toMatchObject({ status: 'sent', attempt: 1 })
	})
	it('is sent once, however often its job comes', async () => {
		await deliver()
		await deliver()
		await deliver()
		expect([sends, looks]).toEqual([1, 0])
	})
	it('is sent by one of two senders at the same time', async () => {
		await Promise.all([deliver(), deliver(), deliver()])
		expect(sends).toBe(1)
		expect(await effect()).toMatchObject({ status: 'sent', attempt: 1 })
	})
	it('is not sent for a case or an effect nobody knows', async () => {
		await deliver({}, `eff_${'9'.repeat(26)}`)
		await deliver({}, EFFECT, { ...place.store, load: async () => undefined })
		expect(sends).toBe(0)
	})
	it('is withdrawn when its request was taken back before it was started, without an alarm', async () => {
		await tell({ kind: 'revokeRequest', by: ANNA })
		await deliver()
		expect(sends).toBe(0)
		expect(await effect()).toMatchObject({ status: 'failed', failure: 'withdrawn' })
		expect(lines.join('')).not.toContain('SendsFailed')
	})
	it('fails without an alarm when there was nothing left to send', async () => {
		await deliver({ send: { outcome: 'failed', reason: 'withdrawn' } })
		expect(await effect()).toMatchObject({ status: 'failed', failure: 'withdrawn' })
		expect(lines.join('')).not.toContain('SendsFailed')
	})
})

describe('a failure', () => {
	it('is ours to see to, counted, and not tried again', async () => {
		await deliver({ send: { outcome: 'failed', reason: 'rejected' } })
		await deliver()
		expect(sends).toBe(1)
		expect(await state()).toMatchObject({ turn: { who: 'ours' }, effects: [{ status: 'failed', failure: 'rejected' }] })
		expect(lines.join('')).toContain('SendsFailed')
	})
	it('queues an invitation where the customer wrote in public and cannot be reached in private', async () => {
		await deliver({ send: { outcome: 'failed', reason: 'recipientClosed' } })
		expect((await state()).effects).toMatchObject([{ status: 'failed' }, { purpose: 'invitation', status: 'queued' }])
	})
	it('queues one invitation, not two, when a slow sender and its successor both fail', async () => {
		await tell({ kind: 'startSend', effect: EFFECT, after: 0 })
		place.setTime(minute(5))
		await deliver({ send: { outcome: 'failed', reason: 'recipientClosed' } })
		await tell({
			kind: 'recordFailure',
			effect: EFFECT,
			attempt: 1,
			reason: 'recipientClosed',
			invitation: `eff_${'8'.repeat(26)}`,
		})
		expect((await state()).effects.filter(({ purpose }) => purpose === 'invitation')).toHaveLength(1)
	})
})

describe('a start without an end', () => {
	beforeEach(async () => {
		await tell({ kind: 'startSend', effect: EFFECT, after: 0 })
	})
	it('waits until no send can still be under way', async () => {
		place.setTime(minute(0.25))
		expect(await delayOf(deliver())).toBe(15)
		expect([sends, looks]).toEqual([0, 0])
	})
	it('looks first, and puts on record what it finds', async () => {
		place.setTime(minute(1))
		await deliver({ found: 'yes' })
		expect([sends, looks]).toEqual([0, 1])
		expect(await effect()).toMatchObject({ status: 'sent', attempt: 1 })
	})
	it('looks first, and sends again what it does not find', async () => {
		place.setTime(minute(1))
		await deliver({ found: 'no' })
		expect([sends, looks]).toEqual([1, 1])
		expect(await effect()).toMatchObject({ status: 'sent', attempt: 2 })
	})
	it('leaves it to a person where the network cannot tell, and never sends it again', async () => {
		place.setTime(minute(1))
		await deliver({ found: 'unknown' })
		await deliver({ found: 'no' })
		expect(sends).toBe(0)
		expect(await state()).toMatchObject({ turn: { who: 'ours' }, effects: [{ status: 'unknown' }] })
		expect(lines.join('')).toContain('SendsUnknown')
	})
	it('is sent by one of two that looked at the same time', async () => {
		place.setTime(minute(1))
		await Promise.all([deliver({ found: 'no' }), deliver({ found: 'no' })])
		expect(sends).toBe(1)
	})
})

describe('what cannot be known or done at once', () => {
	it('comes back to look when the network gave no answer', async () => {
		expect(await delayOf(deliver({ send: { outcome: 'unknown' } }))).toBe(30)
		expect(await effect()).toMatchObject({ status: 'started' })
		place.setTime(minute(1))
		await deliver({ found: 'yes' })
		expect([sends, looks]).toEqual([1, 1])
	})
	it('comes back to look when the sender itself broke down', async () => {
		await expect(deliver({ send: new Error('reset') })).rejects.toThrow('reset')
		place.setTime(minute(1))
		await deliver({ found: 'yes' })
		expect([sends, looks]).toEqual([1, 1])
	})
	it('waits in the queue for up to ten minutes', async () => {
		const until = minute(10)
		expect(await delayOf(deliver({ send: { outcome: 'later', until } }))).toBe(600)
		expect(await effect()).toMatchObject({ status: 'deferred', until })
		place.setTime(minute(9))
		expect(await delayOf(deliver())).toBe(60)
		expect(sends).toBe(1)
		place.setTime(until)
		await deliver()
		expect(sends).toBe(2)
		expect(await effect()).toMatchObject({ status: 'sent', attempt: 2 })
	})
	it('leaves the queue for a longer wait, which the sweep ends', async () => {
		await deliver({ send: { outcome: 'later', until: minute(10 + 1 / 60) } })
		await deliver()
		expect(sends).toBe(1)
		place.setTime(minute(11))
		await deliver()
		expect(sends).toBe(2)
	})
	it('comes back at once for a wait that is over already', async () => {
		place.setTime(minute(2))
		expect(await delayOf(deliver({ send: { outcome: 'later', until: minute(1) } }))).toBe(1)
	})
	it('never sends twice when a slow first attempt asks to wait while the second sends', async () => {
		await tell({ kind: 'startSend', effect: EFFECT, after: 0 })
		place.setTime(minute(1))
		await deliver()
		await tell({ kind: 'deferSend', effect: EFFECT, attempt: 1, until: minute(2) })
		place.setTime(minute(3))
		await deliver()
		expect(sends).toBe(1)
	})
})
