import { Duration } from 'aws-cdk-lib'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'

export type FailureQueueProps = {
	readonly stage: Stage
	/** The consequence of a message in this queue, as a sentence. */
	readonly impact: string
	/** The runbook article. */
	readonly article: string
	readonly alarmTopic: ITopic
}

/** A queue that only people empty. It has no dead letters of its own, and one message is an alarm. */
export class FailureQueue extends Queue {
	constructor(scope: Construct, id: string, props: FailureQueueProps) {
		super(scope, id, {
			encryption: QueueEncryption.SQS_MANAGED,
			enforceSSL: true,
			retentionPeriod: Duration.days(14),
			removalPolicy: props.stage.removalPolicy,
		})
		new ImpactAlarm(this, 'Alarm', {
			metric: this.metricApproximateNumberOfMessagesVisible({ period: ALARM_PERIOD, statistic: 'Maximum' }),
			impact: props.impact,
			article: props.article,
			topic: props.alarmTopic,
		})
	}
}
