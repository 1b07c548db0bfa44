import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { FailureQueue } from './failure-queue.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'
import type { RecordTable } from './record-table.ts'
import type { ServiceFunction } from './service-function.ts'

export type StreamReaderProps = {
	readonly table: RecordTable
	readonly reader: ServiceFunction
	readonly batchSize: number
	/** The queue that gets the position of a batch that failed for good. */
	readonly failures: FailureQueue
	/** The consequence when the reader falls behind, as a sentence. */
	readonly impact: string
	/** The runbook article for a reader that falls behind. */
	readonly article: string
	readonly alarmTopic: ITopic
}

/**
 * A function that reads a table's stream from its oldest record: five retries, failed batches in halves, then the failure
 * queue. No filter: a change or removal of a fact must be seen as well.
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
			bisectBatchOnFunctionError: true,
			maximumRetryAttempts: 5,
			functionResponseTypes: ['ReportBatchItemFailures'],
			destinationConfig: { onFailure: { destination: props.failures.queueArn } },
		})
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
