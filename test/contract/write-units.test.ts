import { expect } from 'vitest'
import { z } from 'zod'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import { createWorkerPlace } from '#test/fixtures/worker-place.ts'

const capacitySchema = z.object({ CapacityUnits: z.number() })
const answerSchema = z.object({ ConsumedCapacity: z.union([z.array(capacitySchema), capacitySchema]) })
const READS = new Set(['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand'])

type Units = { read: number; written: number }

/** Gives what counts the units that an act on the tables takes. */
const it = onTemplateTables('Facts', 'Cases', 'Content', 'Ledger').extend('unitsOf', ({ tables }) => {
	let units: Units = { read: 0, written: 0 }
	tables.client.middlewareStack.add(
		(next, { commandName = '' }) =>
			async (args) => {
				const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
				const { ConsumedCapacity } = answerSchema.parse(answer.output)
				const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits }) => total + CapacityUnits, 0)
				if (READS.has(commandName)) units.read += sum
				else units.written += sum
				return answer
			},
		{ step: 'initialize', priority: 'high' },
	)
	return async (act: () => Promise<unknown>): Promise<Units> => {
		units = { read: 0, written: 0 }
		await act()
		return units
	}
})

it('costs at most 8 write and 4 read units to file a message on a known case, ledger and indexes included', async ({
	tables: { client },
	unitsOf,
}) => {
	const place = createWorkerPlace({
		store: createDynamoCaseStore(client, { facts: 'Facts', cases: 'Cases', content: 'Content' }),
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
	expect(Math.max(...known.map(({ read }) => read))).toBeLessThanOrEqual(4)
})
