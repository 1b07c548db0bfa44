import type { SQSEvent } from 'aws-lambda'
import type { CaseStore } from '#shared/cases/ports.ts'
import { SECOND, systemClock } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { deliverEffect, type Transport } from '#shared/outbox/deliver-effect.ts'
import { jobSchema } from '#shared/outbox/job.ts'
import { createSqsPostpone, handleBatch } from './queue-batch.ts'

/** Longer than any send can take: the functions' own time-out (infra/queues.ts) and a little for clocks. */
const LONGEST_SEND = 25 * SECOND

/** The handler of an outbound function. `openTransport` reads its secrets anew for each message, before anything is started. */
export const createOutboundHandler = (store: CaseStore, openTransport: () => Promise<Transport>) => {
	const log = createLog()
	const postpone = createSqsPostpone()
	return (event: SQSEvent) =>
		handleBatch({ log, postpone }, event, async (message) => {
			const job = jobSchema.parse(message)
			const transport = await openTransport()
			const dependencies = {
				store,
				transport,
				clock: systemClock,
				random: systemRandom,
				log,
				longestSendMilliseconds: LONGEST_SEND,
			}
			await deliverEffect(dependencies, job)
		})
}
