import { Duration } from 'aws-cdk-lib'
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

export type ImpactAlarmProps = {
	readonly metric: IMetric
	/** Alarms when the metric is above this. Default: 0. */
	readonly above?: number | undefined
	/** Alarms when the metric is 0 or missing instead: the sign of life of what must run steadily. Default: no. */
	readonly whenSilent?: boolean | undefined
	/** For how many periods in a row. Default: 1. */
	readonly periods?: number | undefined
	/** The consequence for customers or the team, as a sentence. It is the first thing that the person on call reads. */
	readonly impact: string
	/** The heading in infra/operate/runbook.md that says what to do, in lower case with hyphens. */
	readonly article: string
	/** Where alarms go. */
	readonly topic: ITopic
}

/** The period of metrics that alarms watch. */
export const ALARM_PERIOD = Duration.minutes(5)

/**
 * An alarm that names its consequence and its runbook article. Missing data count as "nothing happened", unless silence is
 * the alarm.
 */
export class ImpactAlarm extends Alarm {
	constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
		super(scope, id, {
			metric: props.metric,
			threshold: props.above ?? 0,
			comparisonOperator: props.whenSilent
				? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
				: ComparisonOperator.GREATER_THAN_THRESHOLD,
			evaluationPeriods: props.periods ?? 1,
			treatMissingData: props.whenSilent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
			alarmDescription: `${props.impact} What to do: infra/operate/runbook.md#${props.article}`,
		})
		this.addAlarmAction(new SnsAction(props.topic))
	}
}
