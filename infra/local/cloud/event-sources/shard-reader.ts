import { z } from 'zod'
import type { StreamMapping } from '../model/system.ts'
import { type AwsCaller, accessKeyIdOf } from '../proxy/aws-call.ts'

/** A record of GetRecords; its other members are passed through unchanged. */
const streamRecordSchema = z.looseObject({
	eventID: z.string(),
	eventName: z.string(),
	dynamodb: z.looseObject({
		SequenceNumber: z.string(),
		Keys: z.record(z.string(), z.unknown()),
		/** Seconds since 1970. */
		ApproximateCreationDateTime: z.number(),
	}),
})

export type StreamRecord = z.infer<typeof streamRecordSchema>

export type StreamChaos = {
	/** Mixes the records of a batch: only records of one item keep their order, as DynamoDB promises no more. */
	readonly shuffles: boolean
	/** The chance, 0 to 1, that a batch is delivered again after it succeeded. */
	readonly repeats: number
	/** Returns a number from 0 up to, but not including, 1. */
	readonly random: () => number
}

/**
 * Returns the records in another order that the stream might have had: the sequence numbers ascend as before, over other
 * records.
 */
export const shuffled = (records: readonly StreamRecord[], random: () => number): readonly StreamRecord[] => {
	const items = [...Map.groupBy(records, ({ dynamodb }) => JSON.stringify(dynamodb.Keys)).values()].map((group) => [
		...group,
	])
	const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber)
	return numbers.flatMap((SequenceNumber) => {
		const waiting = items.filter((item) => item.length > 0)
		const next = waiting[Math.floor(random() * waiting.length)]?.shift()
		return next === undefined ? [] : [{ ...next, dynamodb: { ...next.dynamodb, SequenceNumber } }]
	})
}

export type ShardReader = {
	/**
	 * Returns the next records after `position`, then after the last read; `closed` once the shard has ended. Throws as the
	 * caller does.
	 */
	readonly read: (limit: number) => Promise<{ readonly records: readonly StreamRecord[]; readonly closed: boolean }>
	/** Makes the next read begin at the position again. */
	readonly rewind: () => void
}

const streamsSchema = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) })
const descriptionSchema = z.object({
	StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
})
const iteratorSchema = z.object({ ShardIterator: z.string() })
const recordsSchema = z.object({ Records: z.array(streamRecordSchema), NextShardIterator: z.string().nullish() })

/**
 * Returns the ARN of a table's stream, with the operator's rights: in the cloud the mapping names it. Throws when there is
 * none.
 */
export const findStream = async (caller: AwsCaller, tableName: string): Promise<string> => {
	const answer = await caller.call({ service: 'streams', action: 'ListStreams', input: { TableName: tableName } })
	const [stream] = streamsSchema.parse(answer).Streams
	if (stream === undefined) throw new Error(`The table ${tableName} has no stream`)
	return stream.StreamArn
}

/** Returns the shards of a stream, oldest first, with the function's credentials. */
export const listShards = async (
	caller: AwsCaller,
	mapping: StreamMapping,
	streamArn: string,
): Promise<readonly string[]> => {
	const accessKeyId = accessKeyIdOf(mapping.function)
	const answer = await caller.call({
		service: 'streams',
		action: 'DescribeStream',
		input: { StreamArn: streamArn },
		accessKeyId,
	})
	return descriptionSchema.parse(answer).StreamDescription.Shards.map(({ ShardId }) => ShardId)
}

export const openShard = (
	caller: AwsCaller,
	mapping: StreamMapping,
	shard: { readonly streamArn: string; readonly shardId: string; readonly position: () => string | undefined },
): ShardReader => {
	let iterator: string | undefined
	const call = (action: string, input: object) =>
		caller.call({ service: 'streams', action, input, accessKeyId: accessKeyIdOf(mapping.function) })

	const startIterator = async (): Promise<string> => {
		const after = shard.position()
		const where =
			after === undefined
				? { ShardIteratorType: mapping.startingPosition }
				: { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
		const answer = await call('GetShardIterator', { StreamArn: shard.streamArn, ShardId: shard.shardId, ...where })
		return iteratorSchema.parse(answer).ShardIterator
	}
	const read = async (limit: number) => {
		iterator ??= await startIterator()
		const answer = recordsSchema.parse(await call('GetRecords', { ShardIterator: iterator, Limit: limit }))
		iterator = answer.NextShardIterator ?? undefined
		return { records: answer.Records, closed: iterator === undefined }
	}
	const rewind = () => {
		iterator = undefined
	}
	return { read, rewind }
}
