import { spawn } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Launched, OnSpawn } from './child-emulator.ts'

const readySchema = z.object({ port: z.number() })

/**
 * Returns the variables of a child: none of our environment but what Windows needs to start a program and the folder of
 * compiled code.
 */
const environment = (): NodeJS.ProcessEnv => {
	const { SystemRoot } = process.env
	const compiled = getCompileCacheDir()
	return {
		SystemRoot,
		// Node names a folder of its version below the one that it is given.
		NODE_COMPILE_CACHE: compiled === undefined ? undefined : dirname(compiled),
	}
}

/**
 * Starts an entry file of ours with this Node. The child reports its port over the channel and ends when the channel closes.
 */
export const launchNode = async (entry: URL, args: readonly string[], onSpawn: OnSpawn): Promise<Launched> => {
	const file = fileURLToPath(entry)
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		// A terminal's Ctrl-C reaches only the runner, which then stops its parts in order.
		detached: true,
		env: environment(),
	})
	onSpawn(child)
	const said: string[] = []
	child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
	const ready = new Promise<number>((resolve, reject) => {
		child.once('message', (message) => resolve(readySchema.parse(message).port))
		child.once('error', reject)
		child.once('exit', () => reject(new Error(`${basename(file)} ended at its start: ${said.join('')}`)))
	})
	return { child, ready }
}

/** Reports the child's port to its parent, and ends this process when the parent ends, even by a kill. */
export const announce = (port: number): void => {
	process.on('disconnect', () => process.exit(0))
	// A signal alone would end it before compiled code is stored.
	process.on('SIGTERM', () => process.exit(0))
	process.send?.({ port })
}
