import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { createChildEmulator, type Emulator, type Launched, type OnSpawn } from './child-emulator.ts'

/**
 * Returns a port that is free on this machine now. Another process may take it before it is used: start at once, and check
 * the start.
 */
export const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer()
		server.on('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => {
				if (address === null || typeof address === 'string') reject(new Error('NO_FREE_PORT'))
				else resolve(address.port)
			})
		})
	})

const binary = (): string => {
	try {
		const manifest = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')
		const file = join(dirname(manifest), 'dynoxide')
		chmodSync(file, 0o755)
		return file
	} catch (cause) {
		throw new Error(
			`No DynamoDB for ${process.platform}-${process.arch} comes with npm: run one (e.g. Amazon's DynamoDB Local) and set HILFT_DYNAMODB_ENDPOINT to its address, e.g. http://localhost:8000`,
			{ cause },
		)
	}
}

/** Starts dynoxide on a port. It reports that it listens only after it has bound the port, and ends when the port is taken. */
const launchOn = (port: number, databaseFile: string, onSpawn: OnSpawn): Launched => {
	const child = spawn(binary(), ['--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile], {
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
		env: {},
	})
	onSpawn(child)
	const ready = new Promise<number>((resolve, reject) => {
		const said: string[] = []
		const listen = (chunk: Buffer): void => {
			said.push(chunk.toString())
			if (said.join('').includes('listening on')) resolve(port)
		}
		child.stdout?.on('data', listen)
		child.stderr?.on('data', listen)
		child.once('error', reject)
		child.once('exit', () => reject(new Error(`dynoxide ended at its start: ${said.join('').trim()}`)))
	})
	return { child, ready }
}

/**
 * Adds two indexes to the database file; false when it has no stream table yet. Without them each write to a table with a
 * stream costs more as the stream grows.
 */
const indexStreamRecords = (databaseFile: string): boolean => {
	if (!existsSync(databaseFile)) return false
	const database = new DatabaseSync(databaseFile)
	try {
		const table = database.prepare(`SELECT name FROM sqlite_master WHERE name = '_stream_records'`).get()
		if (table === undefined) return false
		const sequence = 'CAST(sequence_number AS INTEGER)'
		database.exec(`
			CREATE INDEX IF NOT EXISTS hilft_stream_by_table ON _stream_records (table_name, ${sequence});
			CREATE INDEX IF NOT EXISTS hilft_stream_by_shard ON _stream_records (table_name, shard_id, ${sequence});
		`)
		return true
	} finally {
		database.close()
	}
}

/** Returns a process's program and arguments; none when it is gone. Dynoxide runs on Linux alone, where /proc tells them. */
const commandOf = (pid: number): readonly string[] => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
	} catch {
		return []
	}
}

/**
 * Ends every dynoxide on the database file, and waits until it is gone. A run may have been killed between the start of one
 * and its process file, and two on one file spoil each other's data.
 */
const endOthers = async (databaseFile: string): Promise<void> => {
	const isOn = (pid: number): boolean => {
		const [program = '', ...given] = commandOf(pid)
		return basename(program) === 'dynoxide' && given.includes(databaseFile)
	}
	const pids = existsSync('/proc') ? readdirSync('/proc').map(Number).filter(Number.isInteger) : []
	for (const pid of pids.filter(isOn)) {
		try {
			process.kill(pid, 'SIGKILL')
		} catch {
			// It ended meanwhile, or is of another user, whose data these are then.
			continue
		}
		while (isOn(pid)) await sleep(5)
	}
}

const ATTEMPTS = 5

const launch = async (databaseFile: string, onSpawn: OnSpawn): Promise<Launched> => {
	await endOthers(databaseFile)
	// The first start only makes the tables, because the indexes can be added only while it does not run.
	if (!indexStreamRecords(databaseFile)) {
		const first = launchOn(await freePort(), databaseFile, onSpawn)
		await first.ready
		const gone = new Promise((resolve) => first.child.once('exit', resolve))
		first.child.kill('SIGTERM')
		await gone
		indexStreamRecords(databaseFile)
	}
	for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
		const launched = launchOn(await freePort(), databaseFile, onSpawn)
		const port = await launched.ready.catch(() => undefined)
		if (port !== undefined) return launched
	}
	return launchOn(await freePort(), databaseFile, onSpawn)
}

/** Creates DynamoDB with its streams in one SQLite file. Its start throws, saying what to do, on platforms without a binary. */
export const createDynoxide = (directory: string, processFile: string): Emulator => {
	const databaseFile = resolve(directory, 'dynoxide.db')
	mkdirSync(directory, { recursive: true })
	return createChildEmulator({ name: 'dynamodb', processFile, launch: (onSpawn) => launch(databaseFile, onSpawn) })
}

/** Returns a DynamoDB that runs outside of our control, for platforms without dynoxide. Throws unless it is on this machine. */
export const externalDynamo = (endpoint: string): Emulator => {
	const { hostname, port } = new URL(endpoint)
	if (hostname !== 'localhost' && hostname !== '127.0.0.1') {
		throw new Error('HILFT_DYNAMODB_ENDPOINT must be on this machine, e.g. http://localhost:8000')
	}
	const nothing = async (): Promise<void> => {}
	return {
		name: 'dynamodb',
		port: () => Number(port),
		pid: () => undefined,
		start: nothing,
		kill: nothing,
		stop: nothing,
	}
}
