import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { addressFormSchema, contactLanguageSchema } from '#shared/cases/codes.ts'
import { type ContactKey, caseIdSchema, contactKeySchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import type { Contact, ContactAddress, ContactEraser, ContactStore } from '#shared/cases/ports.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'
import type { TransactionItems } from './transaction.ts'

const contactItemSchema = z.object({
	key: contactKeySchema,
	network: networkSchema,
	accountId: z.string(),
	userId: z.string(),
	handle: z.string().optional(),
	form: addressFormSchema.optional(),
	language: contactLanguageSchema.optional(),
	openCase: caseIdSchema.optional(),
	cases: z.array(caseIdSchema),
	revision: z.int(),
})

const addressId = ({ network, accountId, userId }: ContactAddress): string => `user#${network}#${accountId}#${userId}`

const parseContact = (item: unknown): Contact => contactItemSchema.parse(item)

/**
 * Returns the writes that store a contact under its revision; for a new one also the item that leads from its key to
 * its address.
 */
export const contactWrites = (table: string, contact: Contact): TransactionItems => {
	const id = addressId(contact)
	const Item = { id, ...contact, revision: contact.revision + 1 }
	if (contact.revision === 0)
		return [
			{ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(id)' } },
			{
				Put: {
					TableName: table,
					Item: { id: contact.key, address: id },
					ConditionExpression: 'attribute_not_exists(id)',
				},
			},
		]
	return [
		{
			Put: {
				TableName: table,
				Item,
				ConditionExpression: 'revision = :revision',
				ExpressionAttributeValues: { ':revision': contact.revision },
			},
		},
	]
}

/** Returns the addresses of contact keys; a forgotten contact has none. */
const addressIdsOf = async (
	client: DocumentClient,
	table: string,
	keys: readonly ContactKey[],
): Promise<readonly string[]> => {
	const items = await batchGet(client, table, keys)
	return items.flatMap((item) => z.object({ address: z.string().optional() }).parse(item).address ?? [])
}

/**
 * Creates the store of contacts in the table of cases: `user#…` by their address on the network, `contact_…` leading to
 * it.
 */
export const createDynamoContactStore = (client: DocumentClient, table: string): ContactStore => ({
	find: async (address) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: { id: addressId(address) }, ConsistentRead: true }),
		)
		return Item === undefined ? undefined : parseContact(Item)
	},
	findByKeys: async (keys) => {
		const addresses = await addressIdsOf(client, table, keys)
		// The address of a detached contact may belong to another one by now.
		return (await batchGet(client, table, addresses)).map(parseContact).filter(({ key }) => keys.includes(key))
	},
})

const ADDRESS = /^user#([a-z]+)#([^#]*)#(.*)$/s
const parseAddress = (id: string): ContactAddress => {
	const [, network, accountId = '', userId = ''] = ADDRESS.exec(id) ?? []
	return { network: networkSchema.parse(network), accountId, userId }
}

/** Creates the eraser of contacts. A forgotten contact keeps its key and the time, without its address. */
export const createDynamoContactEraser = (client: DocumentClient, table: string): ContactEraser => ({
	detachAddress: async (contact) => {
		try {
			await client.send(
				new DeleteCommand({
					TableName: table,
					Key: { id: addressId(contact) },
					ConditionExpression: '#key = :key AND revision = :revision',
					ExpressionAttributeNames: { '#key': 'key' },
					ExpressionAttributeValues: { ':key': contact.key, ':revision': contact.revision },
				}),
			)
			return true
		} catch (error) {
			if (error instanceof ConditionalCheckFailedException) return false
			throw error
		}
	},
	addressesOf: async (keys) => (await addressIdsOf(client, table, keys)).map(parseAddress),
	forget: async (key, erasedAt) => {
		await client.send(new PutCommand({ TableName: table, Item: { id: key, erasedAt } }))
	},
})
