import { describe, expect } from 'vitest'
import { MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { sendingState } from '#shared/sending/sending-state.ts'
import { ACCOUNT, answer, it, type SendingPlace } from '#test/fixtures/sending-place.ts'
import { keyOf, minute, SEND } from '#test/support/case-factories.ts'

const OTHER = keyOf('send', 101)
const stateOf = (place: SendingPlace) =>
	sendingState({
		sending: place.dependencies().sending,
		sendLimits: place.sendLimits,
		accounts: [
			{ network: 'x', id: '1001', handle: 'hilft' },
			{ network: 'facebook', id: '2001', handle: 'hilft' },
		],
		clock: place.clock,
	})

describe('a limit that a network names', () => {
	it.beforeEach(async ({ place }) => {
		place.behaviour.send = { outcome: 'limited', until: minute(5), reason: 'limit' }
		await place.deliver()
		place.held.length = 0
		place.behaviour.send = { outcome: 'sent', externalId: '9' }
		await place.tell(answer(1))
	})
	it('lets others of the same account and kind wait until then, without a call or a fact', async ({ place }) => {
		await place.deliver(OTHER)
		expect(place.lastDelay()).toBe(300)
		expect(place.calls.send).toBe(1)
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'queued' }, attempt: 0 })
		place.setTime(minute(5))
		await place.deliver(OTHER)
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'sent' } })
	})
	it.for(['public', 'change'] as const)('does not hold back what is %s', async (kind, { place }) => {
		place.setKind(kind)
		await place.deliver(OTHER)
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'sent' } })
	})
	it('does not hold back another account', async ({ place }) => {
		const limitScope = { account: { network: 'x', accountId: '1002' }, kind: 'private', isUrgent: false } as const
		await place.deliver(OTHER, { transport: place.transportWith({ limitScope }) })
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'sent' } })
	})
	it('is shown until it ends', async ({ place }) => {
		expect(await stateOf(place)).toEqual({
			sending: 'on',
			accounts: [
				{ ...ACCOUNT, state: 'limited', reason: 'limit', since: minute(0), until: minute(5) },
				{ network: 'facebook', accountId: '2001', state: 'open' },
			],
		})
		place.setTime(minute(5))
		expect((await stateOf(place)).accounts).toMatchObject([{ state: 'open' }, { state: 'open' }])
	})
})

describe('a limit of more than ten minutes', () => {
	it('is put on record also for those who never started', async ({ place }) => {
		await place.tell(answer(1))
		await place.sendLimits.limit(ACCOUNT, {
			kind: 'private',
			reason: 'limit',
			since: minute(0),
			until: minute(60),
		})
		await place.deliver(OTHER)
		expect(place.held).toEqual([])
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'deferred', until: minute(60) }, attempt: 0 })
		place.setTime(minute(60))
		await place.deliver(OTHER)
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'sent' }, attempt: 1 })
	})
})

describe('a dead token or a blocked account', () => {
	it.beforeEach(async ({ place }) => {
		place.behaviour.send = { outcome: 'stopped', reason: 'tokenDead' }
		await place.deliver()
		place.behaviour.send = { outcome: 'sent', externalId: '9' }
		await place.tell(answer(1))
	})
	it('stops the account, alarms once, and leaves the send waiting for the next try', async ({ place }) => {
		expect(await place.send()).toMatchObject({ status: { kind: 'deferred', until: minute(1) }, attempt: 1 })
		expect(place.lastDelay()).toBe(60)
		expect(place.counted('AccountsStopped')).toBe(1)
		expect(place.lines.filter((line) => line.includes('ACCOUNT_STOPPED'))).toHaveLength(1)
		expect(await stateOf(place)).toMatchObject({
			accounts: [{ state: 'stopped', reason: 'tokenDead', since: minute(0) }, { state: 'open' }],
		})
	})
	it('lets every kind of send of that account wait, and asks the network every 30 seconds at most', async ({
		place,
	}) => {
		for (const kind of ['public', 'private', 'change'] as const) {
			place.setKind(kind)
			await place.deliver(OTHER)
			expect(place.lastDelay()).toBe(30)
		}
		expect(place.calls).toMatchObject({ send: 1, probe: 1 })
		place.wait(30 * SECOND)
		await Promise.all([place.deliver(OTHER), place.deliver(OTHER)])
		expect(place.calls).toMatchObject({ send: 1, probe: 2 })
		// One for the stop and one for each look that found it still so: the alarm rings for as long.
		expect(place.counted('AccountsStopped')).toBe(3)
	})
	it('goes on by itself once the account works again, and says so', async ({ place }) => {
		place.behaviour.probe = 'working'
		await place.deliver(OTHER)
		expect(await place.send(OTHER)).toMatchObject({ status: { kind: 'sent' } })
		expect(place.lines.filter((line) => line.includes('ACCOUNT_RESUMED'))).toHaveLength(1)
		expect((await stateOf(place)).accounts[0]).toMatchObject({ state: 'open' })
		place.wait(MINUTE)
		await place.deliver()
		expect(await place.send()).toMatchObject({ status: { kind: 'sent' }, attempt: 2 })
	})
	it.for(['unknown', 'stopped'] as const)('stays stopped while the network says %s', async (probe, { place }) => {
		place.behaviour.probe = probe
		await place.deliver(OTHER)
		expect(place.lastDelay()).toBe(30)
		expect((await stateOf(place)).accounts[0]).toMatchObject({ state: 'stopped' })
	})
	it('lets jobs go that the sweep brings again', async ({ place }) => {
		place.held.length = 0
		place.wait(5 * MINUTE)
		await place.deliver(OTHER)
		await place.deliver()
		expect(place.held).toEqual([])
		expect(place.calls.send).toBe(1)
	})
})

describe('the pace of private messages', () => {
	const RULES = [{ limit: 3, seconds: 900, urgentOnly: 1 }]
	const answers = async (place: SendingPlace, count: number, isUrgent = false) => {
		for (let n = 1; n <= count; n += 1) await place.tell(answer(n, 0, { isUrgent }))
	}
	const deliverAll = async (place: SendingPlace, ...numbers: readonly number[]) => {
		for (const n of numbers) await place.deliver(keyOf('send', 100 + n))
	}
	it.beforeEach(({ place }) => place.setPace({ x: RULES }))
	it('lets no more leave than the network allows, before it has to say no', async ({ place }) => {
		await answers(place, 5, true)
		await deliverAll(place, 1, 2, 3, 4, 5)
		expect(place.calls.send).toBe(3)
	})
	it('keeps a share for what is urgent', async ({ place }) => {
		await answers(place, 3)
		await deliverAll(place, 1, 2, 3)
		expect(place.calls.send).toBe(2)
		await place.tell(answer(4, 0, { isUrgent: true }))
		await deliverAll(place, 4)
		expect(await place.send(keyOf('send', 104))).toMatchObject({ status: { kind: 'sent' } })
	})
	it('lets more leave once the window has passed', async ({ place }) => {
		await answers(place, 5, true)
		await deliverAll(place, 1, 2, 3)
		place.wait(16 * MINUTE)
		await deliverAll(place, 4, 5)
		expect(place.calls.send).toBe(5)
	})
	it('lets what is urgent wait for the first place that is free, and the others for one more', async ({ place }) => {
		await place.tell(answer(1), answer(2), answer(3, 0, { isUrgent: true }))
		for (const n of [1, 2, 3]) {
			await deliverAll(place, n)
			place.wait(4 * MINUTE)
		}
		expect(place.calls.send).toBe(3)
		await place.tell(answer(4), answer(5, 0, { isUrgent: true }))
		await deliverAll(place, 4, 5)
		// At minute 12: the first place is free at 15, the second at 19, each half a minute later as places are counted.
		expect(place.held.splice(0)).toMatchObject([
			{ job: { send: keyOf('send', 104) }, delaySeconds: 450 },
			{ job: { send: keyOf('send', 105) }, delaySeconds: 210 },
		])
	})
	it('does not count what is public, and needs none where a network has none', async ({ place }) => {
		await answers(place, 5)
		place.setKind('public')
		await deliverAll(place, 1, 2, 3, 4, 5)
		expect(place.calls.send).toBe(5)
		place.setKind('private')
		place.setPace({ facebook: RULES })
		await place.deliver(SEND)
		expect(place.calls.send).toBe(6)
	})
})
