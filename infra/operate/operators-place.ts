import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { type Instant, systemClock } from '#shared/kernel/clock.ts'

const clockSchema = z.object({ now: z.iso.datetime() })

/** Asks a clock that is not the wall's for its time. Throws when it does not tell it. */
const ask = async (clock: string): Promise<Instant> => {
	const answer = await fetch(clock).catch(() => undefined)
	if (answer?.ok !== true) throw new Error(`${clock} does not say what time it is there`)
	return clockSchema.parse(await answer.json()).now
}

/** Sets the variables that a running local system left for its operators. Throws when none runs on these data. */
const enterLocalSystem = (dataDirectory: string, variables: readonly string[]): void => {
	const file = join(dataDirectory, 'processes', 'running.env')
	if (!existsSync(file))
		throw new Error(`No system runs on these data: npm start first, or set ${variables.join(', ')}`)
	Object.assign(process.env, parseEnv(readFileSync(file, 'utf8')))
}

/**
 * Returns the tables that these variables name, and the time by which their system runs: those of the environment, else of the local system
 * that runs on the data of this checkout. Throws when there are none.
 */
export const operatorsPlace = <Table extends string>(root: string, variables: Readonly<Record<Table, string>>) => {
	const names = Object.entries<string>(variables)
	const isTold = (): boolean => names.every(([, variable]) => process.env[variable] !== undefined)
	const list = names.map(([, variable]) => variable)
	if (!isTold()) enterLocalSystem(process.env.HILFT_DATA?.trim() || join(root, '.local'), list)
	if (!isTold()) throw new Error('The running system says not where its tables are')
	const { CLOCK_URL: clock } = process.env
	return {
		tables: Object.fromEntries(names.map(([table, variable]) => [table, process.env[variable] ?? ''])) as Record<
			Table,
			string
		>,
		/** Tells the time by which the system runs. */
		now: async (): Promise<Instant> => (clock === undefined ? systemClock.now() : ask(clock)),
	}
}
