import type { SQSEvent } from 'aws-lambda'
import { createParameterSwitch } from '#shared/aws/kill-switch.ts'
import { queueUrlOf } from '#shared/aws/own-queue.ts'
import { createSqsPostpone, handleBatch } from '#shared/aws/queue-batch.ts'
import { createSqsQueue } from '#shared/aws/sqs-queue.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import { SECOND, systemClock } from '#shared/kernel/clock.ts'
import { ENV } from '#shared/kernel/env-names.ts'
import { readEnvironment } from '#shared/kernel/environment.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { type DeliverDependencies, deliverEffect } from '#shared/sending/deliver-effect.ts'
import { jobSchema } from '#shared/sending/job.ts'
import type { Transport } from '#shared/sending/transport.ts'

/** Longer than any send can take: the functions' own time-out (infra/queues.ts) and a little for clocks. */
const LONGEST_SEND = 25 * SECOND

/**
 * The handler of an outbound function. `openTransport` reads its secrets anew for each message, before anything is
 * started. A job that waits goes back onto the queue it came from. `gates`: of networks.
 */
export const createOutboundHandler = (
	store: CaseStore,
	openTransport: () => Promise<Transport>,
	gates?: DeliverDependencies['gates'],
) => {
	const { SENDING_PARAMETER } = readEnvironment([ENV.sendingParameter])
	const log = createLog()
	const postpone = createSqsPostpone()
	const sending = createParameterSwitch(SENDING_PARAMETER)
	return (event: SQSEvent) =>
		handleBatch({ log, postpone }, event, async (message, { eventSourceARN }) => {
			const job = jobSchema.parse(message)
			const transport = await openTransport()
			const dependencies: DeliverDependencies = {
				store,
				transport,
				sending,
				gates,
				again: createSqsQueue(queueUrlOf(eventSourceARN)),
				clock: systemClock,
				random: systemRandom,
				log,
				longestSendMilliseconds: LONGEST_SEND,
			}
			await deliverEffect(dependencies, job)
		})
}
