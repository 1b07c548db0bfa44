import type { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Construct } from 'constructs'
import type { ServiceFunction } from './service-function.ts'

export type ScheduledJobProps = {
	readonly every: Duration
	readonly job: ServiceFunction
}

/**
 * Calls a function at a steady pace. Lambda may repeat a failed call and calls may overlap, so the job must stand being
 * run twice; what one call left undone the next one finds again.
 */
export class ScheduledJob extends Rule {
	constructor(scope: Construct, id: string, props: ScheduledJobProps) {
		super(scope, id, {
			schedule: Schedule.rate(props.every),
			targets: [new LambdaFunction(props.job)],
		})
	}
}
