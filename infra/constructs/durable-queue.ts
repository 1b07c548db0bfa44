import { Duration } from 'aws-cdk-lib'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { QUEUES, type QueueName, type QueueRow } from '#shared/kernel/queues.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'

export type DurableQueueProps = {
	readonly stage: Stage
	/** The timeout of the function that works the queue; the visibility timeout is six times this (AWS's own advice). */
	readonly workerTimeout: Duration
	/** How often a message is tried before it goes to the dead letters. Default: 10. */
	readonly maxReceiveCount?: number | undefined
	/** The consequence when messages stay here too long or fail for good, as a sentence. */
	readonly impact: string
	/** The age of the oldest message that calls somebody. Default: 15 minutes. */
	readonly alarmAge?: Duration | undefined
	/** The first part of the two runbook articles, `<article>-dead-letters` and `<article>-old-messages`. */
	readonly article: string
	readonly alarmTopic: ITopic
}

const VISIBILITY_FACTOR = 6
const RETENTION = Duration.days(14)

/** A queue of the table (shared/kernel/queues.ts) that loses nothing: dead letters are kept 14 days, and each way a message can get stuck has an alarm. */
export class DurableQueue extends Construct {
	readonly queue: Queue
	readonly deadLetters: Queue
	readonly visibilityTimeout: Duration
	readonly #name: QueueName

	constructor(scope: Construct, name: QueueName, props: DurableQueueProps) {
		super(scope, name)
		this.#name = name
		this.visibilityTimeout = Duration.seconds(props.workerTimeout.toSeconds() * VISIBILITY_FACTOR)
		this.deadLetters = new Queue(this, 'DeadLetters', {
			encryption: QueueEncryption.SQS_MANAGED,
			enforceSSL: true,
			retentionPeriod: RETENTION,
			removalPolicy: props.stage.removalPolicy,
		})
		this.queue = new Queue(this, 'Queue', {
			encryption: QueueEncryption.SQS_MANAGED,
			enforceSSL: true,
			retentionPeriod: RETENTION,
			removalPolicy: props.stage.removalPolicy,
			visibilityTimeout: this.visibilityTimeout,
			deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount ?? 10 },
		})
		new ImpactAlarm(this, 'DeadLettersAlarm', {
			metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: ALARM_PERIOD, statistic: 'Maximum' }),
			impact: props.impact,
			article: `${props.article}-dead-letters`,
			topic: props.alarmTopic,
		})
		new ImpactAlarm(this, 'OldMessagesAlarm', {
			metric: this.queue.metricApproximateAgeOfOldestMessage({ period: ALARM_PERIOD, statistic: 'Maximum' }),
			above: (props.alarmAge ?? Duration.minutes(15)).toSeconds(),
			impact: props.impact,
			article: `${props.article}-old-messages`,
			topic: props.alarmTopic,
		})
	}

	/**
	 * Returns what the table gives a function by its name: to a writer sending, with the queue's address, to the worker the
	 * ARN, by which it knows what came from here. There is no other way to a right to send.
	 */
	allow(functionName: string): readonly Grant[] {
		const { url, arn, writers, worker }: QueueRow = QUEUES[this.#name]
		const grants: Grant[] = []
		if (url !== undefined && writers.includes(functionName)) {
			grants.push({
				environment: { [url]: this.queue.queueUrl },
				statements: [{ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }],
			})
		}
		if (worker === functionName) grants.push({ environment: { [arn]: this.queue.queueArn }, statements: [] })
		return grants
	}
}
