import { randomUUID } from 'node:crypto'
import type { InvocationResult } from '../lambda/invocation.ts'
import { type Ahead, notAhead, timeAhead } from '../model/ahead.ts'
import { LOCAL_ACCOUNT, LOCAL_REGION, type Schedule } from '../model/system.ts'
import { invokeUntilStarted } from './invoke-until-started.ts'
import { pause } from './pause.ts'
import type { SourceDependencies } from './source.ts'

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Returns the milliseconds between two runs of `rate(5 minutes)`, the only form in our templates. Throws on every other
 * expression.
 */
export const parseRate = (expression: string): number => {
	const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? []
	const milliseconds = Number(count) * (UNITS[unit] ?? Number.NaN)
	if (milliseconds > 0) return milliseconds
	throw new Error(`Unknown schedule expression: ${expression}`)
}

export type Schedules = {
	/** Runs a schedule now, by its own name or its function's; returns the function's result. Throws for an unknown name. */
	readonly runNow: (name: string) => Promise<InvocationResult>
	/** Runs every schedule once, one after the other, for a time that was moved on; returns the functions that failed. */
	readonly runAll: () => Promise<readonly string[]>
	readonly ended: Promise<void>
}

/** A timer does not take more than 24 days, and a machine may sleep: look at the clock at least every minute. */
const LOOK_MILLISECONDS = 60_000
/** An asynchronous invocation that fails is tried twice more, after one and two minutes. */
const RETRY_MILLISECONDS = [60_000, 120_000]

const eventOf = (schedule: Schedule, at: Date): unknown =>
	schedule.input ?? {
		version: '0',
		id: randomUUID(),
		'detail-type': 'Scheduled Event',
		source: 'aws.events',
		account: LOCAL_ACCOUNT,
		time: `${at.toISOString().slice(0, 19)}Z`,
		region: LOCAL_REGION,
		resources: [`arn:aws:events:${LOCAL_REGION}:${LOCAL_ACCOUNT}:rule/${schedule.name}`],
		detail: {},
	}

/**
 * Runs functions at their times, by a clock that may be ahead of the wall's. Throws at once on an expression that is not
 * understood.
 */
export const runSchedules = (
	schedules: readonly Schedule[],
	dependencies: SourceDependencies,
	ahead: Ahead = notAhead,
): Schedules => {
	const { signal } = dependencies
	const now = (): Date => new Date(timeAhead(ahead))
	/** When all were last run at once: what was due before then is done. */
	let allRanAt = 0
	const run = (schedule: Schedule, at: Date) => dependencies.invoke(schedule.function, eventOf(schedule, at))

	const runWithRetries = async (schedule: Schedule, at: Date) => {
		for (const wait of [...RETRY_MILLISECONDS, undefined]) {
			const result = await invokeUntilStarted(dependencies, schedule.function, eventOf(schedule, at))
			if (result.ok || signal.aborted) return
			dependencies.report(schedule.function, `SCHEDULED_RUN_FAILED ${result.error.errorType}`)
			if (wait !== undefined) await pause(wait, signal)
		}
	}
	const keepTime = async (schedule: Schedule, rate: number) => {
		const runs = new Set<Promise<void>>()
		const nextRun = () => new Date(now().getTime() + rate)
		let next = nextRun()
		while (!signal.aborted) {
			const due = next
			await pause(Math.min(Math.max(due.getTime() - timeAhead(ahead), 0), LOOK_MILLISECONDS), signal)
			if (signal.aborted || timeAhead(ahead) < due.getTime()) continue
			next = nextRun()
			if (due.getTime() <= allRanAt) continue
			const running: Promise<void> = runWithRetries(schedule, due).finally(() => runs.delete(running))
			runs.add(running)
		}
		await Promise.all(runs)
	}
	const runNow = async (name: string) => {
		const schedule = schedules.find((candidate) => candidate.name === name || candidate.function === name)
		if (schedule === undefined) throw new Error(`No schedule is named ${name}`)
		return run(schedule, now())
	}
	const runAll = async () => {
		const at = now()
		allRanAt = at.getTime()
		const failed: string[] = []
		for (const schedule of schedules) {
			const result = await run(schedule, at)
			if (result.ok) continue
			dependencies.report(schedule.function, `SCHEDULED_RUN_FAILED ${result.error.errorType}`)
			failed.push(schedule.function)
		}
		return failed
	}
	const parsed = schedules.map((schedule) => ({ schedule, rate: parseRate(schedule.expression) }))
	const ended = Promise.all(parsed.map(({ schedule, rate }) => keepTime(schedule, rate))).then(() => {})
	return { runNow, runAll, ended }
}
