import { Duration } from 'aws-cdk-lib'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { EnvName } from '#shared/kernel/env-names.ts'
import type { Stage } from '../stage.ts'
import type { Grant } from './grant.ts'
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts'

export type DurableQueueProps = {
	readonly stage: Stage
	/** The variable that carries the queue's address to its senders. Default: no function of ours sends. */
	readonly variable?: EnvName | undefined
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

/** A queue that loses nothing: dead letters are kept 14 days, and each way a message can get stuck has an alarm. */
export class DurableQueue extends Construct {
	readonly queue: Queue
	readonly deadLetters: Queue
	readonly visibilityTimeout: Duration
	readonly #variable: EnvName | undefined

	constructor(scope: Construct, id: string, props: DurableQueueProps) {
		super(scope, id)
		this.#variable = props.variable
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
	 * Grants sending, with the queue's address. Throws when the queue has no variable, because no function of ours sends to
	 * it.
	 */
	allowSend(): Grant {
		if (!this.#variable) throw new Error(`Nobody sends to ${this.node.path}: it has no variable`)
		return {
			environment: { [this.#variable]: this.queue.queueUrl },
			statements: [{ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }],
		}
	}
}
