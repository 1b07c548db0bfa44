import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const DEFAULT_PORT = 3000
const HIGHEST_PORT = 65_535

/**
 * Returns the port that `PORT` names, 3000 when it is unset or empty; 0 lets the system choose. Throws, saying what to do,
 * on anything but a port.
 */
export const portFrom = (text: string | undefined): number => {
	const setting = text?.trim() ?? ''
	if (setting === '') return DEFAULT_PORT
	const port = /^\d{1,5}$/.test(setting) ? Number(setting) : Number.NaN
	if (port <= HIGHEST_PORT) return port
	throw new Error(`PORT must be a number up to ${HIGHEST_PORT}, for example: PORT=3100 npm start`)
}

/** Returns the directory that `HILFT_DATA` names, `.local` in the project's root when it is unset or empty. */
export const dataDirectoryFrom = (text: string | undefined, root: string): string =>
	text?.trim() || join(root, '.local')

/** Creates the folder of the data unless it exists. Throws, saying what to do, when that fails. */
export const makeDataDirectory = (dataDirectory: string): void => {
	try {
		mkdirSync(dataDirectory, { recursive: true })
	} catch (cause) {
		throw new Error(`No data can be kept in ${dataDirectory}: set HILFT_DATA to a folder that you may write to`, {
			cause,
		})
	}
}
