import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Content } from '#shared/cases/content.ts'
import { isDemanding } from '#shared/cases/demands.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseChange, CaseMarks, CaseStore, CommitResult } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { encodePulses, movedBy, type Pulse } from '#shared/desk/queue/pulses.ts'
import { wordsAfter, wordsOfMessage } from '#shared/desk/queue/row-words.ts'
import { DEMAND_MARK } from '#shared/kernel/demand-mark.ts'
import type { DocumentClient } from './clients.ts'
import { contactWrites } from './contact-store.ts'
import { contentPut, createDynamoContentStore } from './content-store.ts'
import { createDynamoFactReader } from './fact-reader.ts'
import { headItem, readHead } from './head-item.ts'
import { rowWrite } from './queue-item.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'

export type CaseTables = {
	readonly facts: string
	readonly cases: string
	/** Required for changes with content; without it they throw. */
	readonly content?: string | undefined
	/** Rows of the queue. Required for changes; without it they throw. */
	readonly queue?: string | undefined
	/** Whether content may be read, for the words of a row where another message becomes the oldest unanswered. */
	readonly readsContent?: true | undefined
}

/** Returns the tables that a function which changes cases is told. */
export const caseTablesIn = (
	env: Readonly<Record<'FACTS_TABLE' | 'CASES_TABLE' | 'CONTENT_TABLE' | 'QUEUE_TABLE', string>>,
) => ({ facts: env.FACTS_TABLE, cases: env.CASES_TABLE, content: env.CONTENT_TABLE, queue: env.QUEUE_TABLE })

const headCondition = (before: CaseState | undefined) =>
	before === undefined
		? { ConditionExpression: 'attribute_not_exists(id)' }
		: {
				// A head is a cache that may be missing; the facts' own condition keeps versions in order.
				ConditionExpression: 'attribute_not_exists(#version) OR #version = :version',
				ExpressionAttributeNames: { '#version': 'version' },
				ExpressionAttributeValues: { ':version': before.version },
			}

const headWrite = (tables: CaseTables, before: CaseState | undefined, after: CaseState): TransactionItems[number] => ({
	Put: {
		TableName: tables.cases,
		Item: headItem(after),
		...headCondition(before),
	},
})

const contentWrite = (tables: CaseTables, content: Content): TransactionItems[number] => {
	if (tables.content === undefined) throw new Error('This store was made without the content table')
	return { Put: { ...contentPut(tables.content, content), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }
}

/** Returns the write of the case's row in the queue. */
const queueWrites = async (
	client: DocumentClient,
	tables: CaseTables,
	change: CaseChange,
): Promise<TransactionItems> => {
	const words = wordsAfter(change)
	if (tables.queue === undefined) throw new Error('This store was made without the table of the queue')
	if (words.kind !== 'read') return [rowWrite(tables.queue, change.after, words)]
	const { content, readsContent } = tables
	const [found] =
		content === undefined || readsContent === undefined
			? []
			: await createDynamoContentStore(client, content).get([words.message])
	return [rowWrite(tables.queue, change.after, { kind: 'are', words: wordsOfMessage(found, words.isAnswered) })]
}

/** What the stream tells of a fact beside the fact: whether it demands something, and with the last of a step which lists of the queue it moves. */
const marksOf = ({ fact, version }: RecordedFact, { after }: CaseChange, moved: readonly Pulse[]) => ({
	demand: isDemanding(fact) ? DEMAND_MARK : undefined,
	moves: version === after.version && moved.length > 0 ? encodePulses(moved) : undefined,
})

/** Returns the items of the transaction, content first, so that the first reason shows `alreadySeen`. */
const itemsOf = (tables: CaseTables, change: CaseChange, moved: readonly Pulse[]): TransactionItems => {
	const { before, facts, after, content, contact } = change
	const items: TransactionItems = []
	if (content !== undefined) items.push(contentWrite(tables, content))
	for (const recorded of facts)
		items.push({
			Put: {
				TableName: tables.facts,
				Item: { caseId: after.id, ...recorded, ...marksOf(recorded, change, moved) },
				ConditionExpression: 'attribute_not_exists(caseId)',
			},
		})
	items.push(headWrite(tables, before, after))
	if (before === undefined)
		items.push({
			Put: {
				TableName: tables.cases,
				Item: { id: `number#${after.number}`, caseId: after.id },
				ConditionExpression: 'attribute_not_exists(id)',
			},
		})
	if (contact !== undefined) items.push(...contactWrites(tables.cases, contact))
	return items
}

/**
 * Creates the store of cases in DynamoDB: appends facts only, with head, row of the queue, content and contact in the same transaction.
 */
export const createDynamoCaseStore = (client: DocumentClient, tables: CaseTables): CaseStore => {
	const { factsAfter, factsBetween } = createDynamoFactReader(client, tables.facts)

	const load = async (id: CaseId): Promise<CaseState | undefined> => {
		const { Item } = await client.send(new GetCommand({ TableName: tables.cases, Key: { id }, ConsistentRead: true }))
		const head = readHead(Item)
		if (head !== undefined) return head
		return fold(id, await factsAfter(id, 0))
	}

	/** A fact stands above a head that nobody changed: if it cannot be understood, no try would ever succeed. */
	const throwIfUnreadable = async ({ before, facts, after }: CaseChange, codes: readonly string[]): Promise<void> => {
		const isFactTaken = codes.slice(0, facts.length).includes('ConditionalCheckFailed')
		if (isFactTaken && codes[facts.length] === 'None') await factsAfter(after.id, before?.version ?? 0)
	}

	const commit = async (change: CaseChange): Promise<CommitResult> => {
		const moved = movedBy(change)
		const row = moved.length === 0 ? [] : await queueWrites(client, tables, change)
		const items = [...itemsOf(tables, change, moved), ...row]
		const putsContent = change.content !== undefined && change.content.revision === 0
		const written = await writeTransaction(client, items)
		if (written.result === 'written') return { result: 'committed' }
		const codes = written.reasons.map(({ code }) => code)
		await throwIfUnreadable(change, codes.slice(change.content === undefined ? 0 : 1))
		const first = written.reasons[0]
		return putsContent && first?.code === 'ConditionalCheckFailed'
			? { result: 'alreadySeen', source: first.text('source') }
			: { result: 'conflict' }
	}

	return { load, factsAfter, factsBetween, commit }
}

/** Creates the marks of cases in DynamoDB, on the items of their heads. A case without a head needs none: it is folded. */
export const createDynamoCaseMarks = (client: DocumentClient, table: string): CaseMarks => ({
	markUnreadable: async (id) => {
		try {
			await client.send(
				new UpdateCommand({
					TableName: table,
					Key: { id },
					UpdateExpression: 'SET unreadable = :yes',
					ConditionExpression: 'attribute_exists(id)',
					ExpressionAttributeValues: { ':yes': true },
				}),
			)
		} catch (error) {
			if (!(error instanceof ConditionalCheckFailedException)) throw error
		}
	},
})
