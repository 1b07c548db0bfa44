import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const DEFAULT_PORT = 3000
const HIGHEST_PORT = 65_535

/** The port that `PORT` names, 3000 where it is unset or empty; 0 lets the system choose. Throws, saying what to do. */
export const portFrom = (text: string | undefined): number => {
	const setting = text?.trim() ?? ''
	if (setting === '') return DEFAULT_PORT
	const port = /^\d{1,5}$/.test(setting) ? Number(setting) : Number.NaN
	if (port <= HIGHEST_PORT) return port
	throw new Error(`PORT must be a number up to ${HIGHEST_PORT}, for example: PORT=3100 npm start`)
}

/** The directory that `HILFT_DATA` names, `.local` in the project's root where it is unset or empty. */
export const dataDirectoryFrom = (text: string | undefined, root: string): string =>
	text?.trim() || join(root, '.local')

/** Makes sure that there is a folder for the data. Throws, saying what to do, where there can be none. */
export const makeDataDirectory = (dataDirectory: string): void => {
	try {
		mkdirSync(dataDirectory, { recursive: true })
	} catch (cause) {
		throw new Error(`No data can be kept in ${dataDirectory}: set HILFT_DATA to a folder that you may write to`, {
			cause,
		})
	}
}
