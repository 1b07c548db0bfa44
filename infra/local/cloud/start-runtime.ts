import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { pollQueue } from './event-sources/poll-queue.ts'
import { pollStream } from './event-sources/poll-stream.ts'
import { runSchedules } from './event-sources/run-schedules.ts'
import type { StreamChaos } from './event-sources/shard-reader.ts'
import type { Source, SourceDependencies } from './event-sources/source.ts'
import { openStreamPosition } from './event-sources/stream-position.ts'
import { type NodeHandler, nodeHandler } from './http-api/handle-http.ts'
import { createKeysOf } from './http-api/jwt-authorizer.ts'
import type { InvocationResult } from './lambda/invocation.ts'
import { createLogSink, type LogSink } from './lambda/log-sink.ts'
import { type Lambda, startLambda } from './lambda/start-lambda.ts'
import { type Ahead, notAhead } from './model/ahead.ts'
import { CLOUD_FOLDERS } from './model/data-folders.ts'
import type { LocalQueue, System } from './model/system.ts'
import type { AwsCaller } from './proxy/aws-call.ts'

type IdleDependencies = {
	readonly caller: AwsCaller
	/** The queues that a function reads. */
	readonly queues: readonly LocalQueue[]
	readonly streams: readonly Source[]
	/** Events waiting or at work. */
	readonly busy: () => number
	/** Invocations begun, so far. */
	readonly begun: () => number
}

const QUIET_MILLISECONDS = 300
const COUNTS = [
	'ApproximateNumberOfMessages',
	'ApproximateNumberOfMessagesNotVisible',
	'ApproximateNumberOfMessagesDelayed',
]
const countsSchema = z.object({ Attributes: z.record(z.string(), z.coerce.number()).default({}) })

/**
 * Waits until there was no activity for 300 ms: no invocation, queues empty (messages that wait for another try or a delay
 * count), streams read to their end. Throws after `timeoutSeconds` an error that names what is still active.
 */
const waitUntilIdle = async (dependencies: IdleDependencies, timeoutSeconds: number): Promise<void> => {
	const { caller, queues, streams, busy, begun } = dependencies
	const countOf = async ({ url, name }: LocalQueue) => {
		const input = { QueueUrl: url, AttributeNames: COUNTS }
		const answer = await caller.call({ service: 'sqs', action: 'GetQueueAttributes', input })
		const total = Object.values(countsSchema.parse(answer).Attributes).reduce((sum, count) => sum + count, 0)
		return { name, total }
	}
	const whatIsBusy = async (): Promise<readonly string[]> => {
		const before = { begun: begun(), reads: streams.map(({ emptyReads }) => emptyReads()) }
		await sleep(QUIET_MILLISECONDS)
		const counts = await Promise.all(queues.map(countOf))
		// Two empty reads: the first may have begun before the last write.
		const unread = streams.filter(({ emptyReads }, index) => emptyReads() < (before.reads[index] ?? 0) + 2).length
		return [
			...(busy() > 0 || begun() > before.begun ? ['functions at work'] : []),
			...counts.filter(({ total }) => total > 0).map(({ name, total }) => `${total} messages in ${name}`),
			...(unread > 0 ? [`${unread} streams not read to their end`] : []),
		]
	}
	const deadline = Date.now() + timeoutSeconds * 1000
	let reasons = await whatIsBusy()
	while (reasons.length > 0) {
		if (Date.now() > deadline) throw new Error(`Not idle after ${timeoutSeconds} s: ${reasons.join(', ')}`)
		reasons = await whatIsBusy()
	}
}

export type RuntimeOptions = {
	readonly system: System
	readonly proxyPort: number
	/** Port of the practice networks, which get what functions send to X and to the Graph API, with the Host header. */
	readonly practicePort: number
	/** Gets `logs/<function>.log` and `stream-positions/`. */
	readonly dataDirectory: string
	readonly awsCaller: AwsCaller
	/** Execution environments at most for each function. Default 10. */
	readonly concurrency?: number | undefined
	/** Default: functions and schedules go by the wall's time. */
	readonly ahead?: Ahead | undefined
	/** Default none: streams deliver in the order of the emulator. */
	readonly chaos?: StreamChaos | undefined
}

export type LocalRuntime = Pick<Lambda, 'invoke' | 'kill' | 'prestart'> & {
	/** A handler of node:http for each HTTP API, by its label. */
	readonly http: Readonly<Record<string, NodeHandler>>
	/** Runs a schedule now, named by itself or by its function. */
	readonly runSchedule: (name: string) => Promise<InvocationResult>
	/** Runs every schedule once, one after the other; returns the labels of the functions that failed. */
	readonly runSchedules: () => Promise<readonly string[]>
	/** Resolves once queues, streams and functions were inactive for a moment; throws after the time (default 30 s). */
	readonly idle: (options?: { readonly timeoutSeconds?: number | undefined }) => Promise<void>
	readonly logs: Pick<LogSink, 'subscribe'>
	/** Ends everything that was started here and gives running calls 2 seconds. Call it before the proxy is stopped. */
	readonly stop: () => Promise<void>
}

const STOP_MILLISECONDS = 2_000
const CONCURRENCY = 10

const queueOf = (system: System, arn: string): LocalQueue => {
	const queue = system.queues.find((candidate) => candidate.arn === arn)
	if (queue === undefined) throw new Error(`The template has no queue ${arn}`)
	return queue
}

const startSources = (options: RuntimeOptions, dependencies: SourceDependencies) => {
	const { system, dataDirectory, chaos, ahead, concurrency = CONCURRENCY } = options
	const queues = system.queueMappings.map((mapping) => {
		// More would wait for the function while their visibility timeout runs.
		const maximumConcurrency = Math.min(mapping.maximumConcurrency, concurrency)
		return pollQueue({ ...mapping, maximumConcurrency }, queueOf(system, mapping.queueArn).url, dependencies)
	})
	const streams = system.streamMappings.map((mapping) => {
		const { failureQueueArn: arn } = mapping
		const streamOptions = {
			position: openStreamPosition(join(dataDirectory, CLOUD_FOLDERS.streamPositions), mapping.function),
			failureQueueUrl: arn === undefined ? undefined : queueOf(system, arn).url,
			chaos,
		}
		return pollStream(mapping, streamOptions, dependencies)
	})
	const schedules = runSchedules(system.schedules, dependencies, ahead)
	const ended = Promise.all([...queues, ...streams, schedules].map((source) => source.ended))
	return { streams, schedules, ended }
}

/** Starts functions, HTTP APIs, queue and stream mappings and schedules of a system whose parts are up behind the proxy. */
export const startRuntime = (options: RuntimeOptions): LocalRuntime => {
	const { system, proxyPort, practicePort, awsCaller: caller, concurrency = CONCURRENCY, ahead = notAhead } = options
	const logs = createLogSink(join(options.dataDirectory, CLOUD_FOLDERS.logs))
	const routed = system.httpApis.flatMap(({ routes }) => routes.map((route) => route.function))
	const lambda = startLambda({ functions: system.functions, routed, proxyPort, practicePort, logs, ahead, concurrency })
	const stopping = new AbortController()
	setMaxListeners(0, stopping.signal)
	let begun = 0

	const invoke: Lambda['invoke'] = (name, event) => {
		begun += 1
		return lambda.invoke(name, event)
	}
	const labelOf = (name: string) => system.functions.find((fn) => fn.name === name)?.label ?? name
	const nameOf = (label: string) => system.functions.find((fn) => fn.label === label)?.name ?? label
	const report = (name: string, code: string) => logs.write(labelOf(name), `${code}\n`)
	const sources = startSources(options, { invoke, caller, report, signal: stopping.signal })
	const read = system.queueMappings.map(({ queueArn }) => queueOf(system, queueArn))

	const httpDependencies = {
		invoke,
		keysOf: createKeysOf(),
		now: () => Date.now(),
		log: (api: string, line: string) => logs.write(`${api}-access`, `${line}\n`),
	}

	const stop = async () => {
		stopping.abort()
		await Promise.race([sources.ended, sleep(STOP_MILLISECONDS, undefined, { ref: false })])
		await lambda.stop()
		await sources.ended
		await logs.close()
	}
	return {
		invoke,
		kill: lambda.kill,
		prestart: lambda.prestart,
		http: Object.fromEntries(system.httpApis.map((api) => [api.label, nodeHandler(httpDependencies, api)])),
		runSchedule: (name) => sources.schedules.runNow(nameOf(name)),
		runSchedules: async () => (await sources.schedules.runAll()).map(labelOf),
		idle: ({ timeoutSeconds = 30 } = {}) =>
			waitUntilIdle(
				{ caller, queues: read, streams: sources.streams, busy: lambda.busy, begun: () => begun },
				timeoutSeconds,
			),
		logs: { subscribe: logs.subscribe },
		stop,
	}
}
