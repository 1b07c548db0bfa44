import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { LOCAL_ACCOUNT, LOCAL_REGION, type StreamMapping } from '../model/system.ts'
import { accessKeyIdOf } from '../proxy/aws-call.ts'
import { type Discard, deliverBatch } from './deliver-batch.ts'
import { invokeUntilStarted } from './invoke-until-started.ts'
import { backoff, pause, untilDone } from './pause.ts'
import {
	findStream,
	listShards,
	openShard,
	type ShardReader,
	type StreamChaos,
	type StreamRecord,
	shuffled,
} from './shard-reader.ts'
import { codeOf, type Source, type SourceDependencies } from './source.ts'
import type { StreamPosition } from './stream-position.ts'

type Matcher = (value: unknown) => boolean

const jsonSchema = z.record(z.string(), z.unknown())
const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
const operatorSchema = z.union([
	z.strictObject({ prefix: z.string() }),
	z.strictObject({ suffix: z.string() }),
	z.strictObject({ exists: z.boolean() }),
	z.strictObject({ 'anything-but': z.array(scalarSchema) }),
])

const operatorMatcher = (rule: unknown): Matcher => {
	const operator = operatorSchema.parse(rule)
	if ('prefix' in operator) return (value) => typeof value === 'string' && value.startsWith(operator.prefix)
	if ('suffix' in operator) return (value) => typeof value === 'string' && value.endsWith(operator.suffix)
	if ('exists' in operator) return (value) => (value !== undefined) === operator.exists
	const refused = operator['anything-but']
	return (value) => value !== undefined && !refused.some((one) => one === value)
}

const ruleMatcher = (rule: unknown): Matcher => {
	const scalar = scalarSchema.safeParse(rule)
	return scalar.success ? (value) => value === scalar.data : operatorMatcher(rule)
}

const nodeMatcher = (pattern: unknown): Matcher => {
	if (Array.isArray(pattern)) {
		const rules = pattern.map(ruleMatcher)
		return (value) => rules.some((matches) => matches(value))
	}
	const members = Object.entries(jsonSchema.parse(pattern)).map(([name, inner]) => [name, nodeMatcher(inner)] as const)
	return (value) => {
		const object = jsonSchema.safeParse(value).data ?? {}
		return members.every(([name, matches]) => matches(object[name]))
	}
}

/**
 * Compiles the patterns of an event source's FilterCriteria; a record passes when any of them matches or there is none.
 * Supports exact values, prefix, suffix, exists and anything-but; throws on any other rule.
 */
export const recordFilter = (patterns: readonly string[]): Matcher => {
	const matchers = patterns.map((pattern) => nodeMatcher(JSON.parse(pattern)))
	return (record) => matchers.length === 0 || matchers.some((matches) => matches(record))
}

type Place = { readonly functionName: string; readonly streamArn: string; readonly shardId: string }

const instant = (seconds: number | undefined): string =>
	`${new Date((seconds ?? 0) * 1000).toISOString().slice(0, 19)}Z`

/**
 * Returns what the failure destination of a stream gets: the location of the records, not the records themselves
 * (docs.aws.amazon.com, "Retain discarded records": the example for DynamoDB).
 */
export const failureNotice = ({ records, condition, invokeCount }: Discard, place: Place, now: Date) => {
	const first = records.at(0)?.dynamodb
	const last = records.at(-1)?.dynamodb
	return {
		requestContext: {
			requestId: randomUUID(),
			functionArn: `arn:aws:lambda:${LOCAL_REGION}:${LOCAL_ACCOUNT}:function:${place.functionName}`,
			condition,
			approximateInvokeCount: invokeCount,
		},
		responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
		version: '1.0',
		timestamp: now.toISOString(),
		DDBStreamBatchInfo: {
			shardId: place.shardId,
			startSequenceNumber: first?.SequenceNumber,
			endSequenceNumber: last?.SequenceNumber,
			approximateArrivalOfFirstRecord: instant(first?.ApproximateCreationDateTime),
			approximateArrivalOfLastRecord: instant(last?.ApproximateCreationDateTime),
			batchSize: records.length,
			streamArn: place.streamArn,
		},
	}
}

type StreamOptions = {
	readonly position: StreamPosition
	/** Of the failure destination, if the mapping has one. */
	readonly failureQueueUrl?: string | undefined
	readonly chaos?: StreamChaos | undefined
}

/** How long to wait after a read that found nothing. */
const IDLE_MILLISECONDS = 100

/**
 * Runs the event source mapping of a stream: reads each shard in order with the function's own credentials, one batch at a
 * time, and stores its position for the next start.
 */
export const pollStream = (
	mapping: StreamMapping,
	options: StreamOptions,
	dependencies: SourceDependencies,
): Source => {
	const { caller, signal } = dependencies
	const { position, failureQueueUrl, chaos } = options
	const passes = recordFilter(mapping.filterPatterns)
	let emptyReads = 0
	const report = (code: string) => (error: unknown) => dependencies.report(mapping.function, `${code} ${codeOf(error)}`)

	const discardTo = (streamArn: string, shardId: string) => async (discard: Discard) => {
		dependencies.report(mapping.function, `STREAM_RECORDS_DISCARDED ${discard.condition} ${discard.records.length}`)
		if (failureQueueUrl === undefined) return
		const notice = failureNotice(discard, { functionName: mapping.function, streamArn, shardId }, new Date())
		const input = { QueueUrl: failureQueueUrl, MessageBody: JSON.stringify(notice) }
		const accessKeyId = accessKeyIdOf(mapping.function)
		const send = () => caller.call({ service: 'sqs', action: 'SendMessage', input, accessKeyId })
		await untilDone(send, report('STREAM_DISCARD_FAILED'), signal)
	}
	const deliverOnce = (records: readonly StreamRecord[], streamArn: string, shardId: string): Promise<boolean> => {
		const inform = (record: StreamRecord) => ({
			...record,
			awsRegion: LOCAL_REGION,
			eventSource: 'aws:dynamodb',
			eventSourceARN: streamArn,
		})
		const batch = chaos?.shuffles === true ? shuffled(records, chaos.random) : records
		return deliverBatch(mapping, batch, {
			invoke: (part) => invokeUntilStarted(dependencies, mapping.function, { Records: part.map(inform) }),
			discard: discardTo(streamArn, shardId),
			wait: (failures) => pause(backoff(failures), signal),
			nowSeconds: () => Date.now() / 1000,
			isStopped: () => signal.aborted,
		})
	}
	const deliver = async (records: readonly StreamRecord[], streamArn: string, shardId: string): Promise<boolean> => {
		const done = await deliverOnce(records, streamArn, shardId)
		const repeats = done && chaos !== undefined && chaos.random() < chaos.repeats
		return repeats ? deliverOnce(records, streamArn, shardId) : done
	}
	/** Reads the available records, and more until the batch is full or the window is over. */
	const gather = async (reader: ShardReader) => {
		let { records, closed } = await reader.read(mapping.batchSize)
		const windowEnd = Date.now() + mapping.maximumBatchingWindowSeconds * 1000
		while (
			records.length > 0 &&
			records.length < mapping.batchSize &&
			!closed &&
			Date.now() < windowEnd &&
			!signal.aborted
		) {
			await pause(Math.min(IDLE_MILLISECONDS, windowEnd - Date.now()), signal)
			const more = await reader.read(mapping.batchSize - records.length)
			records = [...records, ...more.records]
			closed = more.closed
		}
		return { records, closed }
	}
	const readShard = async (streamArn: string, shardId: string) => {
		const reader = openShard(caller, mapping, { streamArn, shardId, position: () => position.get(shardId) })
		const next = async () => {
			try {
				return await gather(reader)
			} catch (error) {
				reader.rewind()
				throw error
			}
		}
		for (let closed = false; !closed && !signal.aborted; ) {
			const batch = await untilDone(next, report('STREAM_READ_FAILED'), signal)
			if (batch === undefined) return
			closed = batch.closed
			const last = batch.records.at(-1)
			if (last === undefined) {
				emptyReads += 1
				await pause(IDLE_MILLISECONDS, signal)
				continue
			}
			const wanted = batch.records.filter(passes)
			const done = wanted.length === 0 || (await deliver(wanted, streamArn, shardId))
			if (done) position.set(shardId, last.dynamodb.SequenceNumber)
		}
	}
	const run = async () => {
		const find = async () => {
			const streamArn = await findStream(caller, mapping.tableName)
			return { streamArn, shards: await listShards(caller, mapping, streamArn) }
		}
		const stream = await untilDone(find, report('STREAM_NOT_FOUND'), signal)
		for (const shardId of stream?.shards ?? []) await readShard(stream?.streamArn ?? '', shardId)
	}
	return { ended: run(), emptyReads: () => emptyReads }
}
