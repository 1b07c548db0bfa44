import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ahead } from '../model/ahead.ts'
import { LOCAL_ACCOUNT, LOCAL_REGION, type LocalFunction } from '../model/system.ts'
import { accessKeyIdOf } from '../proxy/aws-call.ts'
import {
	answeredBy,
	exited,
	failedBy,
	type InvocationResult,
	PAYLOAD_LIMIT_BYTES,
	responseTooLarge,
	timedOut,
} from './invocation.ts'

/** One event as the Runtime API hands it to the runtime. */
type Work = {
	readonly requestId: string
	readonly event: string
	readonly deadlineAtMilliseconds: number
	readonly functionArn: string
	/** By how much the time of this invocation is ahead of the wall. */
	readonly aheadMilliseconds: number
}

type RuntimeApi = {
	/** `127.0.0.1:port`, the value of AWS_LAMBDA_RUNTIME_API. */
	readonly address: string
	/** Answers the runtime's pending `next`. Only to be called after `onReady`, once for each. */
	readonly hand: (work: Work) => void
	readonly close: () => void
}

type Listener = {
	/** Called when the runtime asks for its next event. */
	readonly onReady: () => void
	readonly onResult: (requestId: string, result: InvocationResult) => void
	readonly onInitError: (result: InvocationResult) => void
}

/** Reads the whole body; returns undefined over the limit, and drops the rest. */
const readBody = (request: IncomingMessage): Promise<string | undefined> =>
	new Promise((resolve) => {
		const chunks: Buffer[] = []
		let bytes = 0
		request.on('data', (chunk: Buffer) => {
			bytes += chunk.length
			if (bytes <= PAYLOAD_LIMIT_BYTES) chunks.push(chunk)
		})
		request.on('end', () => resolve(bytes > PAYLOAD_LIMIT_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')))
	})

const accept = (response: ServerResponse, status = 202) => response.writeHead(status).end('{"status":"OK"}')

const headersOf = (work: Work) => ({
	'content-type': 'application/json',
	'content-length': Buffer.byteLength(work.event),
	'lambda-runtime-aws-request-id': work.requestId,
	'lambda-runtime-deadline-ms': String(work.deadlineAtMilliseconds),
	'lambda-runtime-invoked-function-arn': work.functionArn,
	'clock-ahead-milliseconds': String(work.aheadMilliseconds),
	'lambda-runtime-trace-id': `Root=1-00000000-${work.requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`,
})

/** Starts the Runtime API of one execution environment, at an address of its own as in Lambda. */
const startRuntimeApi = async (listener: Listener): Promise<RuntimeApi> => {
	let pending: ServerResponse | undefined
	const server = createServer(async (request, response) => {
		const [, , , kind, requestId = '', outcome] = (request.url ?? '').split('/')
		if (kind === 'invocation' && requestId === 'next') {
			pending = response
			listener.onReady()
			return
		}
		const body = await readBody(request)
		accept(response, body === undefined ? 413 : 202)
		if (kind === 'init') listener.onInitError(failedBy(body ?? ''))
		else if (body === undefined) listener.onResult(requestId, responseTooLarge())
		else listener.onResult(requestId, outcome === 'response' ? answeredBy(body) : failedBy(body))
	})
	server.keepAliveTimeout = 0
	server.requestTimeout = 0
	const port = await new Promise<number>((resolve, reject) => {
		server.on('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			resolve(typeof address === 'object' && address !== null ? address.port : 0)
		})
	})
	const hand = (work: Work) => {
		pending?.writeHead(200, headersOf(work)).end(work.event)
		pending = undefined
	}
	const close = () => {
		server.close()
		server.closeAllConnections()
	}
	return { address: `127.0.0.1:${port}`, hand, close }
}

type EnvironmentOptions = {
	readonly fn: LocalFunction
	readonly proxyPort: number
	readonly practicePort: number
	readonly ahead: Ahead
	/** How long the first try of the initialisation takes at most. */
	readonly initSeconds: number
	/** Gets the function's stdout and stderr in pieces. */
	readonly onOutput: (chunk: string) => void
	/** Called when it has initialised or finished an event: it may be given the next one. */
	readonly onIdle: (environment: Environment) => void
	/** Called when the process is gone, with `initFailure` when it never asked for an event. */
	readonly onEnd: (environment: Environment, initFailure?: InvocationResult) => void
}

/**
 * Returns all variables that a function sees: the template's and Lambda's own, none of the developer's shell. The access key
 * id tells the proxy whose role to enforce.
 */
const environmentVariables = (fn: LocalFunction, runtimeApi: string): Readonly<Record<string, string>> => ({
	...fn.environment,
	AWS_REGION: LOCAL_REGION,
	AWS_DEFAULT_REGION: LOCAL_REGION,
	AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
	AWS_LAMBDA_FUNCTION_NAME: fn.name,
	AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
	AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
	AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
	AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
	AWS_LAMBDA_LOG_STREAM_NAME: 'local',
	AWS_LAMBDA_RUNTIME_API: runtimeApi,
	AWS_ACCESS_KEY_ID: accessKeyIdOf(fn.name),
	AWS_SECRET_ACCESS_KEY: 'local',
	AWS_SESSION_TOKEN: 'local',
	_HANDLER: fn.handler,
	LAMBDA_TASK_ROOT: resolve(fn.codeDirectory),
	LANG: 'en_US.UTF-8',
	TZ: ':UTC',
	PATH: '/usr/local/bin:/usr/bin:/bin',
})

/** One process that runs a function, one event at a time. */
export type Environment = {
	/** Hands over an event; allowed once after each `onIdle`. Never rejects: every failure is a result. */
	readonly run: (event: string) => Promise<InvocationResult>
	/** Sends SIGKILL, as a crash would end it. */
	readonly kill: () => void
	/** Settles when the process is gone. */
	readonly ended: Promise<void>
}

const BOOTSTRAP = fileURLToPath(new URL('bootstrap.mjs', import.meta.url))

const startProcess = (options: EnvironmentOptions, api: RuntimeApi): ChildProcess => {
	const { fn, proxyPort, practicePort } = options
	const heap = `--max-old-space-size=${Math.floor(fn.memoryMegabytes * 0.9)}`
	const child = spawn(process.execPath, [heap, BOOTSTRAP, String(proxyPort), String(practicePort)], {
		cwd: fn.codeDirectory,
		env: environmentVariables(fn, api.address),
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', options.onOutput)
	}
	return child
}

/**
 * The current task of an environment: its initialisation or an event. An answer is returned when the runtime asks for the
 * next event, so that a caller who calls again at once finds this environment free.
 */
type Task = {
	readonly requestId: string
	readonly finish: (result: InvocationResult) => void
	answer?: InvocationResult | undefined
}

/** Starts a process and its Runtime API. Everything that follows is reported through the callbacks. */
export const startEnvironment = async (options: EnvironmentOptions): Promise<Environment> => {
	const { fn } = options
	let task: Task | undefined
	let initFailure: InvocationResult | undefined
	let timer: NodeJS.Timeout | undefined

	const begin = (next: Task, seconds: number) => {
		task = next
		timer = setTimeout(() => {
			const result = timedOut(new Date().toISOString(), next.requestId, seconds)
			if (!result.ok) options.onOutput(`${result.error.errorMessage}\n`)
			end(result)
			environment.kill()
		}, seconds * 1000)
	}
	const end = (result: InvocationResult) => {
		clearTimeout(timer)
		task?.finish(task.answer ?? result)
		task = undefined
	}
	const api = await startRuntimeApi({
		onReady: () => {
			end({ ok: true, payload: null })
			options.onIdle(environment)
		},
		onResult: (requestId, result) => {
			if (task?.requestId === requestId) task.answer = result
		},
		onInitError: end,
	})
	const child = startProcess(options, api)
	const ended = new Promise<void>((resolve) => {
		const gone = (code: number | null, signal: string | null) => {
			end(exited(task?.requestId ?? 'init', code, signal))
			api.close()
			options.onEnd(environment, initFailure)
			resolve()
		}
		child.once('error', () => gone(1, null))
		child.once('close', gone)
	})
	const run = (event: string) =>
		new Promise<InvocationResult>((finish) => {
			const requestId = randomUUID()
			begin({ requestId, finish }, fn.timeoutSeconds)
			api.hand({
				requestId,
				event,
				deadlineAtMilliseconds: Date.now() + fn.timeoutSeconds * 1000,
				aheadMilliseconds: options.ahead(),
				functionArn: `arn:aws:lambda:${LOCAL_REGION}:${LOCAL_ACCOUNT}:function:${fn.name}`,
			})
		})
	const environment: Environment = { run, kill: () => child.kill('SIGKILL'), ended }
	const initialised = (result: InvocationResult) => {
		initFailure = result.ok ? undefined : result
	}
	// Lambda begins an initialisation that takes too long once more, within the function's timeout (docs.aws.amazon.com,
	// "Understanding the Lambda execution environment lifecycle"). Here it goes on instead: a busy machine has no time twice.
	begin({ requestId: 'init', finish: initialised }, options.initSeconds + fn.timeoutSeconds)
	return environment
}
