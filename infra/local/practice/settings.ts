import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const rowSchema = z.object({ value: z.string() })

/** Whether the networks tell us of our own posts and messages, as the real ones do. On unless switched off. */
export const createSettings = (database: DatabaseSync) => {
	const read = database.prepare('select value from settings where name = ?')
	const write = database.prepare('insert or replace into settings (name, value) values (?, ?)')
	return {
		echo: (): boolean => rowSchema.safeParse(read.get('echo')).data?.value !== 'off',
		setEcho: (isOn: boolean): void => void write.run('echo', isOn ? 'on' : 'off'),
	}
}
export type Settings = ReturnType<typeof createSettings>
