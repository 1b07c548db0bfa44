import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { System } from './system.ts'

const runningSchema = z.object({
	proxyPort: z.int(),
	/** The names of its tables. */
	tables: z.array(z.string()),
})
type RunningPlace = z.infer<typeof runningSchema>

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'processes', 'running.json')

/** Tells commands of the operator where the running system is, until the function it gives is called. */
export const tellWhereRunning = (dataDirectory: string, { tables }: System, proxyPort: number): (() => void) => {
	const place: RunningPlace = { proxyPort, tables: tables.map(({ name }) => name) }
	writeFileSync(fileIn(dataDirectory), JSON.stringify(place))
	return () => rmSync(fileIn(dataDirectory), { force: true })
}

/** Where the system runs whose data lie here. Throws when none does. */
export const findRunning = (dataDirectory: string): RunningPlace => {
	try {
		return runningSchema.parse(JSON.parse(readFileSync(fileIn(dataDirectory), 'utf8')))
	} catch {
		throw new Error('No system runs on these data')
	}
}
