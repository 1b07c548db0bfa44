import { availableParallelism } from 'node:os'
import { type Ahead, notAhead } from '../model/ahead.ts'
import type { LocalFunction } from '../model/system.ts'
import { startEnvironment } from './environment.ts'
import { failed, type InvocationResult, PAYLOAD_LIMIT_BYTES } from './invocation.ts'
import type { LogSink } from './log-sink.ts'
import { createPool, type Pool } from './pool.ts'
import { createStartSlots } from './start-slots.ts'

export type LambdaOptions = {
	readonly functions: readonly LocalFunction[]
	readonly proxyPort: number
	readonly practicePort: number
	readonly logs: LogSink
	/** Default: functions go by the wall's time. */
	readonly ahead?: Ahead | undefined
	/** Environments at most for each function. Default 10. */
	readonly concurrency?: number | undefined
	/**
	 * Functions behind a route, whose callers wait for an answer, by logical id: they start before the others. Default none.
	 */
	readonly routed?: readonly string[] | undefined
	/** How long the first try of an initialisation takes at most. Default 10, as on Lambda. */
	readonly initSeconds?: number | undefined
	/** How long an idle environment stays warm. Default 10 minutes. */
	readonly idleMinutes?: number | undefined
}

export type Lambda = {
	/** Runs a function by its logical id or label. Function errors are results; throws only for an unknown name. */
	readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>
	/** Starts a first environment of the function before there is an event for it. */
	readonly prestart: (functionName: string) => void
	/** Sends SIGKILL to one environment of the function at random, or to all; returns how many it ended. */
	readonly kill: (functionName: string, which?: 'one' | 'all') => number
	/** Events waiting or at work, over all functions. */
	readonly busy: () => number
	readonly stop: () => Promise<void>
}

/** Starts Lambda, as far as this system needs it: a process for each execution environment (README.md, "Lambda, played"). */
export const startLambda = (options: LambdaOptions): Lambda => {
	const { proxyPort, practicePort, logs, ahead = notAhead, routed = [] } = options
	const { concurrency = 10, initSeconds = 10, idleMinutes = 10 } = options
	const slots = createStartSlots(availableParallelism(), initSeconds * 1000)
	const pools = new Map<string, Pool>()
	for (const fn of options.functions) {
		const onOutput = (chunk: string) => logs.write(fn.label, chunk)
		const pool = createPool({
			limit: concurrency,
			idleMilliseconds: idleMinutes * 60_000,
			slots,
			isRouted: routed.includes(fn.name),
			start: (hooks) => startEnvironment({ fn, proxyPort, practicePort, ahead, initSeconds, onOutput, ...hooks }),
		})
		pools.set(fn.name, pool)
		pools.set(fn.label, pool)
	}
	const poolOf = (name: string): Pool => {
		const pool = pools.get(name)
		if (pool === undefined) throw new Error(`No function is named ${name}`)
		return pool
	}
	const invoke = async (name: string, event: unknown): Promise<InvocationResult> => {
		const text = JSON.stringify(event) ?? 'null'
		if (Buffer.byteLength(text) <= PAYLOAD_LIMIT_BYTES) return poolOf(name).invoke(text)
		return failed('RequestEntityTooLargeException', 'Request must be smaller than 6291556 bytes')
	}
	const distinct = new Set(pools.values())
	return {
		invoke,
		prestart: (name) => poolOf(name).prestart(),
		kill: (name, which = 'one') => poolOf(name).kill(which),
		busy: () => [...distinct].reduce((sum, pool) => sum + pool.busy(), 0),
		stop: async () => {
			await Promise.all([...distinct].map((pool) => pool.stop()))
		},
	}
}
