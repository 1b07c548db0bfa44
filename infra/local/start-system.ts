import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimDirectory } from '#infra/local/cloud/emulators/process-file.ts'
import { startEmulators, stopEmulators } from '#infra/local/cloud/emulators/start-emulators.ts'
import { LOCAL_ACCOUNT, LOCAL_REGION, type System } from '#infra/local/cloud/model/system.ts'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { type CloudParts, startParts } from '#infra/local/cloud/start-parts.ts'
import { type LocalRuntime, startRuntime } from '#infra/local/cloud/start-runtime.ts'
import { practiceAgents } from '#infra/local/practice/sign-in/agents.ts'
import type { Practice } from '#infra/local/practice/start-practice.ts'
import { hourOfCustomers } from '#infra/local/story/hour.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { clearData, makeDataDirectory } from './data-directory.ts'
import { localSystem } from './local-assembly.ts'
import { leaveOperatorEnvironment, portsOf, valueIn } from './ports-of-system.ts'

type SystemOptions = {
	readonly root: string
	/** 0 for a free one. */
	readonly port: number
	/** The directory of everything that survives a restart. */
	readonly dataDirectory: string
	/** Removes first what earlier runs put into the directory. */
	readonly fresh?: boolean | undefined
	/** Called before each slow step. */
	readonly onProgress?: ((step: string) => void) | undefined
}

export type RunningSystem = {
	readonly origin: string
	readonly system: System
	readonly parts: CloudParts
	readonly runtime: LocalRuntime
	readonly stop: () => Promise<void>
}

/** Environments of each function at most: more processes per core only slow each other down until they time out. */
export const ENVIRONMENTS = Math.max(4, availableParallelism() * 2)

/** The functions that people and networks call first: they are started in advance. */
const FIRST_ASKED = ['api', 'intake-x', 'intake-meta', 'web-desk']

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const listen = (server: Server, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once('error', (error) => {
			const isTaken = 'code' in error && error.code === 'EADDRINUSE'
			reject(
				isTaken
					? new Error(`Port ${port} is in use. Stop what uses it, or choose another one: PORT=3100 npm start`)
					: error,
			)
		})
		server.listen(port, '127.0.0.1', () => {
			const address = server.address()
			resolve(typeof address === 'object' && address !== null ? address.port : port)
		})
	})

/**
 * Routes requests of one origin to the three APIs, which have a host name each in the cloud; all other paths go to the
 * practice ground.
 */
const route = (runtime: LocalRuntime, practice: Practice): Handler => {
	const { hooks, data, desk } = runtime.http
	if (hooks === undefined || data === undefined || desk === undefined)
		throw new Error('The template must have the HTTP APIs hooks, data and desk')
	return (request, response) => {
		const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
		const under = (prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`)
		if (under('/webhooks')) void hooks(request, response)
		else if (under('/start') || under('/data')) void data(request, response)
		else if (under('/api') || under('/desk')) void desk(request, response)
		else practice.handle(request, response)
	}
}

/** The names by which this machine calls itself; any other leads here by somebody else's name server. */
const OWN_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

const isOwnHost = (host: string | undefined, port: number): boolean =>
	OWN_NAMES.some((name) => host?.toLowerCase() === `${name}:${port}` || (port === 80 && host?.toLowerCase() === name))

/** Refuses what was not asked of this origin: a foreign web page must not get a token by a name that leads here. */
const misdirected: Handler = (_request, response) => {
	const detail = 'Ask by http://localhost and the port, as the start says.'
	const problem = { type: 'urn:hilft:problem:misdirected', title: 'Another host', status: 421, detail }
	response.writeHead(421, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}

/** Answers 503 until everything is up, so that the port is taken before the slow part begins. */
const starting: Handler = (_request, response) => {
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' }).end('Starting …\n')
}

/**
 * Synthesises the stacks if their sources changed and boots them on the embedded parts. Resolves when everything is up.
 * Throws, saying what to do, when the port or the data directory is in use, the directory cannot be written, or the
 * synthesis fails; nothing is left running.
 */
export const startSystem = async (options: SystemOptions): Promise<RunningSystem> => {
	const { root, dataDirectory, fresh = false, onProgress = () => undefined } = options
	const stops: (() => Promise<void>)[] = []
	const stop = async (): Promise<void> => {
		for (const step of stops.splice(0).reverse()) await step()
	}
	try {
		let handler = starting
		let port = options.port
		const server = createServer((request, response) => {
			const answer = isOwnHost(request.headers.host, port) ? handler : misdirected
			answer(request, response)
		})
		port = await listen(server, port)
		stops.push(async () => {
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
		})
		const origin = `http://localhost:${port}`
		makeDataDirectory(dataDirectory)
		if (fresh) await clearData(dataDirectory)
		// Before anything opens the data: the practice networks of a second run would deliver what waits for the first.
		const claim = claimDirectory(dataDirectory)
		stops.push(async () => claim.release())

		// They need nothing of the template, so they start while it is made and the practice ground loads.
		const emulators = startEmulators({ dataDirectory })
		// A failure is thrown where they are awaited below.
		void emulators.catch(() => undefined)
		stops.push(() => emulators.then(stopEmulators, () => undefined))
		const practiceModules = Promise.all([
			import('#infra/local/practice/open-practice.ts'),
			import('#infra/local/practice/start-practice.ts'),
		])
		void practiceModules.catch(() => undefined)

		onProgress('Synthesising the stacks')
		const system = await localSystem(root, origin)

		onProgress('Starting the embedded parts')
		const [{ openPractice }, { startPractice }] = await practiceModules
		const mailService = { region: LOCAL_REGION, account: LOCAL_ACCOUNT }
		const customers = hourOfCustomers
		const opened = await openPractice({ origin, dataDirectory, hooksOrigin: origin, mailService, customers })
		stops.push(opened.close)
		const { secretValues, mailSink, ahead, networksPort } = opened
		const parts = await startParts({ system, dataDirectory, secretValues, mailSink, ahead, emulators })
		stops.push(parts.stop)
		const { proxyPort } = parts
		const removeEnvironment = leaveOperatorEnvironment({ dataDirectory, system, proxyPort, origin })
		stops.push(async () => removeEnvironment())
		const awsCaller = createAwsCaller({ proxyPort })
		const runtime = startRuntime({
			system,
			proxyPort,
			practicePort: networksPort,
			dataDirectory,
			awsCaller,
			concurrency: ENVIRONMENTS,
			ahead,
		})
		stops.push(async () => {
			await runtime.stop()
			awsCaller.close()
		})
		for (const name of FIRST_ASKED) runtime.prestart(name)
		if (process.env.HILFT_ROSTER !== 'empty') {
			// Loads the SDK, which nothing before needs.
			const { seedRoster } = await import('./seed-roster.ts')
			await seedRoster({ table: valueIn(system, ENV.agentsTable), proxyPort }, practiceAgents)
		}
		const practice = startPractice(opened, portsOf({ system, parts, runtime, awsCaller, ahead }))
		stops.push(async () => practice.stop())
		handler = route(runtime, practice)
		return { origin, system, parts, runtime, stop }
	} catch (error) {
		await stop()
		throw error
	}
}

const PATIENCE_SECONDS = 60
const PAUSE_MILLISECONDS = 250

/** Returns the status of the answer, or `no answer` when none came before the signal. */
const askHealth = async (address: string, signal: AbortSignal): Promise<string> => {
	try {
		const { status } = await fetch(address, { signal })
		return String(status)
	} catch {
		return 'no answer'
	}
}

/**
 * Polls /api/health until it answers 200 and reports once that it waits: on a busy machine the function may start late.
 * Throws after `patienceSeconds` (60), naming the log to read.
 */
export const awaitHealth = async (options: {
	readonly origin: string
	/** The log of the function that answers. */
	readonly logFile: string
	readonly say: (line: string) => void
	readonly patienceSeconds?: number | undefined
}): Promise<void> => {
	const { origin, logFile, say, patienceSeconds = PATIENCE_SECONDS } = options
	const isOver = AbortSignal.timeout(patienceSeconds * 1000)
	for (let isFirst = true; ; isFirst = false) {
		const answer = await askHealth(`${origin}/api/health`, isOver)
		if (answer === '200') return
		if (isOver.aborted)
			throw new Error(`/api/health does not answer 200 after ${patienceSeconds} s (${answer}): see ${logFile}`)
		if (isFirst) say(`Waiting for /api/health (${answer})`)
		await sleep(PAUSE_MILLISECONDS)
	}
}
