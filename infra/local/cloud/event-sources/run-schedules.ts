import { randomUUID } from 'node:crypto'
import type { InvocationResult } from '../lambda/invocation.ts'
import { LOCAL_ACCOUNT, LOCAL_REGION, type Schedule } from '../system.ts'
import { pause } from './pause.ts'
import { parseSchedule } from './schedule-expression.ts'
import type { SourceDependencies } from './source.ts'

export type Schedules = {
	/** Runs a schedule now, named by itself or by its function; the result is the function's. Throws for an unknown name. */
	readonly runNow: (name: string) => Promise<InvocationResult>
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

/** Runs functions at their times. Expressions that are not understood are refused here, at start. */
export const runSchedules = (schedules: readonly Schedule[], dependencies: SourceDependencies): Schedules => {
	const { signal } = dependencies
	const run = (schedule: Schedule, at: Date) => dependencies.invoke(schedule.function, eventOf(schedule, at))

	const runWithRetries = async (schedule: Schedule, at: Date) => {
		for (const wait of [...RETRY_MILLISECONDS, undefined]) {
			const result = await run(schedule, at)
			if (result.ok || signal.aborted) return
			dependencies.report(schedule.function, `SCHEDULED_RUN_FAILED ${result.error.errorType}`)
			if (wait !== undefined) await pause(wait, signal)
		}
	}
	const keepTime = async (schedule: Schedule, nextAfter: (after: Date) => Date | undefined) => {
		const runs = new Set<Promise<void>>()
		let next = nextAfter(new Date())
		while (next !== undefined && !signal.aborted) {
			const due = next
			await pause(Math.min(Math.max(due.getTime() - Date.now(), 0), LOOK_MILLISECONDS), signal)
			if (signal.aborted || Date.now() < due.getTime()) continue
			const running: Promise<void> = runWithRetries(schedule, due).finally(() => runs.delete(running))
			runs.add(running)
			next = nextAfter(new Date())
		}
		await Promise.all(runs)
	}
	const runNow = async (name: string) => {
		const schedule = schedules.find((candidate) => candidate.name === name || candidate.function === name)
		if (schedule === undefined) throw new Error(`No schedule is named ${name}`)
		return run(schedule, new Date())
	}
	const parsed = schedules.map((schedule) => ({ schedule, nextAfter: parseSchedule(schedule.expression) }))
	const ended = Promise.all(parsed.map(({ schedule, nextAfter }) => keepTime(schedule, nextAfter))).then(() => {})
	return { runNow, ended }
}
