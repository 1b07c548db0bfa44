import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { killRemembered, rememberProcess } from './process-file.ts'

/** An emulator in a process of its own, so that a test can kill it as a crash would. Its data are on disk. */
export type Emulator = {
	readonly name: string
	/** Returns the port it listens on at 127.0.0.1 now; each start takes another one. */
	readonly port: () => number
	readonly pid: () => number | undefined
	/** Resolves once it serves. Does nothing when it already runs. */
	readonly start: () => Promise<void>
	/** Sends SIGKILL, as a crash would end it; it stays down until `start`. (Killed from outside, it is restarted.) */
	readonly kill: () => Promise<void>
	readonly stop: () => Promise<void>
}

/** A started process; `ready` gives its port, or rejects when it could not start. */
export type Launched = { readonly child: ChildProcess; readonly ready: Promise<number> }

/**
 * Is told of every process in the turn of the event loop that starts it, before anything is awaited: from then on it ends
 * with this process, or is found by the next run.
 */
export type OnSpawn = (child: ChildProcess) => void

const RESTART_DELAY_MILLISECONDS = 100
const STOP_PATIENCE_MILLISECONDS = 2_000

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
	if (isGone(child)) return
	const gone = new Promise((resolve) => child.once('exit', resolve))
	child.kill(signal)
	const patience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MILLISECONDS)
	await gone
	clearTimeout(patience)
}

/** All running emulators: they are killed when this process exits without stopping them. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL')
})

/** Creates an emulator that runs in one child process: records its pid, and restarts it when it dies unasked. */
export const createChildEmulator = (options: {
	readonly name: string
	readonly processFile: string
	readonly launch: (onSpawn: OnSpawn) => Promise<Launched>
}): Emulator => {
	let child: ChildProcess | undefined
	let port = 0
	let wanted = false
	let starting: Promise<void> | undefined

	const remember: OnSpawn = (started) => {
		child = started
		running.add(started)
		started.once('exit', () => running.delete(started))
		if (started.pid !== undefined) rememberProcess(options.processFile, started.pid)
	}
	const launch = async (): Promise<void> => {
		await killRemembered(options.processFile)
		const launched = await options.launch(remember)
		port = await launched.ready
		launched.child.once('exit', () => void restart())
		if (isGone(launched.child)) void restart()
	}
	const restart = async (): Promise<void> => {
		await sleep(RESTART_DELAY_MILLISECONDS)
		if (wanted) await start().catch(() => restart())
	}
	const start = async (): Promise<void> => {
		wanted = true
		if (child !== undefined && !isGone(child) && starting === undefined) return
		starting ??= launch().finally(() => {
			starting = undefined
		})
		await starting
	}
	const finish = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
		wanted = false
		await starting?.catch(() => undefined)
		if (child !== undefined) await end(child, signal)
	}
	return {
		name: options.name,
		port: () => port,
		pid: () => child?.pid,
		start,
		kill: () => finish('SIGKILL'),
		stop: async () => {
			await finish('SIGTERM')
			await killRemembered(options.processFile)
		},
	}
}
