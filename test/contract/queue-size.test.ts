import { expect } from 'vitest'
import { createDynamoQueueStore } from '#shared/aws/queue-store.ts'
import { CALLS_OF_PAGE, type QueueFilter, readQueue, UNITS_OF_PAGE } from '#shared/desk/queue/read-queue.ts'
import { QUEUE_LISTS } from '#shared/desk/queue/row.ts'
import { QUEUE_VIEWS, type QueueView } from '#shared/desk/queue/view-codes.ts'
import { DESK_TABLES, webDeskOnTables } from '#test/fixtures/desk-on-tables.ts'
import { startIssuer } from '#test/fixtures/desk-place.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import { minute } from '#test/support/case-factories.ts'
import { countReads, SEEDED_VIEWER, seededItem, seedQueue } from '#test/support/seed-queue.ts'
import { started } from '#test/support/started.ts'

/** Late enough that the windows of the seeded cases are due. */
const NOW = minute(7 * 24 * 60 - 60)
const FILTERS: readonly QueueFilter[] = [
	{},
	{ network: 'facebook' },
	{ language: 'en' },
	{ signal: 'press' },
	{ team: 'west' },
]
const PAGES = 3

const it = onTemplateTables(...DESK_TABLES, 'Sessions').extend(
	'issuer',
	{ scope: 'file' },
	started(startIssuer, (issuer) => issuer.stop()),
)

/** Views of which a thousand cases fill a page. */
const FULL_VIEWS = ['now', 'team', 'all', 'waiting', 'mine'] as const

/** What a page of the desk takes beside its rows: the session and the pulses of three keys. */
const BESIDE_ROWS = { calls: 2, units: 1 + 3 / 2 }
/** What the counts of all views take, when all moved: each of their parts twice at most. */
const COUNTED_CALLS = 100

it('reads a page by so many calls and units in every view and filter, at 100,000 cases as at 1,000', {
	timeout: 300_000,
}, async ({ tables: { client }, issuer }) => {
	const queue = createDynamoQueueStore(client, 'Queue')
	const reads = countReads(client)

	/** What each view's first page costs, after every page of every filter was found within its bound. */
	const costs = async (): Promise<ReadonlyMap<QueueView, { calls: number; units: number; rows: number }>> => {
		const found = new Map<QueueView, { calls: number; units: number; rows: number }>()
		for (const view of QUEUE_VIEWS)
			for (const filter of FILTERS) {
				let cursor: string | undefined
				for (let page = 0; page < PAGES; page += 1) {
					const now = view === 'closed' ? minute(60) : NOW
					reads()
					const read = await readQueue(queue, { ...filter, view, viewer: SEEDED_VIEWER, limit: 50, cursor }, now)
					const { calls, units } = reads()
					expect([view, filter, calls <= CALLS_OF_PAGE, units <= UNITS_OF_PAGE]).toEqual([view, filter, true, true])
					if (page === 0 && filter === FILTERS[0]) found.set(view, { calls, units, rows: read.rows.length })
					cursor = read.next
					if (cursor === undefined) break
				}
			}
		return found
	}
	const { desk, web } = webDeskOnTables(issuer, client)
	desk.roster.seed('anna', SEEDED_VIEWER)
	const { cookie } = await web.enter('anna')

	/** What a page of the desk takes, once its counts are known. */
	const pages = async (): Promise<ReadonlyMap<QueueView, { calls: number; units: number; bytes: number }>> => {
		const found = new Map<QueueView, { calls: number; units: number; bytes: number }>()
		await desk.pulses.beat(QUEUE_LISTS.map((list) => ({ of: 'house', list })))
		reads()
		await web.ask('/desk/queue', { cookie })
		expect(reads().calls).toBeLessThanOrEqual(BESIDE_ROWS.calls + CALLS_OF_PAGE + COUNTED_CALLS)
		for (const view of FULL_VIEWS) {
			reads()
			const page = await (await web.ask(`/desk/queue?view=${view}`, { cookie })).text()
			const { calls, units } = reads()
			expect([view, page.match(/<tr id="c-/g)?.length]).toEqual([view, 50])
			found.set(view, { calls, units, bytes: Buffer.byteLength(page) })
		}
		return found
	}
	await seedQueue(client, 0, 1_000)
	const small = await costs()
	const smallPages = await pages()
	await seedQueue(client, 1_000, 100_000)
	const large = await costs()
	const largePages = await pages()
	for (const [view, { calls, units, bytes }] of [...smallPages, ...largePages]) {
		expect([view, calls <= CALLS_OF_PAGE + BESIDE_ROWS.calls]).toEqual([view, true])
		expect([view, units <= UNITS_OF_PAGE + BESIDE_ROWS.units]).toEqual([view, true])
		expect([view, bytes < 60_000]).toEqual([view, true])
		expect(bytes / (smallPages.get(view)?.bytes ?? 0)).toBeLessThanOrEqual(1.2)
	}
	// The dangers of a thousand cases are less than a page of `now`.
	const costOf = (page: { calls: number; units: number } | undefined) => [page?.calls, page?.units]
	expect(costOf(largePages.get('all'))).toEqual(costOf(smallPages.get('all')))
	for (const view of ['now', 'mine', 'team', 'all', 'waiting', 'due', 'failed', 'closed'] as const)
		expect([view, large.get(view)?.rows]).toEqual([view, 50])
	// Of the others a thousand cases do not fill a page.
	expect(large.get('all')).toEqual(small.get('all'))
	// One in a hundred, and none among the thousand in danger that come first: whoever goes on gets there, and is told how far they are.
	const press = { view: 'all', signal: 'press', viewer: SEEDED_VIEWER, limit: 50 } as const
	const scanned: number[] = []
	for (let cursor: string | undefined; ; ) {
		const page = await readQueue(queue, { ...press, cursor }, NOW)
		scanned.push(page.scanned)
		if (page.rows.length > 0) break
		expect(page.next).toBeDefined()
		cursor = page.next
	}
	expect(Math.min(...scanned)).toBeGreaterThan(200)
	expect(scanned.length).toBeLessThanOrEqual(6)
})

it('keeps a row within 400 bytes', () => {
	const bytes = Object.entries(seededItem(0)).map(([name, value]) => name.length + Buffer.byteLength(String(value)))
	expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(400)
})
