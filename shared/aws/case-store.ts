import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { fold } from '#shared/cases/evolve.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore, Change, CommitResult, Words } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { DocumentClient } from './clients.ts'
import { contactWrites } from './contact-store.ts'
import { createDynamoFactReader } from './fact-reader.ts'
import { headItem, readHead } from './head-item.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'
import { wordsPut } from './words-store.ts'

export type CaseTables = {
	readonly facts: string
	readonly cases: string
	/** For those who write words; without it a change that brings some is a defect. */
	readonly words?: string | undefined
}

const headCondition = (before: CaseState | undefined) =>
	before === undefined
		? { ConditionExpression: 'attribute_not_exists(id)' }
		: {
				// A head is a cache that may be missing; the facts' own condition keeps the order of versions.
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

const wordsWrite = (tables: CaseTables, words: Words): TransactionItems[number] => {
	if (tables.words === undefined) throw new Error('This store was made without the table of words')
	return { Put: { ...wordsPut(tables.words, words), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }
}

/** Words first, so that `alreadySeen` is told from the first reason. */
const itemsOf = (tables: CaseTables, change: Change): TransactionItems => {
	const { before, facts, after, words, contact } = change
	const items: TransactionItems = []
	if (words !== undefined) items.push(wordsWrite(tables, words))
	for (const { version, fact } of facts)
		items.push({
			Put: {
				TableName: tables.facts,
				Item: { caseId: after.id, version, fact },
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

/** Cases in DynamoDB: facts appended only, head, words and contact in the same transaction. */
export const createDynamoCaseStore = (client: DocumentClient, tables: CaseTables): CaseStore => {
	const { factsAfter } = createDynamoFactReader(client, tables.facts)

	const load = async (id: CaseId): Promise<CaseState | undefined> => {
		const { Item } = await client.send(new GetCommand({ TableName: tables.cases, Key: { id }, ConsistentRead: true }))
		const head = readHead(Item)
		if (head !== undefined) return head
		return fold(id, await factsAfter(id, 0))
	}

	const commit = async (change: Change): Promise<CommitResult> => {
		const items = itemsOf(tables, change)
		const putsWords = change.words !== undefined && (change.words.revision ?? 0) === 0
		const written = await writeTransaction(client, items)
		if (written.result === 'written') return { result: 'committed' }
		const first = written.reasons[0]
		return putsWords && first?.code === 'ConditionalCheckFailed'
			? { result: 'alreadySeen', source: first.text('source') }
			: { result: 'conflict' }
	}

	return { load, factsAfter, commit }
}
