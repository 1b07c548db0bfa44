import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#infra/local/cloud/emulators/dynoxide.ts'
import { runningProcess } from '#infra/local/cloud/emulators/process-file.ts'
import { ROOT } from './running-system.ts'

/** Longer than `npm start` itself waits, which also has to make the stacks before. */
const HEALTH_SECONDS = 240
export const EMULATORS = ['dynamodb', 'queues', 'stub', 'ses'] as const
export type EmulatorName = (typeof EMULATORS)[number]

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null
const exit = (child: ChildProcess): Promise<void> =>
	isGone(child) ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))

const read = (file: string): string => {
	try {
		return readFileSync(file, 'utf8')
	} catch {
		// The process ended between the listing and the reading.
		return ''
	}
}

/** The processes that run functions of a runner, with the function's name. */
const functionProcesses = (runner: number): readonly { pid: number; name: string }[] =>
	readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.filter((pid) => read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] === String(runner))
		.map((pid) => ({ pid: Number(pid), environment: read(`/proc/${pid}/environ`) }))
		.map(({ pid, environment }) => ({ pid, name: /AWS_LAMBDA_FUNCTION_NAME=([^\0]+)/.exec(environment)?.[1] ?? '' }))
		.filter(({ name }) => name !== '')

const sigkill = (pid: number): boolean => {
	try {
		return process.kill(pid, 'SIGKILL')
	} catch {
		return false
	}
}

/** `npm start` as a process of its own, to be killed and started again on the same port and data. */
export const openRunner = async (options: {
	readonly dataDirectory: string
	readonly environment?: Readonly<Record<string, string>> | undefined
	/** The clone it runs in; this one by default. */
	readonly root?: string | undefined
}) => {
	const { dataDirectory, environment = {}, root = ROOT } = options
	const port = await freePort()
	const origin = `http://localhost:${port}`
	const said: string[] = []
	let child: ChildProcess | undefined

	const isHealthy = async (): Promise<boolean> => {
		const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
		return answer?.status === 200
	}
	/** Resolves, with the time it took in milliseconds, once health is 200. Throws what the runner said when it ended. */
	const start = async (): Promise<number> => {
		const startedAt = performance.now()
		const started = spawn(process.execPath, ['infra/local/start.mjs'], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...environment, PORT: String(port), HILFT_DATA: dataDirectory },
		})
		child = started
		for (const stream of [started.stdout, started.stderr])
			stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
		while (!(await isHealthy())) {
			if (isGone(started)) throw new Error(`The runner ended at its start: ${said.slice(-5).join('')}`)
			if (performance.now() - startedAt > HEALTH_SECONDS * 1000)
				throw new Error(`No health: ${said.slice(-5).join('')}`)
			await sleep(50)
		}
		return performance.now() - startedAt
	}
	const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
		if (child === undefined) return
		child.kill(signal)
		await exit(child)
	}
	return {
		origin,
		start,
		/** SIGKILL of the runner alone: what it started is left to itself, as after a crash. */
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
		/** SIGKILL of one process, if it runs now. */
		killEmulator: (name: EmulatorName): boolean => {
			const pid = runningProcess(join(dataDirectory, 'processes', `${name}.json`))
			return pid !== undefined && sigkill(pid)
		},
		/** SIGKILL of one process of a function by chance; gives the function's name, or nothing when none fits. */
		killFunction: (choose: (names: readonly string[]) => number, like = /./): string | undefined => {
			const running = functionProcesses(child?.pid ?? -1).filter(({ name }) => like.test(name))
			const victim = running[choose(running.map(({ name }) => name))]
			return victim !== undefined && sigkill(victim.pid) ? victim.name : undefined
		},
	}
}

export type Runner = Awaited<ReturnType<typeof openRunner>>
