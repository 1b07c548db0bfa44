import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { LocalQueue } from '../model/system.ts'
import type { AwsCaller } from '../proxy/aws-call.ts'
import type { Source } from './source.ts'

export type IdleDependencies = {
	readonly caller: AwsCaller
	/** The queues that a function reads. */
	readonly queues: readonly LocalQueue[]
	readonly streams: readonly Source[]
	/** Events waiting or at work. */
	readonly busy: () => number
	/** Invocations begun, so far. */
	readonly begun: () => number
}

const QUIET_MILLISECONDS = 300
const COUNTS = [
	'ApproximateNumberOfMessages',
	'ApproximateNumberOfMessagesNotVisible',
	'ApproximateNumberOfMessagesDelayed',
]
const countsSchema = z.object({ Attributes: z.record(z.string(), z.coerce.number()).default({}) })

/**
 * Resolves once everything has been quiet for a moment: no invocation, queues empty (messages that wait for another try
 * or a delay count), streams read to their end. After `timeoutSeconds` throws an error that says what is not.
 */
export const waitUntilIdle = async (dependencies: IdleDependencies, timeoutSeconds: number): Promise<void> => {
	const { caller, queues, streams, busy, begun } = dependencies
	const countOf = async ({ url, name }: LocalQueue) => {
		const input = { QueueUrl: url, AttributeNames: COUNTS }
		const answer = await caller.call({ service: 'sqs', action: 'GetQueueAttributes', input })
		const total = Object.values(countsSchema.parse(answer).Attributes).reduce((sum, count) => sum + count, 0)
		return { name, total }
	}
	const whatIsBusy = async (): Promise<readonly string[]> => {
		const before = { begun: begun(), reads: streams.map(({ emptyReads }) => emptyReads()) }
		await sleep(QUIET_MILLISECONDS)
		const counts = await Promise.all(queues.map(countOf))
		// Two empty reads: the first may have begun before the last write.
		const unread = streams.filter(({ emptyReads }, index) => emptyReads() < (before.reads[index] ?? 0) + 2).length
		return [
			...(busy() > 0 || begun() > before.begun ? ['functions at work'] : []),
			...counts.filter(({ total }) => total > 0).map(({ name, total }) => `${total} messages in ${name}`),
			...(unread > 0 ? [`${unread} streams not read to their end`] : []),
		]
	}
	const deadline = Date.now() + timeoutSeconds * 1000
	let reasons = await whatIsBusy()
	while (reasons.length > 0) {
		if (Date.now() > deadline) throw new Error(`Not idle after ${timeoutSeconds} s: ${reasons.join(', ')}`)
		reasons = await whatIsBusy()
	}
}
