import {
	closeSync,
	existsSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { endRemembered } from '#infra/local/cloud/emulators/process-file.ts'
import { CLOUD_FOLDERS } from '#infra/local/cloud/model/data-folders.ts'
import { PRACTICE_FILES, PRACTICE_FILES_BESIDE } from '#infra/local/practice/kernel/data-files.ts'

/** Returns the directory that `HILFT_DATA` names, `.local` in the project's root when it is unset or empty. */
export const dataDirectoryFrom = (text: string | undefined, root: string): string =>
	text?.trim() || join(root, '.local')

/** The file by which hilft knows a folder that held nothing before it: nothing is removed from any other. */
const MARKER = '.hilft-data'
const MARK = 'hilft keeps its local data in this folder, and "npm start -- --fresh" removes them.\n'

const FOLDERS: readonly string[] = Object.values(CLOUD_FOLDERS)
const FILES: readonly string[] = [...Object.values(PRACTICE_FILES), ...PRACTICE_FILES_BESIDE]

/** Every name that a local run may put into its data directory, except the marker. */
export const DATA_NAMES: readonly string[] = [...FOLDERS, ...FILES]

const PROBE = '.hilft-probe'

/**
 * Makes a folder with those above it. A recursive `mkdir` of Node would try for ever where the system says of a folder that
 * is there that it is not, as under `/proc`.
 */
const makeFolder = (folder: string): void => {
	if (existsSync(folder)) return
	if (dirname(folder) !== folder) makeFolder(dirname(folder))
	try {
		mkdirSync(folder)
	} catch (error) {
		// Another run may have made it meanwhile.
		if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
	}
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

const writeInto = (folder: string): void => {
	const probe = join(folder, `${PROBE}-${process.pid}`)
	writeFileSync(probe, MARK)
	rmSync(probe)
}

/** Throws what the system says when something in the directory cannot be written. */
const tryAll = (directory: string): void => {
	makeFolder(directory)
	if (readdirSync(directory).length === 0) writeFileSync(join(directory, MARKER), MARK)
	else writeInto(directory)
	for (const folder of FOLDERS.map((name) => join(directory, name)).filter(isThere)) writeInto(folder)
	for (const file of FILES.map((name) => join(directory, name)).filter(isThere)) closeSync(openSync(file, 'r+'))
}

/**
 * Creates the folder of the data unless it exists, and marks it as ours when it is empty. Throws, saying what to do, when
 * something in it cannot be written.
 */
export const makeDataDirectory = (dataDirectory: string): void => {
	try {
		tryAll(resolve(dataDirectory))
	} catch (cause) {
		const reason = cause instanceof Error ? ` (${cause.message})` : ''
		throw new Error(
			`No data can be kept in ${dataDirectory}${reason}. Set HILFT_DATA to a folder that you may write to.`,
			{ cause },
		)
	}
}

/** Names at most three. */
const listed = (names: readonly string[]): string =>
	[...names.slice(0, 3), ...(names.length > 3 ? [`${names.length - 3} more`] : [])].join(', ')

/**
 * Removes from a data directory what local runs put there, and nothing else. Ends what a killed run left running. Throws,
 * saying what to do, when another run uses the directory, or when it is not ours: it held something before the first run.
 */
export const clearData = async (dataDirectory: string): Promise<void> => {
	const names = existsSync(dataDirectory) ? readdirSync(dataDirectory) : []
	if (names.length === 0) return
	if (!names.includes(MARKER))
		throw new Error(
			`Nothing was removed: ${dataDirectory} is no folder of hilft and holds ${listed(names)}. ` +
				'Set HILFT_DATA to a folder of its own, or empty this one yourself.',
		)
	await endRemembered(dataDirectory)
	for (const name of DATA_NAMES) rmSync(join(dataDirectory, name), { recursive: true, force: true })
}
