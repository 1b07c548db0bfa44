import { expect } from 'vitest'
import { z } from 'zod'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { deskOnTables } from '#test/fixtures/desk-on-tables.ts'
import { startIssuer } from '#test/fixtures/desk-place.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import { createWorkerPlace } from '#test/fixtures/worker-place.ts'
import { anAside } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'
import { started } from '#test/support/started.ts'

const capacitySchema = z.object({ TableName: z.string(), CapacityUnits: z.number() })
const answerSchema = z.object({ ConsumedCapacity: z.union([z.array(capacitySchema), capacitySchema]) })
const READS = new Set(['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand'])

/** What the row of the queue takes, with its lists, is counted apart. */
type Units = { read: number; written: number; ofRow: number; reads: number }

/** Gives what counts the units that an act on the tables takes. */
const it = onTemplateTables('Facts', 'Cases', 'Content', 'Queue', 'Ledger', 'Seen', 'Drafts', 'Presence', 'Pulses')
	.extend(
		'issuer',
		{ scope: 'file' },
		started(startIssuer, (issuer) => issuer.stop()),
	)
	.extend('unitsOf', ({ tables }) => {
		let units: Units = { read: 0, written: 0, ofRow: 0, reads: 0 }
		tables.client.middlewareStack.add(
			(next, { commandName = '' }) =>
				async (args) => {
					const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
					const { ConsumedCapacity } = answerSchema.parse(answer.output)
					const isRead = READS.has(commandName)
					if (isRead) units.reads += 1
					for (const { TableName, CapacityUnits } of [ConsumedCapacity].flat())
						units[isRead ? 'read' : TableName === 'Queue' ? 'ofRow' : 'written'] += CapacityUnits
					return answer
				},
			{ step: 'initialize', priority: 'high' },
		)
		return async (act: () => Promise<unknown>): Promise<Units> => {
			units = { read: 0, written: 0, ofRow: 0, reads: 0 }
			await act()
			return units
		}
	})

it('costs at most 8 write and 2 read units to file a message on a known case, ledger and indexes included, and 4 for its row', async ({
	tables: { client },
	unitsOf,
}) => {
	const place = createWorkerPlace({
		store: createDynamoCaseStore(client, { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }),
		contacts: createDynamoContactStore(client, 'Cases'),
		content: createDynamoContentStore(client, 'Content'),
		ledger: createDynamoLedgerStore(client, 'Ledger'),
	})
	const text = `@hilft ${'mein Anschluss ist seit Tagen tot und niemand ruft zurück. '.repeat(4)}`
	const costs: Units[] = []
	for (let n = 10; n < 35; n++) {
		const delivery = place.deliver(postDelivery(post({ id_str: `1924465506158878${n}0`, text })))
		costs.push(await unitsOf(() => handleDelivery(place.dependencies, delivery)))
	}
	const [, ...known] = costs
	// Also with more unanswered messages than a head lists.
	expect(Math.max(...known.map(({ written }) => written))).toBeLessThanOrEqual(8)
	expect(Math.max(...known.map(({ read }) => read))).toBeLessThanOrEqual(2)
	expect(Math.max(...known.map(({ ofRow }) => ofRow))).toBeLessThanOrEqual(4)
	expect(Math.min(...known.map(({ ofRow }) => ofRow))).toBeGreaterThan(0)
})

/** What the roster takes, which this desk has in memory: who asks, and two that the page names. */
const ROSTER = 2
const MESSAGES = 1_000

it('opens a case of 1,000 messages for at most 40 read units, in as many calls as one of 50', async ({
	tables: { client },
	issuer,
	unitsOf,
}) => {
	const desk = deskOnTables(issuer, client)
	const text = `mein Anschluss ist seit Tagen tot und niemand ruft zurück. ${'Bitte melden Sie sich. '.repeat(8)}`
	const costs: (Units & { readonly size: number })[] = []
	for (let size = 1; size <= MESSAGES; size += 1) {
		// Each in one of three threads, as somebody does who tries everywhere.
		const thread = `thread_${String(size % 3).repeat(26)}`
		const id = await desk.writes({ text, thread })
		await desk.content.put(
			anAside({ id: anId('msg'), network: 'x', thread, at: desk.clock.now(), text: 'Bei mir auch!' }),
		)
		desk.pass(MINUTE)
		if (size !== 50 && size !== MESSAGES) continue
		const units = await unitsOf(() => desk.ask(`GET /api/cases/${id}`, { as: 'anna' }))
		costs.push({ size, ...units })
	}
	const [small, large] = costs
	expect(large?.read).toBeLessThanOrEqual(40 - ROSTER)
	expect(large?.reads).toBeLessThanOrEqual(small?.reads ?? 0)
}, 240_000)

/** Dangers, what is anna's, what is free for her team, and what is free, by shard. */
const PARTS_OF_NOW = 11

it('tells by one read of 1.5 units that nothing is new, and counts only what is', async ({
	tables: { client },
	issuer,
	unitsOf,
}) => {
	const desk = deskOnTables(issuer, client)
	for (let user = 1; user <= 20; user += 1) await desk.writes({ author: { id: `queue ${user}` } })
	let tag = ''
	const ask = async () => {
		const answer = await desk.ask('GET /api/queue', { as: 'anna', headers: { 'If-None-Match': tag } })
		tag = answer.headers.get('ETag') ?? ''
		return answer.status
	}
	const statuses: number[] = []
	const look = () => unitsOf(async () => void statuses.push(await ask()))
	const first = await look()
	expect(first.reads).toBeGreaterThan(PARTS_OF_NOW + 30)
	expect(await look()).toEqual({ read: 1.5, written: 0, ofRow: 0, reads: 1 })
	// What becomes of a colleague's list is none of her business, as long as no list of everybody's changes by it.
	await desk.pulses.beat([{ of: anId('agent'), list: 'asked' }])
	expect(await look()).toEqual({ read: 1.5, written: 0, ofRow: 0, reads: 1 })
	await desk.pulses.beat([{ of: 'house', list: 'failed' }])
	const failed = await look()
	// The pulses, the rows, and one view counted, which is kept.
	expect([failed.reads, failed.written]).toEqual([1 + PARTS_OF_NOW + 1, 1])
	expect(statuses).toEqual([200, 304, 304, 200])
})
