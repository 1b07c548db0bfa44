import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { ledgerBucket } from '#shared/ledger/envelope.ts'
import type { LedgerStore } from '#shared/ledger/ports.ts'
import type { DocumentClient } from './clients.ts'
import { EVENTS_PER_ROW, parseRow, type Row, rowKeyOf } from './ledger-row.ts'
import { queryAll } from './query-items.ts'

/** The partition of the index of deliveries that were tried and have events without an outcome: few at any time. */
export const OPEN_DELIVERIES = 'open'

/** Returns how many events have no outcome, of the rows of one delivery. */
const leftIn = (rows: readonly Row[]): number => {
	const count = rows.find(({ count }) => count !== undefined)?.count ?? 0
	const settled = rows.flatMap(({ outcomes }) => outcomes).filter(([index]) => index < count).length
	return count - settled
}

const openSchema = z.object({ id: z.string(), left: z.int() })

/** Waits for a write, which may be refused by its condition. */
export const unlessFailed = async (write: Promise<unknown>): Promise<void> => {
	try {
		await write
	} catch (error) {
		if (!(error instanceof ConditionalCheckFailedException)) throw error
	}
}

/** Creates the index of deliveries that were tried and have events without an outcome: their first rows carry a mark for so long. */
export const createOpenDeliveries = (client: DocumentClient, table: string) => {
	const rowsOfDelivery = async (head: Row): Promise<readonly Row[]> =>
		(head.count ?? 0) > EVENTS_PER_ROW
			? (
					await queryAll(client, {
						TableName: table,
						KeyConditionExpression: '#bucket = :bucket AND begins_with(id, :envelope)',
						ExpressionAttributeNames: { '#bucket': 'bucket' },
						ExpressionAttributeValues: { ':bucket': ledgerBucket(head.id), ':envelope': head.id },
						ConsistentRead: true,
					})
				).map(parseRow)
			: [head]

	/** Counts anew what is left of a delivery that `open` names. It only ever becomes less, so that who comes late changes nothing. */
	const countLeft = async (head: Row): Promise<void> => {
		const left = leftIn(await rowsOfDelivery(head))
		const isLess = 'attribute_exists(openIn) AND #left > :left'
		await unlessFailed(
			client.send(
				new UpdateCommand({
					TableName: table,
					Key: rowKeyOf(head.id),
					UpdateExpression: left > 0 ? 'SET #left = :left' : 'REMOVE openIn, #left',
					ConditionExpression: isLess,
					ExpressionAttributeNames: { '#left': 'left' },
					ExpressionAttributeValues: { ':left': left },
				}),
			),
		)
	}
	/** Marks a delivery first and counts what is left of it then: what is settled in between sees the mark. */
	const leaveOpen: LedgerStore['leaveOpen'] = async (envelope) => {
		const { Attributes = {} } = await client.send(
			new UpdateCommand({
				TableName: table,
				Key: rowKeyOf(envelope),
				UpdateExpression: 'SET openIn = :open, #left = #count',
				ExpressionAttributeNames: { '#left': 'left', '#count': 'count' },
				ExpressionAttributeValues: { ':open': OPEN_DELIVERIES },
				ReturnValues: 'ALL_NEW',
			}),
		)
		await countLeft(parseRow(Attributes))
	}
	/** Returns the first row of a delivery after one of its rows was written; of a small delivery it is the same. */
	const headAfter = async (envelope: string, written: Record<string, unknown>): Promise<Record<string, unknown>> => {
		if (written.id === envelope) return written
		const { Item = {} } = await client.send(
			new GetCommand({ TableName: table, Key: rowKeyOf(envelope), ConsistentRead: true }),
		)
		return Item
	}
	/** Counts what is left of a delivery after one of its rows was written, if it is named. */
	const settled = async (envelope: string, written: Record<string, unknown>): Promise<void> => {
		const head = await headAfter(envelope, written)
		if (head.openIn !== undefined) await countLeft(parseRow(head))
	}

	const open: LedgerStore['open'] = async (limit) => {
		const { Items = [] } = await client.send(
			new QueryCommand({
				TableName: table,
				IndexName: 'open',
				KeyConditionExpression: 'openIn = :open',
				ExpressionAttributeValues: { ':open': OPEN_DELIVERIES },
				Limit: limit,
			}),
		)
		return Items.map((item) => openSchema.parse(item)).map(({ id, left }) => ({ envelope: id, left }))
	}
	return { leaveOpen, open, settled }
}
