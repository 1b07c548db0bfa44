import { gzipSync } from 'node:zlib'
import { QUEUE_LISTS } from '#shared/desk/queue/row.ts'
import { DESK_TABLES, webDeskOnTables } from '#test/fixtures/desk-on-tables.ts'
import { startIssuer } from '#test/fixtures/desk-place.ts'
import { startTemplateTables } from '#test/fixtures/template-tables.ts'
import { countReads, SEEDED_VIEWER, seedQueue } from '#test/support/seed-queue.ts'

const SIZES = [1_000, 100_000] as const
const VIEWS = ['now', 'mine', 'team', 'all', 'waiting'] as const
const ROUNDS = 41
/** Before them, unmeasured: what the first asks pay is the engine's. */
const WARM_UP = 15

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

type Ask = () => Promise<Response>

/** A desk over so many cases, on tables of its own, and how its pages are asked for. */
const openSide = async (issuer: Awaited<ReturnType<typeof startIssuer>>, size: number) => {
	const { client, stop } = await startTemplateTables(...DESK_TABLES, 'Sessions')
	const { desk, web } = webDeskOnTables(issuer, client)
	desk.roster.seed('anna', SEEDED_VIEWER)
	const { cookie } = await web.enter('anna')
	await seedQueue(client, 0, size)
	await desk.pulses.beat(QUEUE_LISTS.map((list) => ({ of: 'house', list })))
	// Counts what moved, once for all who look.
	await web.ask('/desk/queue', { cookie })
	const part = { 'X-Part': 'rows' }
	const tag = (await web.ask('/desk/queue', { cookie, headers: part })).headers.get('etag') ?? ''
	const asks: readonly (readonly [name: string, ask: Ask])[] = [
		...VIEWS.map((view): readonly [string, Ask] => [view, () => web.ask(`/desk/queue?view=${view}`, { cookie })]),
		['no news', () => web.ask('/desk/queue', { cookie, headers: { ...part, 'If-None-Match': tag } })],
	]
	return { size, reads: countReads(client), asks: new Map(asks), stop }
}
type Side = Awaited<ReturnType<typeof openSide>>

const timeOf = async (ask: Ask): Promise<{ readonly took: number; readonly text: string }> => {
	const startedAt = performance.now()
	const text = await (await ask()).text()
	return { took: performance.now() - startedAt, text }
}

/** Asks both sides in turn, so that what the machine does meanwhile counts for both. */
const compare = async (name: string, sides: readonly Side[]): Promise<readonly string[][]> => {
	const found = sides.map(({ size, reads, asks }) => ({
		size,
		reads,
		ask: asks.get(name) ?? (() => Promise.reject(new Error(name))),
		took: [] as number[],
		text: '',
	}))
	for (let round = -WARM_UP; round < ROUNDS; round += 1)
		for (const side of found) {
			if (round === 0) side.reads()
			const { took, text } = await timeOf(side.ask)
			if (round >= 0) side.took.push(took)
			side.text = text
		}
	const first = median(found[0]?.took ?? [])
	return found.map(({ size, reads, took, text }) => {
		const { calls, units } = reads()
		const time = median(took)
		const sizes = [Buffer.byteLength(text), gzipSync(text).length]
		return [size, name, calls / ROUNDS, units / ROUNDS, ...sizes, time.toFixed(1), (time / first).toFixed(2)].map(
			String,
		)
	})
}

/**
 * What a page of the desk takes in calls, read units, bytes and milliseconds, over a thousand and over a hundred thousand cases, and how
 * much longer over the more of them; and a look at it without news. Prints a table. What a browser makes of a page is not measured here.
 */
export const run = async (): Promise<void> => {
	const issuer = await startIssuer()
	const sides: Side[] = []
	try {
		for (const size of SIZES) sides.push(await openSide(issuer, size))
		const heads = ['cases', 'page', 'calls', 'units', 'bytes', 'gzipped', 'ms', 'ratio']
		const write = (row: readonly string[]): void =>
			void process.stdout.write(`${row.map((cell) => cell.padStart(10)).join('')}\n`)
		write(heads)
		for (const name of [...VIEWS, 'no news']) for (const row of await compare(name, sides)) write(row)
	} finally {
		await Promise.all([...sides.map(({ stop }) => stop()), issuer.stop()])
	}
}
