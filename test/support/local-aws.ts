import { z } from 'zod'
import type { LocalQueue, System } from '#infra/local/cloud/model/system.ts'
import type { AwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'

const attributesSchema = z.object({ Attributes: z.record(z.string(), z.coerce.number()).default({}) })
const scanSchema = z.object({
	Items: z.array(z.record(z.string(), z.unknown())).default([]),
	LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
})
const COUNTS = [
	'ApproximateNumberOfMessages',
	'ApproximateNumberOfMessagesNotVisible',
	'ApproximateNumberOfMessagesDelayed',
]

/** A resource of the system by its construct path, which stands at the end of its name. Throws when there is not exactly one. */
const named = <Resource extends { readonly name: string }>(resources: readonly Resource[], part: string): Resource => {
	const found = resources.filter(({ name }) => new RegExp(`${part}[0-9a-f]{8}$`, 'i').test(name))
	const [one] = found
	if (one === undefined || found.length > 1) throw new Error(`${found.length} resources are named ${part}`)
	return one
}

/** Looks into the local system's tables and queues from outside, as an operator may. */
export const openLocalAws = (system: System, caller: AwsCaller) => {
	const count = async ({ url }: LocalQueue): Promise<number> => {
		const input = { QueueUrl: url, AttributeNames: COUNTS }
		const answer = await caller.call({ service: 'sqs', action: 'GetQueueAttributes', input })
		return Object.values(attributesSchema.parse(answer).Attributes).reduce((sum, one) => sum + one, 0)
	}
	const queueNames = system.queues.map(({ name }) => name)
	return {
		caller,
		/** By its construct path, e.g. `DeliveriesQueue`. */
		queue: (part: string): LocalQueue => named(system.queues, part),
		table: (part: string) => named(system.tables, part),
		queueNames,
		/** How many messages each queue holds, by its name; those with none are left out. */
		messages: async (): Promise<Readonly<Record<string, number>>> => {
			const counts = await Promise.all(system.queues.map(async (queue) => [queue.name, await count(queue)] as const))
			return Object.fromEntries(counts.filter(([, held]) => held > 0))
		},
		/** Every item of a table, in the wire's form. */
		scan: async (tableName: string): Promise<readonly Record<string, unknown>[]> => {
			const items: Record<string, unknown>[] = []
			let after: Record<string, unknown> | undefined
			do {
				const input = { TableName: tableName, ConsistentRead: true, ExclusiveStartKey: after }
				const page = scanSchema.parse(await caller.call({ service: 'dynamodb', action: 'Scan', input }))
				items.push(...page.Items)
				after = page.LastEvaluatedKey
			} while (after !== undefined)
			return items
		},
	}
}

export type LocalAws = ReturnType<typeof openLocalAws>
