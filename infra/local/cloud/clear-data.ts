import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { claimDirectory, killRemembered } from './emulators/process-file.ts'

/**
 * Removes everything in a data directory, to begin anew. Ends first what a killed run left running there; throws, saying what
 * to do, when another run uses the directory.
 */
export const clearData = async (dataDirectory: string): Promise<void> => {
	const processes = join(dataDirectory, 'processes')
	const claim = claimDirectory(join(processes, 'runner.json'))
	const remembered = readdirSync(processes).filter((file) => file !== 'runner.json')
	await Promise.all(remembered.map((file) => killRemembered(join(processes, file))))
	claim.release()
	if (existsSync(dataDirectory)) rmSync(dataDirectory, { recursive: true, force: true })
}
