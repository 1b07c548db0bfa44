import { describe, expect } from 'vitest'
import { HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import type { Delivered } from '#shared/sending/transport.ts'
import { ACCOUNT, answer, it, type SendingPlace } from '#test/fixtures/sending-place.ts'
import { keyOf, minute } from '#test/support/case-factories.ts'

const OTHER = keyOf('send', 101)

/** Delivers until nothing more comes of it; returns the pauses between the tries, in seconds. */
const tryOut = async (place: SendingPlace, outcome: Delivered, most = 10): Promise<readonly number[]> => {
	const pauses: number[] = []
	for (let turn = 0; turn < most; turn += 1) {
		place.behaviour.send = outcome
		await place.deliver()
		const status = (await place.send())?.status
		if (status?.kind !== 'deferred') break
		pauses.push((Date.parse(status.until) - Date.parse(place.clock.now())) / SECOND)
		place.setTime(status.until)
	}
	return pauses
}

describe('a refusal that is not believed at once', () => {
	it.for([
		['unexplained', 'rejected', [30, 120]],
		['accountWorks', 'forbidden', [30]],
	] as const)(
		'is tried again where it is %s, and then has failed as %s',
		async ([reason, otherwise, pauses], { place }) => {
			expect(await tryOut(place, { outcome: 'again', reason, otherwise })).toEqual(pauses)
			expect(await place.send()).toMatchObject({
				status: { kind: 'failed', failure: otherwise },
				attempt: pauses.length + 1,
			})
			expect(place.calls.send).toBe(pauses.length + 1)
		},
	)
	it('leaves where the next try finds nothing wrong', async ({ place }) => {
		place.behaviour.send = { outcome: 'again', reason: 'unexplained', otherwise: 'rejected' }
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'deferred', reason: 'unexplained' } })
		place.wait(30 * SECOND)
		place.behaviour.send = { outcome: 'sent', externalId: '9' }
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
})

describe('a send that stops its account', () => {
	it('never does so twice, though the account worked in between, and tries ever more slowly', async ({ place }) => {
		place.behaviour.probe = 'working'
		const pauses = await tryOut(place, { outcome: 'stopped', reason: 'tokenDead' }, 5)
		expect(pauses).toEqual([60, 15 * 60, 30 * 60, 60 * 60, 60 * 60])
		expect(place.counted('AccountsStopped')).toBe(1)
		expect((await place.sendLimits.read(ACCOUNT)).stop).toBeUndefined()
		// Any other may find it out.
		await place.tell(answer(1))
		await place.deliver(OTHER)
		expect((await place.sendLimits.read(ACCOUNT)).stop).toMatchObject({ reason: 'tokenDead' })
	})
})

describe('an account that is taken for a machine', () => {
	const suspected = (place: SendingPlace): Delivered => ({
		outcome: 'limited',
		until: new Date(Date.parse(place.clock.now()) + 15 * MINUTE).toISOString(),
		reason: 'looksAutomated',
	})
	it('waits without being asked the first time, and tells operations', async ({ place }) => {
		place.behaviour.send = suspected(place)
		await place.deliver()
		expect(await place.send()).toMatchObject({
			status: { kind: 'deferred', until: minute(15), reason: 'looksAutomated' },
		})
		expect(place.calls.probe).toBe(0)
		expect(place.counted('AccountsRefused')).toBe(1)
		await place.tell(answer(1))
		await place.deliver(OTHER)
		expect(await place.send(OTHER)).toMatchObject({
			status: { kind: 'deferred', reason: 'looksAutomated' },
			attempt: 0,
		})
	})
	it.for([
		['working', HOUR, undefined],
		['unknown', HOUR, undefined],
		['stopped', MINUTE, { reason: 'accountBlocked' }],
	] as const)('is asked the second time; it says: %s', async ([probe, pause, stop], { place }) => {
		place.behaviour.send = suspected(place)
		await place.deliver()
		place.setTime(minute(15))
		place.behaviour.send = suspected(place)
		place.behaviour.probe = probe
		await place.deliver()
		const status = (await place.send())?.status
		expect(Date.parse(status?.kind === 'deferred' ? status.until : '') - Date.parse(minute(15))).toBe(pause)
		const limits = await place.sendLimits.read(ACCOUNT)
		if (stop === undefined) expect(limits.stop).toBeUndefined()
		else expect(limits.stop).toMatchObject(stop)
	})
})

describe('a wait of more than an hour', () => {
	const count = (place: SendingPlace): number => place.counted('SendsWaitingLong')

	it('is counted when the network names so late a time', async ({ place }) => {
		place.behaviour.send = { outcome: 'limited', until: minute(61), reason: 'limit' }
		await place.deliver()
		expect(count(place)).toBe(1)
	})
	it.for([
		['all sending is stopped', (place: SendingPlace) => place.setSending(false)],
		['the account is stopped', (place: SendingPlace) => place.sendLimits.stop(ACCOUNT, 'tokenDead', minute(0))],
	] as const)('is counted at each of its waits while %s', async ([, hold], { place }) => {
		await hold(place)
		await place.deliver()
		expect(count(place)).toBe(0)
		for (const at of [61, 71]) {
			place.setTime(minute(at))
			await place.deliver()
		}
		expect(count(place)).toBe(2)
	})
	it('is none while an answer may be undone', async ({ place }) => {
		await place.tell(answer(1, 2 * 60 * 60))
		await place.deliver(OTHER)
		expect(count(place)).toBe(0)
	})
})
