import { randomUUID } from 'node:crypto'
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../model/system.ts'
import type { Discard } from './deliver-batch.ts'

type Place = { readonly functionName: string; readonly streamArn: string; readonly shardId: string }

const instant = (seconds: number | undefined): string =>
	`${new Date((seconds ?? 0) * 1000).toISOString().slice(0, 19)}Z`

/**
 * What the failure destination of a stream gets: where the records lie, not the records themselves
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
