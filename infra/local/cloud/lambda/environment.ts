import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ahead } from '../model/ahead.ts'
import { LOCAL_ACCOUNT, LOCAL_REGION, type LocalFunction } from '../model/system.ts'
import { accessKeyIdOf } from '../proxy/aws-call.ts'
import { exited, type InvocationResult, timedOut } from './invocation.ts'
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts'

export type EnvironmentOptions = {
	readonly fn: LocalFunction
	readonly proxyPort: number
	readonly practicePort: number
	readonly ahead: Ahead
	/** How long the first try of the initialisation takes at most. */
	readonly initSeconds: number
	/** Gets what the function writes to stdout and stderr, as it comes. */
	readonly onOutput: (chunk: string) => void
	/** Initialised, or done with an event: may be given the next one. */
	readonly onIdle: (environment: Environment) => void
	/** The process is gone. `initFailure` when it never asked for an event. */
	readonly onEnd: (environment: Environment, initFailure?: InvocationResult) => void
}

/**
 * All variables a function sees: the template's and what Lambda itself sets, nothing of the developer's shell.
 * The access key id tells the proxy whose role to enforce.
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
	/** Only between `onIdle` and the next one. Never rejects: every failure is a result. */
	readonly run: (event: string) => Promise<InvocationResult>
	/** SIGKILL, as a crash would be. */
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
 * The one thing an environment is busy with: its initialisation or an event. An answer is told when the runtime asks
 * for the next event, so that who calls again at once finds this environment free.
 */
type Task = {
	readonly requestId: string
	readonly finish: (result: InvocationResult) => void
	answer?: InvocationResult | undefined
}

/** Starts a process and its Runtime API. Everything that follows is told through the callbacks. */
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
