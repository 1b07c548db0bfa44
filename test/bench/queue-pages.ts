import { createDynamoQueueStore } from '#shared/aws/queue-store.ts'
import { readQueue } from '#shared/desk/queue/read-queue.ts'
import { QUEUE_VIEWS } from '#shared/desk/queue/view-codes.ts'
import { startTemplateTables } from '#test/fixtures/template-tables.ts'
import { minute } from '#test/support/case-factories.ts'
import { countReads, SEEDED_VIEWER, seedQueue } from '#test/support/seed-queue.ts'

const SIZES = [1_000, 1_000_000]
const ROUNDS = 21

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** What a page of each view takes in calls, read units and milliseconds, over a thousand and over a million cases. Prints a table. */
export const run = async (): Promise<void> => {
	const { client, stop } = await startTemplateTables('Queue')
	try {
		const queue = createDynamoQueueStore(client, 'Queue')
		const reads = countReads(client)
		let seeded = 0
		for (const size of SIZES) {
			await seedQueue(client, seeded, size)
			seeded = size
			for (const view of QUEUE_VIEWS) {
				const milliseconds: number[] = []
				reads()
				for (let round = 0; round < ROUNDS; round += 1) {
					const startedAt = performance.now()
					await readQueue(queue, { view, viewer: SEEDED_VIEWER, limit: 50 }, minute(60))
					milliseconds.push(performance.now() - startedAt)
				}
				const { calls, units } = reads()
				const row = [size, view, calls / ROUNDS, units / ROUNDS, median(milliseconds).toFixed(1)]
				process.stdout.write(`${row.map((cell) => String(cell).padStart(10)).join('')}\n`)
			}
		}
	} finally {
		await stop()
	}
}
