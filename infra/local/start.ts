import { join } from 'node:path'
import { CLOUD_FOLDERS } from '#infra/local/cloud/model/data-folders.ts'
import { practiceAgents } from '#infra/local/practice/sign-in/agents.ts'
import { playStory } from '#infra/local/story/story.ts'
import { dataDirectoryFrom } from './data-directory.ts'
import { portFrom } from './settings.ts'
import { awaitHealth, type RunningSystem, startSystem } from './start-system.ts'

/** `npm start`: boots the whole system on embedded parts and says where everything is. Ctrl-C stops it. */

const root = join(import.meta.dirname, '..', '..')
const say = (line: string): void => {
	process.stdout.write(`${line}\n`)
}

const places = (origin: string): readonly (readonly [string, string])[] => [
	[`${origin}/`, 'what this is, and the way to everything'],
	[`${origin}/desk`, 'the desk: choose an agent, be signed in, work'],
	[`${origin}/practice`, 'write as a customer on X or Facebook; posts, private messages, mailbox'],
	[`${origin}/api/openapi.json`, 'the JSON API'],
	[`${origin}/practice/token?agent=anna`, 'a token for it; ?client=backoffice for that machine'],
	[`${origin}/webhooks/x`, "the networks' webhooks, with /webhooks/meta"],
	[`${origin}/start`, "the customers' pages, with /data"],
]

const announce = (origin: string, dataDirectory: string): void => {
	say('')
	const width = Math.max(...places(origin).map(([place]) => place.length))
	for (const [place, what] of places(origin)) say(`  ${place.padEnd(width)}  ${what}`)
	say('')
	const agents = practiceAgents.map(({ id, team, role }) => (role === 'agent' ? `${id} (${team})` : `${id} (${role})`))
	say(`  Agents: ${agents.join(', ')}`)
	say(`  Data and logs: ${dataDirectory}  (npm start -- --fresh begins anew)`)
	say('  Ctrl-C stops everything.')
}

/** Has the hour played; one that was broken off goes on anyway. */
const playHour = async (origin: string): Promise<void> => {
	const answer = await fetch(`${origin}/practice/hour`, { method: 'POST' })
	if (!answer.ok) throw new Error(`/practice/hour answered ${answer.status}`)
	say('Playing an hour of 40 customers, in half a minute')
}

/** Ctrl-C, a kill, and a terminal that is closed. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const main = async (): Promise<void> => {
	// What customers wrote and gave lies in the data folder: for this user only.
	process.umask(0o077)
	const flags = new Set(process.argv.slice(2))
	const unknown = [...flags].filter((flag) => !['--fresh', '--play', '--story'].includes(flag))
	if (unknown.length > 0) throw new Error(`Unknown option ${unknown.join(' ')}. There are --fresh, --play and --story.`)
	if (flags.has('--play') && flags.has('--story'))
		throw new Error('The story stops everything when it is told: either --play or --story.')
	// The story need not wait for the full time to undo.
	if (flags.has('--story')) process.env.HILFT_UNDO_SECONDS ??= '2'
	const dataDirectory = dataDirectoryFrom(process.env.HILFT_DATA, root)
	let running: RunningSystem | undefined
	let isStopping = false
	const end = async (code: number): Promise<void> => {
		if (isStopping) return
		isStopping = true
		await running?.stop()
		process.exit(code)
	}
	// From the beginning: emulators start at once, and an exit ends those of a start that was broken off.
	for (const signal of ENDINGS) process.on(signal, () => void end(0))
	running = await startSystem({
		root,
		port: portFrom(process.env.PORT),
		dataDirectory,
		fresh: flags.has('--fresh'),
		onProgress: say,
	})
	try {
		await awaitHealth({ origin: running.origin, logFile: join(dataDirectory, CLOUD_FOLDERS.logs, 'api.log'), say })
		if (flags.has('--play')) await playHour(running.origin)
	} catch (error) {
		await running.stop()
		throw error
	}
	if (!flags.has('--story')) return announce(running.origin, dataDirectory)
	try {
		await playStory(running.origin, say)
		say('The story is told: all of it happened.')
	} catch (error) {
		say(`The story broke off. ${error instanceof Error ? error.message : String(error)}`)
		return end(1)
	}
	return end(0)
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
	process.exit(1)
})
