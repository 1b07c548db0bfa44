import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { type AddressRecord, addressKeptUntil, addressRecordSchema } from '#shared/requests/address-record.ts'
import { type RequestLink, requestLinkSchema } from '#shared/requests/link.ts'
import { type ReplyLink, replyLinkSchema } from '#shared/requests/reply-address.ts'
import { type Request, requestSchema } from '#shared/requests/request.ts'
import type { RequestStore, RequestWrite } from '#shared/requests/request-store.ts'
import type { DocumentClient } from './clients.ts'
import { type TransactionItems, writeTransaction } from './transaction.ts'
import { submissionPuts, type VaultTables } from './vault-store.ts'

type Item = TransactionItems[number]

/** The number of shards of the sparse index `pending`. */
const PENDING_SHARDS = 8

/** The `ttl` of an empty record, which is deleted at once. */
const EPOCH: Instant = '1970-01-02T00:00:00.000Z'

const linkId = (hash: string): string => `link_${hash}`
const replyId = (hash: string): string => `reply_${hash}`
const addressId = (key: string): string => `addr_${key}`
const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000)

const shardOf = (requestId: string): string => {
	const sum = [...requestId].reduce((total, character) => total + character.charCodeAt(0), 0)
	return `p${sum % PENDING_SHARDS}`
}

/** Returns the keys of the index `pending`; none without pending commands. */
const pendingKeys = ({
	id,
	pending,
}: Request): { pendingShard?: string | undefined; submittedAt?: Instant | undefined } => {
	const first = pending.map(({ at }) => at).sort()[0]
	return first === undefined ? {} : { pendingShard: shardOf(id), submittedAt: first }
}

const putOnce = (TableName: string, item: Record<string, unknown>): Item => ({
	Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(id)' },
})

const newRequest = (table: string, { version, ...body }: Request): Item =>
	putOnce(table, { id: body.id, version, body, ttl: secondsOf(body.keepUntil), ...pendingKeys({ ...body, version }) })

const newLink = (table: string, link: RequestLink): Item =>
	putOnce(table, { id: linkId(link.hash), body: link, ttl: secondsOf(link.keepUntil) })

const newReplyLink = (table: string, link: ReplyLink): Item =>
	putOnce(table, { id: replyId(link.hash), body: link, ttl: secondsOf(link.keepUntil) })

/** Returns an update, not a put: most writers of requests may not put. */
const changedRequest = (table: string, { version, ...body }: Request): Item => {
	const { pendingShard, submittedAt } = pendingKeys({ ...body, version })
	const pending =
		pendingShard === undefined
			? 'REMOVE pendingShard, submittedAt'
			: ', pendingShard = :pendingShard, submittedAt = :submittedAt'
	return {
		Update: {
			TableName: table,
			Key: { id: body.id },
			UpdateExpression: `SET #body = :body, #version = :next, #ttl = :ttl ${pending}`,
			ConditionExpression: '#version = :seen',
			ExpressionAttributeNames: { '#body': 'body', '#version': 'version', '#ttl': 'ttl' },
			ExpressionAttributeValues: {
				':body': body,
				':seen': version,
				':next': version + 1,
				':ttl': secondsOf(body.keepUntil),
				':pendingShard': pendingShard,
				':submittedAt': pendingShard === undefined ? undefined : submittedAt,
			},
		},
	}
}

const changedAddress = (table: string, { key, version, ...body }: AddressRecord): Item => ({
	Update: {
		TableName: table,
		Key: { id: addressId(key) },
		UpdateExpression: 'SET #body = :body, #version = :next, #ttl = :ttl',
		ConditionExpression: version === 0 ? 'attribute_not_exists(id)' : '#version = :seen',
		ExpressionAttributeNames: { '#body': 'body', '#version': 'version', '#ttl': 'ttl' },
		ExpressionAttributeValues: {
			':body': body,
			':next': version + 1,
			':ttl': secondsOf(addressKeptUntil({ key, version, ...body }) ?? EPOCH),
			':seen': version === 0 ? undefined : version,
		},
	},
})

const storedSchema = z.object({ version: z.int(), body: z.record(z.string(), z.unknown()) })
const pendingSchema = z.object({ id: z.string(), submittedAt: z.string() })

/**
 * Creates the store of requests, their links and address records in the table Requests. `vault` is needed only to store
 * submissions.
 */
export const createDynamoRequestStore = (client: DocumentClient, table: string, vault?: VaultTables): RequestStore => {
	const get = async (id: string): Promise<Record<string, unknown> | undefined> => {
		const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }))
		return Item
	}
	const write = async (items: TransactionItems) => (await writeTransaction(client, items)).result === 'written'
	const putUnlessThere = async (item: Item, id: string): Promise<void> => {
		const isThere = (await write([item])) || (await get(id)) !== undefined
		if (!isThere) throw new RetryLaterError('requestContended')
	}
	const itemsOf = ({ request, address, submission }: RequestWrite): TransactionItems => {
		if (submission !== undefined && vault === undefined) throw new Error('Taking a submission needs the vault tables')
		return [
			changedRequest(table, request),
			...(address === undefined ? [] : [changedAddress(table, address)]),
			...(submission === undefined || vault === undefined ? [] : submissionPuts(vault, submission)),
		]
	}
	const pendingIn = async (shard: string, before: Instant, limit: number) => {
		const { Items } = await client.send(
			new QueryCommand({
				TableName: table,
				IndexName: 'pending',
				KeyConditionExpression: 'pendingShard = :shard AND submittedAt < :before',
				ExpressionAttributeValues: { ':shard': shard, ':before': before },
				Limit: limit,
			}),
		)
		return (Items ?? []).map((item) => pendingSchema.parse(item))
	}
	return {
		create: async (request, links) => {
			const isNew = await write([newRequest(table, request), ...links.map((link) => newLink(table, link))])
			if (isNew) return 'created'
			// A conflict with another transaction looks the same as an existing item: only a read decides.
			if ((await get(request.id)) !== undefined) return 'exists'
			throw new RetryLaterError('requestContended')
		},
		addLinks: async (links) => {
			for (const link of links) await putUnlessThere(newLink(table, link), linkId(link.hash))
		},
		addReplyLink: (link) => putUnlessThere(newReplyLink(table, link), replyId(link.hash)),
		findReplyLink: async (hash) => {
			const item = await get(replyId(hash))
			return item && replyLinkSchema.parse(item.body)
		},
		findLink: async (hash) => {
			const item = await get(linkId(hash))
			return item && requestLinkSchema.parse(item.body)
		},
		find: async (requestId) => {
			const item = await get(requestId)
			if (item === undefined) return undefined
			const { body, version } = storedSchema.parse(item)
			return requestSchema.parse({ ...body, version })
		},
		findAddress: async (key) => {
			const item = await get(addressId(key))
			if (item === undefined) return undefined
			const { body, version } = storedSchema.parse(item)
			return addressRecordSchema.parse({ ...body, key, version })
		},
		isStopped: async () => (await get('stop'))?.active === true,
		save: async (change) => ((await write(itemsOf(change))) ? 'saved' : 'conflict'),
		listPending: async (before, limit) => {
			const shards = Array.from({ length: PENDING_SHARDS }, (_, index) => pendingIn(`p${index}`, before, limit))
			return (await Promise.all(shards))
				.flat()
				.sort((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1))
				.slice(0, limit)
				.map(({ id }) => id)
		},
	}
}
