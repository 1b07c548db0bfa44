import type { Environment } from './environment.ts'
import { type InvocationError, type InvocationResult, notStarted } from './invocation.ts'
import type { Release, StartSlots } from './start-slots.ts'

type Hooks = {
	readonly onIdle: (environment: Environment) => void
	readonly onEnd: (environment: Environment, initFailure?: InvocationResult) => void
}

export type PoolOptions = {
	readonly start: (hooks: Hooks) => Promise<Environment>
	/** Environments at most; more events wait for a free one. */
	readonly limit: number
	readonly idleMilliseconds: number
	/** Shared with the pools of all other functions. */
	readonly slots: StartSlots
	/** Whether the function is behind a route, so that its callers wait for an answer. */
	readonly isRouted: boolean
}

export type Pool = {
	/** Hands an event to an environment. Never rejects; an event for which none started is returned as `neverStarted`. */
	readonly invoke: (event: string) => Promise<InvocationResult>
	/** Starts a first environment before there is an event for it. */
	readonly prestart: () => void
	/** Sends SIGKILL to one environment or all; returns how many it ended. */
	readonly kill: (which: 'one' | 'all') => number
	/** Events waiting or at work. */
	readonly busy: () => number
	readonly stop: () => Promise<void>
}

/** Lambda tries an initialisation that failed once more before it fails the event that waits for it. */
const STARTS_FOR_AN_EVENT = 2

const stopping = (): InvocationResult => notStarted('Runtime.Stopped', 'The local run is stopping')

/**
 * Creates the pool of one function's execution environments: one event each at a time, warm ones first, new ones when all
 * are busy.
 */
export const createPool = (options: PoolOptions): Pool => {
	type Waiter = { readonly event: string; readonly finish: (result: InvocationResult) => void }
	const launches = new Set<Promise<Environment>>()
	const running = new Set<Environment>()
	const idle = new Map<Environment, NodeJS.Timeout>()
	const waiting: Waiter[] = []
	let starting = 0
	let isAsking = false
	let prestarts = 0
	/** In a row. */
	let failedStarts = 0
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
	const needsStart = () => !stopped && Math.max(waiting.length, prestarts) > starting && launches.size < options.limit
	/** Asks for one slot at a time, so that the functions take turns. */
	const grow = () => {
		if (isAsking || !needsStart()) return
		isAsking = true
		void options.slots.take(options.isRouted).then((release) => {
			isAsking = false
			if (needsStart()) launch(release)
			else release()
			grow()
		})
	}
	const launch = (release: Release) => {
		starting += 1
		let initialising = true
		const initialised = () => {
			if (initialising) starting -= 1
			initialising = false
			prestarts = 0
			release()
		}
		const launched = options.start({
			onIdle: (environment) => {
				initialised()
				failedStarts = 0
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
				if (initFailure?.ok === false) failStart(initFailure.error)
				grow()
			},
		})
		launches.add(launched)
	}
	/** Counts a failed start. Events go on waiting while another environment runs or starts. */
	const failStart = ({ errorType, errorMessage }: InvocationError) => {
		failedStarts += 1
		if (failedStarts < STARTS_FOR_AN_EVENT || running.size > 0 || starting > 0) return
		failedStarts = 0
		waiting.shift()?.finish(notStarted(errorType, errorMessage))
	}
	const prestart = () => {
		if (launches.size === 0) prestarts = 1
		grow()
	}
	const invoke = (event: string): Promise<InvocationResult> =>
		new Promise<InvocationResult>((resolve) => {
			busy += 1
			const finish = (result: InvocationResult) => {
				busy -= 1
				resolve(result)
			}
			const warm = [...idle.keys()].at(-1)
			if (stopped) return finish(stopping())
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
		for (const { finish } of waiting.splice(0)) finish(stopping())
		const ends = [...launches].map(async (launched) => {
			const environment = await launched
			environment.kill()
			await environment.ended
		})
		await Promise.all(ends)
	}
	return { invoke, prestart, kill, busy: () => busy, stop }
}
