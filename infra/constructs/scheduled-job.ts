import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'
import type { ServiceFunction } from './service-function.ts'

export type ScheduledJobProps = {
	readonly every: Duration
	readonly job: ServiceFunction
	/** The consequence when the job is not called any more, as a sentence. */
	readonly impact: string
	/** The runbook article for that. */
	readonly article: string
	readonly alarmTopic: ITopic
}

/**
 * Calls a function at a fixed rate. Lambda may repeat a failed call and calls may overlap, so the job must be repeatable;
 * the next call continues what one left unfinished.
 */
export class ScheduledJob extends Rule {
	constructor(scope: Construct, id: string, props: ScheduledJobProps) {
		super(scope, id, {
			schedule: Schedule.rate(props.every),
			targets: [new LambdaFunction(props.job)],
		})
		new ImpactAlarm(this, 'StoppedAlarm', {
			// Lambda reports calls with some delay, so what runs more often is watched over the common period.
			metric: props.job.metricInvocations({
				period: Duration.seconds(Math.max(props.every.toSeconds(), ALARM_PERIOD.toSeconds())),
			}),
			whenSilent: true,
			periods: 3,
			impact: props.impact,
			article: props.article,
			topic: props.alarmTopic,
		})
	}
}
