import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseRate, runSchedules } from '#infra/local/cloud/event-sources/run-schedules.ts'
import { failed, type InvocationResult } from '#infra/local/cloud/lambda/invocation.ts'

describe('a schedule expression', () => {
	it.each([
		['rate(5 minutes)', 300_000],
		['rate(1 hour)', 3_600_000],
		['rate(7 days)', 604_800_000],
	])('%s runs every %i milliseconds', (expression, milliseconds) => {
		expect(parseRate(expression)).toBe(milliseconds)
	})

	it.each(['rate(0 minutes)', 'rate(5 weeks)', 'every day', 'cron(0 3 * * ? *)'])(
		'refuses %s at start',
		(expression) => {
			expect(() => parseRate(expression)).toThrow()
		},
	)
})

describe('schedules', () => {
	beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T11:00:00.000Z') }))
	afterEach(() => void vi.useRealTimers())

	const run = (result: InvocationResult = { ok: true, payload: null }, input?: unknown) => {
		const calls: { at: string; name: string; event: unknown }[] = []
		const reports: string[] = []
		const stopping = new AbortController()
		let ahead = 0
		const schedule = { name: 'SweepRule', function: 'Sweep', expression: 'rate(5 minutes)' }
		const schedules = runSchedules(
			[input === undefined ? schedule : { ...schedule, input }],
			{
				invoke: async (name, event) => {
					calls.push({ at: new Date().toISOString(), name, event })
					return result
				},
				caller: { call: () => Promise.reject(new Error('unused')), close: () => {} },
				report: (_name, code) => void reports.push(code),
				signal: stopping.signal,
			},
			() => ahead,
		)
		const moveOn = (milliseconds: number) => {
			ahead += milliseconds
		}
		return { schedules, calls, reports, stopping, moveOn }
	}

	it('run now by their own or their function name, so that no test waits', async () => {
		const { schedules, calls } = run()
		expect(await schedules.runNow('SweepRule')).toEqual({ ok: true, payload: null })
		await schedules.runNow('Sweep')
		expect(calls).toHaveLength(2)
		expect(calls[0]).toMatchObject({
			name: 'Sweep',
			event: {
				'detail-type': 'Scheduled Event',
				source: 'aws.events',
				time: '2026-11-22T11:00:00Z',
				region: 'eu-central-1',
				detail: {},
			},
		})
		await expect(schedules.runNow('Nobody')).rejects.toThrow('No schedule is named Nobody')
	})

	it('give the constant input of the template instead of the event', async () => {
		const { schedules, calls } = run(undefined, { kind: 'nightly' })
		await schedules.runNow('SweepRule')
		expect(calls[0]?.event).toEqual({ kind: 'nightly' })
	})

	it('run at their times, and no more after a stop', async () => {
		const { calls, stopping, schedules } = run()
		await vi.advanceTimersByTimeAsync(11 * 60_000)
		expect(calls.map(({ at }) => at)).toEqual(['2026-11-22T11:05:00.000Z', '2026-11-22T11:10:00.000Z'])
		stopping.abort()
		await schedules.ended
		await vi.advanceTimersByTimeAsync(60 * 60_000)
		expect(calls).toHaveLength(2)
	})

	it('retries a failed run twice, after one and two minutes', async () => {
		const { calls, reports, stopping } = run(failed('TypeError', 'boom'))
		await vi.advanceTimersByTimeAsync(9 * 60_000)
		expect(calls.map(({ at }) => at.slice(11, 16))).toEqual(['11:05', '11:06', '11:08'])
		expect(reports).toEqual(Array.from({ length: 3 }, () => 'SCHEDULED_RUN_FAILED TypeError'))
		stopping.abort()
	})

	it('run by a time that is ahead: what fell due by a move runs at the next look', async () => {
		const { calls, stopping, moveOn } = run()
		await vi.advanceTimersByTimeAsync(30_000)
		moveOn(60 * 60_000)
		await vi.advanceTimersByTimeAsync(60_000)
		expect(calls.map(({ event }) => event)).toMatchObject([{ time: '2026-11-22T11:05:00Z' }])
		stopping.abort()
	})

	it('run all at once for a time that was moved on, and then not again before their next time', async () => {
		const { schedules, calls, stopping, moveOn } = run()
		moveOn(60 * 60_000)
		expect(await schedules.runAll()).toEqual([])
		expect(calls.map(({ event }) => event)).toMatchObject([{ time: '2026-11-22T12:00:00Z' }])
		await vi.advanceTimersByTimeAsync(4 * 60_000)
		expect(calls).toHaveLength(1)
		await vi.advanceTimersByTimeAsync(2 * 60_000)
		expect(calls).toHaveLength(2)
		stopping.abort()
	})

	it('tell which functions failed when all run at once', async () => {
		const { schedules, reports, stopping } = run(failed('TypeError', 'boom'))
		expect(await schedules.runAll()).toEqual(['Sweep'])
		expect(reports).toEqual(['SCHEDULED_RUN_FAILED TypeError'])
		stopping.abort()
	})
})
