import type { Duration } from 'aws-cdk-lib'
import { Tags } from 'aws-cdk-lib'
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, type Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { ENV } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'

export type ServiceFunctionProps = {
	readonly stage: Stage
	readonly description: string
	/** Its bundle, with a handler of that name in `index.mjs`. */
	readonly code: Code
	readonly timeout: Duration
	/** CPU grows with memory: 1769 MB are one core. Default: 512. */
	readonly memoryMegabytes?: number | undefined
	/** What the function may do and which variables it sees; nothing else. */
	readonly grants: readonly Grant[]
	/** The consequence when the function fails, as a sentence. */
	readonly impact: string
	readonly alarmTopic: ITopic
}

const mergeEnvironment = (grants: readonly Grant[], stage: Stage): Record<string, string> =>
	Object.assign({ [ENV.stage]: stage.name }, ...grants.map((g) => g.environment))

/** Creates a role without a managed policy, for the function's log group and its grants. */
const createRole = (scope: Construct, id: string, logGroup: LogGroup, grants: readonly Grant[]): Role => {
	const statements = [
		new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
		...grants.flatMap((grant) =>
			grant.statements.map(
				({ actions, resources }) =>
					new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
			),
		),
	]
	const role = new Role(scope, `${id}-role`, {
		assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
		inlinePolicies: { Grants: new PolicyDocument({ statements, minimize: true }) },
	})
	for (const [key, value] of grants.flatMap((grant) => Object.entries(grant.roleTags ?? {}))) {
		Tags.of(role).add(key, value)
	}
	return role
}

/**
 * One of our functions: the bundle of `functions/<id>/handler.ts` on Node 24 and arm64, with a role, a log group and an
 * error alarm of its own. The id is the folder's name; the runbook article is `<id>-errors`.
 */
export class ServiceFunction extends LambdaFunction {
	constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
		const { stage, grants } = props
		const logGroup = new LogGroup(scope, `${id}-log`, {
			retention: stage.logRetention,
			removalPolicy: stage.removalPolicy,
		})
		super(scope, id, {
			code: props.code,
			handler: 'index.handler',
			description: props.description,
			runtime: Runtime.NODEJS_24_X,
			architecture: Architecture.ARM_64,
			timeout: props.timeout,
			memorySize: props.memoryMegabytes ?? 512,
			tracing: Tracing.ACTIVE,
			logGroup,
			role: createRole(scope, id, logGroup, grants),
			environment: mergeEnvironment(grants, stage),
		})
		new ImpactAlarm(this, 'ErrorsAlarm', {
			metric: this.metricErrors({ period: ALARM_PERIOD }),
			impact: props.impact,
			article: `${id}-errors`,
			topic: props.alarmTopic,
		})
	}
}
