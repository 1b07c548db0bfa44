import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { DurableQueue } from './durable-queue.ts'
import type { ServiceFunction } from './service-function.ts'

export type QueueWorkerProps = {
	readonly queue: DurableQueue
	readonly worker: ServiceFunction
	/** Messages per call. More than one only where a call surely ends them all in time. */
	readonly batchSize: number
	/** How many calls run at once, 2 or more. Limited here and not by reserved concurrency, which would make throttled messages count as tries. */
	readonly maximumConcurrency: number
}

const VISIBILITY_FACTOR = 6

/**
 * A function that works a queue: only failed messages of a batch are received again, and the poller has exactly the rights
 * it needs.
 */
export class QueueWorker extends Construct {
	constructor(scope: Construct, id: string, props: QueueWorkerProps) {
		super(scope, id)
		const { queue } = props.queue
		const visibility = props.queue.visibilityTimeout.toSeconds()
		const timeout = props.worker.timeout?.toSeconds() ?? Number.POSITIVE_INFINITY
		if (visibility < timeout * VISIBILITY_FACTOR) {
			throw new Error(`${this.node.path}: a visibility of ${visibility} s is less than six times ${timeout} s`)
		}
		props.worker.addToRolePolicy(
			new PolicyStatement({
				// The function itself shortens the wait of a message that failed (shared/aws/queue-handler.ts).
				actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
				resources: [queue.queueArn],
			}),
		)
		const mapping = new CfnEventSourceMapping(this, 'Mapping', {
			functionName: props.worker.functionName,
			eventSourceArn: queue.queueArn,
			batchSize: props.batchSize,
			functionResponseTypes: ['ReportBatchItemFailures'],
			scalingConfig: { maximumConcurrency: props.maximumConcurrency },
		})
		// Lambda refuses a mapping whose role may not read the queue yet.
		if (props.worker.role) mapping.node.addDependency(props.worker.role)
	}
}
