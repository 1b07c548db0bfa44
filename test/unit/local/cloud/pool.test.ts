import { describe, expect, it } from 'vitest'
import type { Environment } from '#infra/local/cloud/lambda/environment.ts'
import { failed, type InvocationResult } from '#infra/local/cloud/lambda/invocation.ts'
import { createPool, type PoolOptions } from '#infra/local/cloud/lambda/pool.ts'
import { createStartSlots, type StartSlots } from '#infra/local/cloud/lambda/start-slots.ts'
import { severalTurns } from '#test/support/several-turns.ts'

type Hooks = Parameters<PoolOptions['start']>[0]

/** A start under the test's control: it becomes ready, or fails; then its events are answered by name. */
type Start = {
	readonly becomeReady: () => void
	readonly fail: () => void
	readonly finishEvent: () => void
}

const manyMilliseconds = 60_000
const poolOf = (overrides: Partial<PoolOptions> = {}) => {
	const starts: Start[] = []
	const start = async ({ onIdle, onEnd }: Hooks): Promise<Environment> => {
		let finish: (result: InvocationResult) => void = () => {}
		const environment: Environment = {
			run: (event) =>
				new Promise((resolve) => {
					finish = () => {
						resolve({ ok: true, payload: event })
						onIdle(environment)
					}
				}),
			kill: () => {},
			ended: Promise.resolve(),
		}
		starts.push({
			becomeReady: () => onIdle(environment),
			fail: () => onEnd(environment, failed('Sandbox.Timedout', 'too slow')),
			finishEvent: () => finish({ ok: true, payload: null }),
		})
		return environment
	}
	const slots = createStartSlots(2, manyMilliseconds)
	const options = { start, limit: 4, idleMilliseconds: manyMilliseconds, slots, isRouted: false, ...overrides }
	return { pool: createPool(options), starts }
}
const begun = (starts: readonly Start[], count: number) => expect.poll(() => starts.length).toBe(count)

describe('an event that waits for an environment', () => {
	it('gets the second start when the first failed', async () => {
		const { pool, starts } = poolOf()
		const result = pool.invoke('event')
		await begun(starts, 1)
		starts[0]?.fail()
		await begun(starts, 2)
		starts[1]?.becomeReady()
		starts[1]?.finishEvent()
		expect(await result).toEqual({ ok: true, payload: 'event' })
	})

	it('comes back as never started when the second start failed too', async () => {
		const { pool, starts } = poolOf()
		const result = pool.invoke('event')
		for (const n of [0, 1]) {
			await begun(starts, n + 1)
			starts[n]?.fail()
		}
		expect(await result).toMatchObject({ ok: false, neverStarted: true, error: { errorType: 'Sandbox.Timedout' } })
		expect(pool.busy()).toBe(0)
	})

	it('is not failed because others do not start, as long as one environment is at work: it waits for that', async () => {
		const { pool, starts } = poolOf()
		const first = pool.invoke('first')
		await begun(starts, 1)
		starts[0]?.becomeReady()
		const second = pool.invoke('second')
		for (const n of [1, 2, 3, 4]) {
			await begun(starts, n + 1)
			starts[n]?.fail()
		}
		starts[0]?.finishEvent()
		expect(await first).toEqual({ ok: true, payload: 'first' })
		starts[0]?.finishEvent()
		expect(await second).toEqual({ ok: true, payload: 'second' })
	})

	it('is not failed because others do not start, as long as one still initialises', async () => {
		const { pool, starts } = poolOf()
		const results = [pool.invoke('first'), pool.invoke('second')]
		await begun(starts, 2)
		starts[1]?.fail()
		await begun(starts, 3)
		starts[2]?.fail()
		await begun(starts, 4)
		starts[0]?.becomeReady()
		starts[0]?.finishEvent()
		starts[0]?.finishEvent()
		expect(await Promise.all(results)).toMatchObject([{ ok: true }, { ok: true }])
	})

	it('comes back as never started when the run stops', async () => {
		const { pool, starts } = poolOf()
		const result = pool.invoke('event')
		await begun(starts, 1)
		await pool.stop()
		expect(await result).toMatchObject({ neverStarted: true, error: { errorType: 'Runtime.Stopped' } })
	})
})

describe('the pools of several functions', () => {
	const pair = (slots: StartSlots) => [poolOf({ slots }), poolOf({ slots })] as const

	it('share the starts at once', async () => {
		const [one, other] = pair(createStartSlots(2, manyMilliseconds))
		for (let n = 0; n < 4; n += 1) void one.pool.invoke('of one')
		void other.pool.invoke('of the other')
		await expect.poll(() => one.starts.length + other.starts.length).toBe(2)
		one.starts[0]?.becomeReady()
		await expect.poll(() => one.starts.length + other.starts.length).toBe(3)
	})

	it('take turns, so that a burst of one starves no other', async () => {
		const [burst, single] = pair(createStartSlots(1, manyMilliseconds))
		for (let n = 0; n < 4; n += 1) void burst.pool.invoke('of many')
		void single.pool.invoke('the only one')
		await begun(burst.starts, 1)
		burst.starts[0]?.becomeReady()
		await begun(single.starts, 1)
		expect(burst.starts).toHaveLength(1)
	})

	it('give back a slot that nobody needs any more', async () => {
		const slots = createStartSlots(1, manyMilliseconds)
		const [one, other] = pair(slots)
		void one.pool.invoke('first')
		await begun(one.starts, 1)
		void one.pool.invoke('second')
		one.starts[0]?.becomeReady()
		one.starts[0]?.finishEvent()
		void other.pool.invoke('of the other')
		await begun(other.starts, 1)
		expect(one.starts).toHaveLength(1)
	})
})

describe('a start before there is an event', () => {
	it('makes one environment, ready for the first event', async () => {
		const { pool, starts } = poolOf()
		pool.prestart()
		pool.prestart()
		await begun(starts, 1)
		starts[0]?.becomeReady()
		const result = pool.invoke('event')
		starts[0]?.finishEvent()
		expect(await result).toEqual({ ok: true, payload: 'event' })
		expect(starts).toHaveLength(1)
	})

	it('is not repeated when it fails', async () => {
		const { pool, starts } = poolOf()
		pool.prestart()
		await begun(starts, 1)
		starts[0]?.fail()
		await severalTurns()
		expect(starts).toHaveLength(1)
	})
})
