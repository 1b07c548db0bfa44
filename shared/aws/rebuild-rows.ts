import { paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type CaseId, caseIdSchema } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { UnreadableCaseError } from '#shared/cases/unreadable-case.ts'
import { CLOSED_ROW_SECONDS, mayShowWords } from '#shared/desk/queue/row.ts'
import { type RowWords, wordsOfMessage } from '#shared/desk/queue/row-words.ts'
import { atMost } from '#shared/kernel/at-most.ts'
import { addMilliseconds, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import { createDynamoCaseStore } from './case-store.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoContentStore } from './content-store.ts'
import { rowWrite } from './queue-item.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'

export type RebuiltRows = {
	/** Written as their cases are. */
	readonly rows: number
	/** Taken away: of no case, or of one that was closed long ago. */
	readonly removed: number
	/** Cases that this release cannot read; their rows stay as they are. */
	readonly unreadable: readonly CaseId[]
}

/** Cases that are worked side by side. */
const AT_ONCE = 16

const idSchema = z.object({ id: caseIdSchema })

/** Tells whether a case has a row at a moment. */
const hasRow = ({ state, openedAt, closedAt = openedAt }: CaseState, now: Instant): boolean =>
	state === 'open' || addMilliseconds(closedAt, CLOSED_ROW_SECONDS * SECOND) > now

/**
 * Writes the rows of the queue anew from the cases, and takes away those that no case has: after a restore, or for a new form of rows. With
 * an operator's right, while the system runs: a row is written only if its case is as it was read. Where nobody waits, a row names whoever
 * wrote last.
 */
export const rebuildRows = async (
	client: DocumentClient,
	tables: Readonly<Record<'facts' | 'cases' | 'content' | 'queue', string>>,
	now: Instant,
): Promise<RebuiltRows> => {
	const { load } = createDynamoCaseStore(client, tables)
	const content = createDynamoContentStore(client, tables.content)
	const unreadable: CaseId[] = []
	let rows = 0
	let removed = 0

	async function* idsIn(TableName: string): AsyncGenerator<readonly CaseId[]> {
		const input = { TableName, ProjectionExpression: 'id' }
		for await (const { Items = [] } of paginateScan({ client }, input))
			yield Items.flatMap((item) => {
				const found = idSchema.safeParse(item).data
				return found === undefined ? [] : [found.id]
			})
	}
	const wordsOf = async (state: CaseState): Promise<RowWords> => {
		const oldest = state.unanswered.first[0]?.message
		const message = oldest ?? state.lastMessage?.message
		if (message === undefined || !mayShowWords(state)) return {}
		const [said] = await content.get([message])
		return wordsOfMessage(said, oldest === undefined)
	}
	/** Writes a row, or takes it away, if the case is still as it was read. */
	const writeIf = async (
		id: CaseId,
		state: CaseState | undefined,
		write: TransactionItems[number],
	): Promise<boolean> => {
		const isSame =
			state === undefined ? 'attribute_not_exists(#version)' : 'attribute_not_exists(#version) OR #version = :version'
		const written = await writeTransaction(client, [
			{
				ConditionCheck: {
					TableName: tables.cases,
					Key: { id },
					ConditionExpression: isSame,
					ExpressionAttributeNames: { '#version': 'version' },
					ExpressionAttributeValues: state === undefined ? undefined : { ':version': state.version },
				},
			},
			write,
		])
		return written.result === 'written'
	}
	const tryWrite = async (id: CaseId, isThere: boolean): Promise<'kept' | 'written' | 'removed' | undefined> => {
		const state = await load(id)
		if (state !== undefined && hasRow(state, now)) {
			const write = rowWrite(tables.queue, state, { kind: 'are', words: await wordsOf(state) })
			return (await writeIf(id, state, write)) ? 'written' : undefined
		}
		if (!isThere) return 'kept'
		const remove = { Delete: { TableName: tables.queue, Key: { id } } }
		return (await writeIf(id, state, remove)) ? 'removed' : undefined
	}
	const known = new Set<CaseId>()
	/** Rebuilds the row of a case; `isThere`: it was found, so it goes where its case has none. */
	const rebuild = async (id: CaseId, isThere: boolean): Promise<void> => {
		try {
			const done = await retryOnConflict('caseContended', () => tryWrite(id, isThere))
			if (done === 'written') rows += 1
			if (done === 'removed') removed += 1
			if (done !== 'kept') known.add(id)
		} catch (error) {
			if (!(error instanceof UnreadableCaseError)) throw error
			known.add(id)
			unreadable.push(id)
		}
	}
	for await (const ids of idsIn(tables.cases)) await atMost(AT_ONCE, ids, (id) => rebuild(id, false))
	// Rows without a case, of one that was closed long ago, or of one that was opened meanwhile.
	for await (const ids of idsIn(tables.queue)) {
		const others = ids.filter((id) => !known.has(id))
		await atMost(AT_ONCE, others, (id) => rebuild(id, true))
	}
	return { rows, removed, unreadable }
}
