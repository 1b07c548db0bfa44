import type { Environment } from './environment.ts'
import { failed, type InvocationResult } from './invocation.ts'

type Hooks = {
	readonly onIdle: (environment: Environment) => void
	readonly onEnd: (environment: Environment, initFailure?: InvocationResult) => void
}

export type PoolOptions = {
	readonly start: (hooks: Hooks) => Promise<Environment>
	/** Environments at most; more events wait for a free one. */
	readonly limit: number
	readonly idleMilliseconds: number
}

export type Pool = {
	readonly invoke: (event: string) => Promise<InvocationResult>
	/** SIGKILL; gives how many it hit. */
	readonly kill: (which: 'one' | 'all') => number
	/** Events waiting or at work. */
	readonly busy: () => number
	readonly stop: () => Promise<void>
}

/** More starts at once only slow each other down on a developer's machine. */
const STARTS_AT_ONCE = 2

/** The execution environments of one function: one event each at a time, warm ones first, new ones when all are busy. */
export const createPool = (options: PoolOptions): Pool => {
	type Waiter = { readonly event: string; readonly finish: (result: InvocationResult) => void }
	const launches = new Set<Promise<Environment>>()
	const running = new Set<Environment>()
	const idle = new Map<Environment, NodeJS.Timeout>()
	const waiting: Waiter[] = []
	let starting = 0
	let busy = 0
	let stopped = false

	const work = (environment: Environment, { event, finish }: Waiter) => {
		clearTimeout(idle.get(environment))
		idle.delete(environment)
		void environment.run(event).then(finish)
	}
	const rest = (environment: Environment) => {
		const reap = setTimeout(() => discard(environment), options.idleMilliseconds)
		idle.set(environment, reap.unref())
	}
	const discard = (environment: Environment) => {
		clearTimeout(idle.get(environment))
		idle.delete(environment)
		running.delete(environment)
		environment.kill()
	}
	const grow = () => {
		while (!stopped && starting < Math.min(waiting.length, STARTS_AT_ONCE) && launches.size < options.limit) launch()
	}
	const launch = () => {
		starting += 1
		let initialising = true
		const initialised = () => {
			if (initialising) starting -= 1
			initialising = false
		}
		const launched = options.start({
			onIdle: (environment) => {
				initialised()
				running.add(environment)
				const next = waiting.shift()
				if (next === undefined) rest(environment)
				else work(environment, next)
				grow()
			},
			onEnd: (environment, initFailure) => {
				initialised()
				launches.delete(launched)
				discard(environment)
				if (initFailure !== undefined) waiting.shift()?.finish(initFailure)
				grow()
			},
		})
		launches.add(launched)
	}
	const invoke = (event: string): Promise<InvocationResult> =>
		new Promise<InvocationResult>((resolve) => {
			busy += 1
			const finish = (result: InvocationResult) => {
				busy -= 1
				resolve(result)
			}
			const warm = [...idle.keys()].at(-1)
			if (stopped) return finish(failed('Runtime.Stopped', 'The local run is stopping'))
			if (warm !== undefined) return work(warm, { event, finish })
			waiting.push({ event, finish })
			grow()
		})
	const kill = (which: 'one' | 'all'): number => {
		const victims =
			which === 'all' ? [...running] : [...running].slice(Math.floor(Math.random() * running.size)).slice(0, 1)
		victims.forEach(discard)
		return victims.length
	}
	const stop = async () => {
		stopped = true
		for (const { finish } of waiting.splice(0)) finish(failed('Runtime.Stopped', 'The local run is stopping'))
		const ends = [...launches].map(async (launched) => {
			const environment = await launched
			environment.kill()
			await environment.ended
		})
		await Promise.all(ends)
	}
	return { invoke, kill, busy: () => busy, stop }
}
