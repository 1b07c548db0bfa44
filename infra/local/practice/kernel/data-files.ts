/** The files of a data directory in which the practice place keeps what survives a restart. */
export const PRACTICE_FILES = { database: 'practice.sqlite', signInKeys: 'sign-in-keys.json' } as const

/** Returns the name of a file that is not complete yet. */
export const unfinished = (file: string): string => `${file}.new`

/** The files that stand beside those while they are written: SQLite's own, and keys that are not in place yet. */
export const PRACTICE_FILES_BESIDE: readonly string[] = [
	...['-wal', '-shm', '-journal'].map((ending) => `${PRACTICE_FILES.database}${ending}`),
	unfinished(PRACTICE_FILES.signInKeys),
]
