import { gzipSync } from 'node:zlib'
import { QUEUE_LISTS } from '#shared/desk/queue/row.ts'
import { DESK_TABLES, webDeskOnTables } from '#test/fixtures/desk-on-tables.ts'
import { startIssuer } from '#test/fixtures/desk-place.ts'
import { startTemplateTables } from '#test/fixtures/template-tables.ts'
import { countReads, SEEDED_VIEWER, seedQueue } from '#test/support/seed-queue.ts'

const SIZES = [1_000, 100_000]
const VIEWS = ['now', 'mine', 'team', 'all', 'waiting'] as const
const ROUNDS = 21

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * What a page of the desk takes in calls, read units, bytes and milliseconds, over a thousand and over a hundred thousand cases, and how
 * much longer over the more of them; and a look at it without news. Prints a table. What a browser makes of a page is not measured here.
 */
export const run = async (): Promise<void> => {
	const [{ client, stop }, issuer] = await Promise.all([startTemplateTables(...DESK_TABLES, 'Sessions'), startIssuer()])
	try {
		const { desk, web } = webDeskOnTables(issuer, client)
		desk.roster.seed('anna', SEEDED_VIEWER)
		const { cookie } = await web.enter('anna')
		const reads = countReads(client)
		const before = new Map<string, number>()
		const tell = async (size: number, name: string, ask: () => Promise<Response>): Promise<void> => {
			const milliseconds: number[] = []
			let text = ''
			reads()
			for (let round = 0; round < ROUNDS; round += 1) {
				const startedAt = performance.now()
				text = await (await ask()).text()
				milliseconds.push(performance.now() - startedAt)
			}
			const { calls, units } = reads()
			const took = median(milliseconds)
			const ratio = took / (before.get(name) ?? took)
			before.set(name, took)
			const sizes = [Buffer.byteLength(text), gzipSync(text).length]
			const row = [size, name, calls / ROUNDS, units / ROUNDS, ...sizes, took.toFixed(1), ratio.toFixed(2)]
			process.stdout.write(`${row.map((cell) => String(cell).padStart(10)).join('')}\n`)
		}
		const heads = ['cases', 'page', 'calls', 'units', 'bytes', 'gzipped', 'ms', 'ratio']
		process.stdout.write(`${heads.map((head) => head.padStart(10)).join('')}\n`)
		let seeded = 0
		for (const size of SIZES) {
			await seedQueue(client, seeded, size)
			seeded = size
			await desk.pulses.beat(QUEUE_LISTS.map((list) => ({ of: 'house', list })))
			// Counts what moved, once for all who look.
			await web.ask('/desk/queue', { cookie })
			for (const view of VIEWS) await tell(size, view, () => web.ask(`/desk/queue?view=${view}`, { cookie }))
			const headers = { 'X-Part': 'rows' }
			const tag = (await web.ask('/desk/queue', { cookie, headers })).headers.get('etag') ?? ''
			await tell(size, 'no news', () =>
				web.ask('/desk/queue', { cookie, headers: { ...headers, 'If-None-Match': tag } }),
			)
		}
	} finally {
		await Promise.all([stop(), issuer.stop()])
	}
}
