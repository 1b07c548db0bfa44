import { spawn } from 'node:child_process'
import { z } from 'zod'
import type { Launched } from './child-emulator.ts'

const readySchema = z.object({ port: z.number() })

/** Starts an entry file of ours by this Node. It says its port over the channel and ends when the channel closes. */
export const launchNode = async (entry: URL, args: readonly string[]): Promise<Launched> => {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry.pathname, ...args], {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		// A terminal's Ctrl-C reaches only the runner, which then stops its parts in order.
		detached: true,
		env: {},
	})
	const said: string[] = []
	child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
	const ready = new Promise<number>((resolve, reject) => {
		child.once('message', (message) => resolve(readySchema.parse(message).port))
		child.once('error', reject)
		child.once('exit', () =>
			reject(new Error(`${entry.pathname.split('/').at(-1)} ended at its start: ${said.join('')}`)),
		)
	})
	return { child, ready }
}

/** The other side: tells the port, and ends this process with its parent, even when that was killed. */
export const announce = (port: number): void => {
	process.on('disconnect', () => process.exit(0))
	process.send?.({ port })
}
