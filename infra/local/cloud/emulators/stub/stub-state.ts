import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const stateSchema = z.object({
	/** Key id → 32 bytes in base64. */
	keys: z.record(z.string(), z.string()),
	secrets: z.record(z.string(), z.object({ value: z.string(), versionId: z.string(), createdAt: z.number() })),
	parameters: z.record(z.string(), z.object({ value: z.string(), version: z.number(), type: z.string() })),
})
export type StubState = z.infer<typeof stateSchema>

/** The state of the stub in one small file. `update` returns once the change is on disk. */
export type StateFile = {
	readonly read: () => StubState
	readonly update: (change: (state: StubState) => void) => void
}

export const openStateFile = (file: string): StateFile => {
	mkdirSync(dirname(file), { recursive: true })
	const state: StubState = existsSync(file)
		? stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
		: { keys: {}, secrets: {}, parameters: {} }
	const write = (): void => {
		// Written aside and renamed, so that a kill leaves either the old or the new file.
		const descriptor = openSync(`${file}.new`, 'w', 0o600)
		writeSync(descriptor, JSON.stringify(state))
		fsyncSync(descriptor)
		closeSync(descriptor)
		renameSync(`${file}.new`, file)
	}
	return {
		read: () => state,
		update: (change) => {
			change(state)
			write()
		},
	}
}
