import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Code } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { DEMAND_MARK } from '#shared/kernel/demand-mark.ts'
import { SCOPES } from '#shared/kernel/env-names.ts'
import { QUEUE_NAMES, QUEUES, type QueueName } from '#shared/kernel/queues.ts'
import type { PoolSignIn } from './constructs/agent-pool.ts'
import { PublicHttpApi } from './constructs/public-http-api.ts'
import { QueueWorker, type QueueWorkerProps } from './constructs/queue-worker.ts'
import { ScheduledJob } from './constructs/scheduled-job.ts'
import type { ServiceFunction } from './constructs/service-function.ts'
import { ANY, StreamReader } from './constructs/stream-reader.ts'
import { createFunctions } from './functions.ts'
import { createMetricAlarms } from './metric-alarms.ts'
import { Settings } from './settings.ts'
import type { Stage } from './stage.ts'
import type { StatefulParts } from './stateful-stack.ts'
import { type FunctionName, whoMay } from './who-may.ts'

export type StatelessStackProps = StackProps & {
	readonly stage: Stage
	readonly parts: StatefulParts
	/** The pool that signs agents in. */
	readonly signIn: PoolSignIn
	readonly codeOf: (name: FunctionName) => Code
	readonly alarmTopic: ITopic
}

type Load = Pick<QueueWorkerProps, 'batchSize' | 'maximumConcurrency'>

/** Networks and mail have a pace each, and one message may take long. */
const ONE_BY_ONE: Load = { batchSize: 1, maximumConcurrency: 2 }

/** How much of each queue its function takes at once. */
const loads: Readonly<Record<QueueName, Load>> = {
	Deliveries: { batchSize: 10, maximumConcurrency: 10 },
	PageCommands: { batchSize: 10, maximumConcurrency: 2 },
	MailCommands: { batchSize: 10, maximumConcurrency: 2 },
	DeskCommands: { batchSize: 10, maximumConcurrency: 2 },
	HouseCommands: { batchSize: 10, maximumConcurrency: 5 },
	FactCommands: { batchSize: 10, maximumConcurrency: 2 },
	Hints: { batchSize: 10, maximumConcurrency: 2 },
	OutboundX: ONE_BY_ONE,
	OutboundMeta: ONE_BY_ONE,
	OutboundMail: ONE_BY_ONE,
	Media: ONE_BY_ONE,
	Erasures: ONE_BY_ONE,
	SearchCases: { batchSize: 10, maximumConcurrency: 2 },
	Looks: { batchSize: 10, maximumConcurrency: 2 },
	MailIn: ONE_BY_ONE,
	MailRetries: ONE_BY_ONE,
	MailEvents: ONE_BY_ONE,
}

type Functions = Readonly<Record<FunctionName, ServiceFunction>>

/** Everything that a deployment may replace: functions, what calls them, the three APIs, and the alarms on them. */
export class StatelessStack extends Stack {
	constructor(scope: Construct, id: string, props: StatelessStackProps) {
		super(scope, id, props)
		const { stage, parts, codeOf, alarmTopic } = props
		const settings = new Settings(this, 'Settings', { stage, pool: props.signIn })
		const functions = createFunctions(this, { stage, codeOf, alarmTopic, grants: whoMay(parts, settings) })
		this.#connectQueues(functions, parts)
		this.#connectStreams(functions, parts, alarmTopic)
		new ScheduledJob(this, 'SweepSchedule', {
			every: Duration.minutes(1),
			job: functions.sweep,
			impact: 'Due times pass unnoticed, stuck sends stay stuck, and customer data are kept longer than promised.',
			article: 'sweep-stopped',
			alarmTopic,
		})
		new ScheduledJob(this, 'ErasureSchedule', {
			every: Duration.hours(1),
			job: functions.erasure,
			impact: 'What Meta asked us to delete is not looked after: nobody is told when it takes longer than a day.',
			article: 'erasure-stopped',
			alarmTopic,
		})
		new ScheduledJob(this, 'ReconcileSchedule', {
			every: Duration.hours(1),
			job: functions.reconcile,
			impact: 'What customers delete or correct on X is still shown to the team, longer than the networks allow.',
			article: 'reconcile-stopped',
			alarmTopic,
		})
		new ScheduledJob(this, 'SearchSchedule', {
			every: Duration.hours(1),
			job: functions.search,
			impact: 'Messages that the search missed stay missing in it.',
			article: 'search-stopped',
			alarmTopic,
		})
		this.#openApis(functions, settings, { stage, alarmTopic })
		createMetricAlarms(this, alarmTopic)
		for (const [id, path] of [
			['WebhookX', '/webhooks/x'],
			['WebhookMeta', '/webhooks/meta'],
			['MetaDataDeletion', '/webhooks/meta/data-deletion'],
			['MetaDeauthorize', '/webhooks/meta/deauthorize'],
		] as const) {
			new CfnOutput(this, id, {
				value: `${settings.hooksOrigin}${path}`,
				description: 'To be registered at the network',
			})
		}
	}

	/** Connects each queue with its function. */
	#connectQueues(functions: Functions, { queues }: StatefulParts): void {
		for (const name of QUEUE_NAMES) {
			new QueueWorker(this, name, { queue: queues[name], worker: functions[QUEUES[name].worker], ...loads[name] })
		}
	}

	#connectStreams(functions: Functions, parts: StatefulParts, alarmTopic: ITopic): void {
		const { tables, dispatchFailures, searchFailures, projectFailures } = parts
		new StreamReader(this, 'FactsStream', {
			table: tables.facts,
			reader: functions.dispatch,
			batchSize: 100,
			callsPerShard: 10,
			hearsOf: { demand: DEMAND_MARK },
			failures: dispatchFailures,
			impact: 'Answers, private messages and mails leave minutes after they were decided.',
			article: 'dispatch-behind',
			alarmTopic,
		})
		// Once a second for each shard, however much happens.
		new StreamReader(this, 'QueueNews', {
			table: tables.facts,
			reader: functions.project,
			batchSize: 1_000,
			gathersFor: Duration.seconds(1),
			hearsOf: { moves: ANY },
			failures: projectFailures,
			impact: 'The desk shows what is new up to a minute late.',
			article: 'project-behind',
			alarmTopic,
		})
		new StreamReader(this, 'ContentStream', {
			table: tables.content,
			reader: functions.search,
			batchSize: 100,
			failures: searchFailures,
			impact: 'What customers wrote is found minutes late, and what they erased is found minutes longer.',
			article: 'search-behind',
			alarmTopic,
		})
	}

	/** Opens three APIs, because host names, callers and rate limits differ. */
	#openApis(
		functions: Functions,
		{ hosts, signIn }: Settings,
		common: { readonly stage: Stage; readonly alarmTopic: ITopic },
	): void {
		const webhookMethods = [HttpMethod.GET, HttpMethod.POST]
		new PublicHttpApi(this, 'hooks', {
			...common,
			host: hosts.hooks,
			description: 'Where the networks call',
			impact: 'Networks get errors from us: they repeat for a while, then they stop calling.',
			rateLimit: 500,
			burstLimit: 1000,
			routes: [
				{ methods: webhookMethods, path: '/webhooks/x', handler: functions['intake-x'] },
				{ methods: webhookMethods, path: '/webhooks/meta', handler: functions['intake-meta'] },
				...['/webhooks/meta/data-deletion', '/webhooks/meta/deauthorize'].map((path) => ({
					methods: [HttpMethod.POST],
					path,
					handler: functions['meta-callbacks'],
				})),
			],
		})
		new PublicHttpApi(this, 'data', {
			...common,
			host: hosts.data,
			description: 'The secure pages for customers',
			impact: 'Customers see an error instead of the secure page.',
			rateLimit: 20,
			burstLimit: 100,
			routes: [
				...['/start', '/start/{proxy+}', '/data', '/data/{proxy+}'].map((path) => ({
					path,
					handler: functions['web-customer'],
				})),
				{ methods: [HttpMethod.GET], path: '/data/deletion/{code}', handler: functions['web-deletion'] },
			],
		})
		new PublicHttpApi(this, 'desk', {
			...common,
			host: hosts.desk,
			description: 'Where agents work',
			impact: 'Agents see errors at the desk.',
			rateLimit: 100,
			burstLimit: 200,
			tokens: { ...signIn, scope: SCOPES.desk },
			routes: [
				...['/api/health', '/api/openapi.json'].map((path) => ({
					// Watchers of sites ask by HEAD.
					methods: [HttpMethod.GET, HttpMethod.HEAD],
					path,
					handler: functions.api,
					isOpen: true,
				})),
				{
					methods: [HttpMethod.POST],
					path: '/api/cases/{id}/customer-data/{proxy+}',
					handler: functions['customer-data'],
				},
				{ path: '/api/{proxy+}', handler: functions.api },
				// Sessions are asked by the functions themselves, and by nothing where no cookie looks like one.
				...['/desk', '/desk/{proxy+}'].map((path) => ({ path, handler: functions['web-desk'], isOpen: true })),
				{ path: '/desk/cases/{number}/data', handler: functions['customer-data'], isOpen: true },
				// An address that was typed wrongly is answered by a page, not by the gateway's JSON.
				...['/', '/{proxy+}'].map((path) => ({
					methods: [HttpMethod.GET],
					path,
					handler: functions['web-desk'],
					isOpen: true,
				})),
			],
		})
	}
}
