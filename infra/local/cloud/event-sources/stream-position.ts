import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export type StreamPosition = {
	/** Returns the sequence number of a shard's last record that is done. */
	readonly get: (shardId: string) => string | undefined
	readonly set: (shardId: string, sequenceNumber: string) => void
}

const positionsSchema = z.record(z.string(), z.string())

/** Opens the position of a function in its stream. It is stored in a file that stays whole after a crash at any moment. */
export const openStreamPosition = (directory: string, functionName: string): StreamPosition => {
	mkdirSync(directory, { recursive: true })
	const file = join(directory, `${functionName}.json`)
	const positions = existsSync(file) ? positionsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
	const set = (shardId: string, sequenceNumber: string) => {
		positions[shardId] = sequenceNumber
		writeFileSync(`${file}.new`, JSON.stringify(positions))
		renameSync(`${file}.new`, file)
	}
	return { get: (shardId) => positions[shardId], set }
}
