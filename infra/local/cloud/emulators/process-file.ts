import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { CLOUD_FOLDERS } from '../model/data-folders.ts'

const recordSchema = z.object({ pid: z.number(), startedAt: z.string() })

/**
 * Returns when a process started, in the kernel's ticks; pid and start together identify a process. Empty on systems without
 * /proc, undefined when no such process runs.
 */
const startOf = (pid: number): string | undefined => {
	if (!existsSync('/proc/self/stat')) return isAlive(pid) ? '' : undefined
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
		return fields[0] === 'Z' ? undefined : fields[19]
	} catch {
		return undefined
	}
}

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0)
		return true
	} catch {
		return false
	}
}

/** Records a process in a file, so that the next run finds it if this one is killed. */
export const rememberProcess = (file: string, pid: number): void => {
	mkdirSync(dirname(file), { recursive: true })
	writeFileSync(file, JSON.stringify({ pid, startedAt: startOf(pid) ?? '' }))
}

/** Returns the pid in the file if that very process still runs. */
export const runningProcess = (file: string): number | undefined => {
	if (!existsSync(file)) return undefined
	const record = recordSchema.safeParse(JSON.parse(readFileSync(file, 'utf8') || 'null'))
	if (!record.success) return undefined
	return startOf(record.data.pid) === record.data.startedAt ? record.data.pid : undefined
}

/**
 * Kills the process that the file names if it still runs, and waits until it is gone: it would lock the data of the next
 * run.
 */
export const killRemembered = async (file: string): Promise<void> => {
	const pid = runningProcess(file)
	if (pid !== undefined) {
		process.kill(pid, 'SIGKILL')
		while (runningProcess(file) === pid) await sleep(5)
	}
	rmSync(file, { force: true })
}

const RUNNER = 'runner'

/** Returns the file that remembers a process which runs on a data directory, by the name of what it is. */
export const processFileOf = (dataDirectory: string, name: string): string =>
	join(dataDirectory, CLOUD_FOLDERS.processes, `${name}.json`)

/** Claims a data directory for this process. Throws, saying what to do, when another run uses it. */
export const claimDirectory = (dataDirectory: string): { readonly release: () => void } => {
	const file = processFileOf(dataDirectory, RUNNER)
	const other = runningProcess(file)
	if (other !== undefined && other !== process.pid) {
		throw new Error(
			`Another local run (process ${other}) uses this data directory: stop it, or set HILFT_DATA to another folder`,
		)
	}
	rememberProcess(file, process.pid)
	return { release: () => rmSync(file, { force: true }) }
}

/**
 * Ends what a killed run left running on a data directory. Throws, saying what to do, when another run uses it.
 */
export const endRemembered = async (dataDirectory: string): Promise<void> => {
	const claim = claimDirectory(dataDirectory)
	const others = readdirSync(join(dataDirectory, CLOUD_FOLDERS.processes)).filter(
		(file) => file.endsWith('.json') && file !== `${RUNNER}.json`,
	)
	await Promise.all(others.map((file) => killRemembered(join(dataDirectory, CLOUD_FOLDERS.processes, file)))).finally(
		claim.release,
	)
}
