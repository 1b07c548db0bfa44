import { Logger } from '@aws-lambda-powertools/logger'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { z } from 'zod'
import { createDynamoCaseStore } from '#shared/aws/case-store.ts'
import { createDynamoContactStore } from '#shared/aws/contact-store.ts'
import { createDynamoContentStore } from '#shared/aws/content-store.ts'
import { createDynamoLedgerStore } from '#shared/aws/ledger-store.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { startTemplateTables } from '#test/fixtures/template-tables.ts'
import { type LocalTables, startTables } from '#test/fixtures/vault-tables.ts'
import { createWorkerPlace } from '#test/fixtures/worker-place.ts'
import { lambdaContext, queueEvent } from './invocation.ts'
import { PLAIN_TABLES, plainTableInputs } from './tables.ts'
import { createPowertoolsWorker } from './worker.ts'

const MESSAGES = 20
const READS = new Set(['GetItemCommand', 'QueryCommand', 'BatchGetItemCommand'])
const TEXT = `@hilft ${'mein Anschluss ist seit Tagen tot und niemand ruft zurück. '.repeat(4)}`
const capacitySchema = z.object({ CapacityUnits: z.number() })
const answerSchema = z.object({ ConsumedCapacity: z.union([z.array(capacitySchema), capacitySchema]) })

export type Units = { readonly read: number; readonly written: number }

/** Counts what the client consumes, indexes included, from now on. */
const countUnits = (client: Pick<DynamoDBClient, 'middlewareStack'>) => {
	const units = { read: 0, written: 0 }
	client.middlewareStack.add(
		(next, { commandName = '' }) =>
			async (args) => {
				const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
				const { ConsumedCapacity } = answerSchema.parse(answer.output)
				const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits }) => total + CapacityUnits, 0)
				units[READS.has(commandName) ? 'read' : 'written'] += sum
				return answer
			},
		{ step: 'initialize', priority: 'high' },
	)
	return units
}

const ours = ({ client }: LocalTables) => {
	const place = createWorkerPlace({
		store: createDynamoCaseStore(client, { facts: 'Facts', cases: 'Cases', content: 'Content', queue: 'Queue' }),
		contacts: createDynamoContactStore(client, 'Cases'),
		content: createDynamoContentStore(client, 'Content'),
		ledger: createDynamoLedgerStore(client, 'Ledger'),
	})
	return { units: countUnits(client), file: (body: unknown) => handleDelivery(place.dependencies, place.deliver(body)) }
}

const theirs = ({ plain }: LocalTables) => {
	const worker = createPowertoolsWorker({
		client: plain,
		tables: PLAIN_TABLES,
		logger: new Logger({ logLevel: 'SILENT' }),
		metrics: { addMetric: () => undefined, publishStoredMetrics: () => undefined },
	})
	return {
		units: countUnits(plain),
		file: (body: unknown) => worker(queueEvent(JSON.stringify(body)), lambdaContext),
	}
}

type Side = ReturnType<typeof ours> | ReturnType<typeof theirs>

/** The mean of messages on a case that is already there; the first message only makes it. */
const perMessage = async ({ units, file }: Side): Promise<Units> => {
	const send = (n: number) => file(postDelivery(post({ id_str: `19244655061588780${10 + n}`, text: TEXT })))
	await send(0)
	const before = { ...units }
	for (let n = 1; n <= MESSAGES; n += 1) await send(n)
	return { read: (units.read - before.read) / MESSAGES, written: (units.written - before.written) / MESSAGES }
}

/**
 * DynamoDB units per new message on a known case, of ours and of the plain handler on Powertools, counted by the emulator
 * on the tables each defines, indexes and books included. Prints a table.
 */
export const run = async (): Promise<{ readonly ours: Units; readonly theirs: Units }> => {
	const ourTables = await startTemplateTables('Facts', 'Cases', 'Content', 'Queue', 'Ledger')
	const theirTables = await startTables(...plainTableInputs)
	try {
		const result = { ours: await perMessage(ours(ourTables)), theirs: await perMessage(theirs(theirTables)) }
		const row = (name: string, written: string, read: string): void =>
			void process.stdout.write(`${name.padEnd(46)}${written.padStart(14)}${read.padStart(14)}\n`)
		const rowOf = (name: string, { written, read }: Units): void => row(name, written.toFixed(1), read.toFixed(1))
		row(`units per message on a known case (${MESSAGES})`, 'written', 'read')
		rowOf('ours (facts, head, content, ledger)', result.ours)
		rowOf('SDK + Powertools batch, idempotency', result.theirs)
		return result
	} finally {
		await ourTables.stop()
		await theirTables.stop()
	}
}

if (import.meta.main) await run()
