import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { FailureQueue } from './failure-queue.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'
import type { RecordTable } from './record-table.ts'
import type { ServiceFunction } from './service-function.ts'

/** Any text of an attribute, so that it is there. */
export const ANY = { exists: true } as const

export type StreamReaderProps = {
	readonly table: RecordTable
	readonly reader: ServiceFunction
	readonly batchSize: number
	/** Calls side by side for each shard of the stream; records of one item keep their order. Default: one. */
	readonly callsPerShard?: number | undefined
	/** How long records are gathered for one call. Default: not at all. */
	readonly gathersFor?: Duration | undefined
	/** The string attributes of a new item of which the reader is to hear; of others it hears nothing. Default: it hears of all. */
	readonly hearsOf?: Readonly<Record<string, string | typeof ANY>> | undefined
	/** The queue that gets the position of a batch that failed for good. */
	readonly failures: FailureQueue
	/** The consequence when the reader falls behind, as a sentence. */
	readonly impact: string
	/** The runbook article for a reader that falls behind. */
	readonly article: string
	readonly alarmTopic: ITopic
}

const filterOf = (attributes: NonNullable<StreamReaderProps['hearsOf']>) => {
	const image = Object.entries(attributes).map(([name, value]) => [name, { S: [value] }] as const)
	const inserted = { eventName: ['INSERT'], dynamodb: { NewImage: Object.fromEntries(image) } }
	const changed = { eventName: ['MODIFY', 'REMOVE'] }
	return { filters: [inserted, changed].map((pattern) => ({ pattern: JSON.stringify(pattern) })) }
}

/**
 * A function that reads a table's stream from its oldest record: five retries, failed batches in halves, then the failure
 * queue. Where it hears of some new items only, it hears of every change and removal all the same.
 */
export class StreamReader extends Construct {
	constructor(scope: Construct, id: string, props: StreamReaderProps) {
		super(scope, id)
		const streamArn = props.table.tableStreamArn
		if (!streamArn) throw new Error(`${props.table.node.path} has no stream to read`)
		for (const statement of [
			{
				actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((it) => `dynamodb:${it}`),
				resources: [streamArn],
			},
			{ actions: ['sqs:SendMessage'], resources: [props.failures.queueArn] },
		]) {
			props.reader.addToRolePolicy(new PolicyStatement(statement))
		}
		const mapping = new CfnEventSourceMapping(this, 'Mapping', {
			functionName: props.reader.functionName,
			eventSourceArn: streamArn,
			startingPosition: 'TRIM_HORIZON',
			batchSize: props.batchSize,
			parallelizationFactor: props.callsPerShard ?? 1,
			bisectBatchOnFunctionError: true,
			maximumRetryAttempts: 5,
			functionResponseTypes: ['ReportBatchItemFailures'],
			destinationConfig: { onFailure: { destination: props.failures.queueArn } },
		})
		if (props.gathersFor !== undefined) mapping.maximumBatchingWindowInSeconds = props.gathersFor.toSeconds()
		if (props.hearsOf !== undefined) mapping.filterCriteria = filterOf(props.hearsOf)
		// Lambda refuses a mapping whose role may not read the stream yet.
		if (props.reader.role) mapping.node.addDependency(props.reader.role)
		new ImpactAlarm(this, 'BehindAlarm', {
			metric: props.reader.metric('IteratorAge', { period: ALARM_PERIOD, statistic: 'Maximum' }),
			above: Duration.minutes(10).toMilliseconds(),
			impact: props.impact,
			article: props.article,
			topic: props.alarmTopic,
		})
	}
}
