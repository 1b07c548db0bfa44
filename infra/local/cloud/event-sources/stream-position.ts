import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export type StreamPosition = {
	/** The sequence number of the last record of a shard that is done. */
	readonly get: (shardId: string) => string | undefined
	readonly set: (shardId: string, sequenceNumber: string) => void
}

const positionsSchema = z.record(z.string(), z.string())

/** Where a function is in its stream, kept in a file that is whole after a crash at any moment. */
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
