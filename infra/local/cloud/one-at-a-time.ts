import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_MILLISECONDS = 100
/** SQLITE_BUSY: another connection has the lock. */
const BUSY = 5

const hasLocked = (database: DatabaseSync): boolean => {
	try {
		database.exec('BEGIN EXCLUSIVE')
		return true
	} catch (error) {
		if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return false
		throw error
	}
}

/**
 * Performs an operation while no other process of this machine does so under the same file; waits for those before. SQLite
 * holds the lock, so it ends with its process, however that ends.
 */
export const oneAtATime = async <T>(lockFile: string, act: () => Promise<T>): Promise<T> => {
	mkdirSync(dirname(lockFile), { recursive: true })
	const database = new DatabaseSync(lockFile)
	try {
		while (!hasLocked(database)) await sleep(LOOK_MILLISECONDS)
		return await act()
	} finally {
		database.close()
	}
}
