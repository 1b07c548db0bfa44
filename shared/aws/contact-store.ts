import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { addressFormSchema, contactLanguageSchema } from '#shared/cases/facts.ts'
import { caseIdSchema, contactKeySchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import type { Contact, ContactAddress, ContactStore } from '#shared/cases/ports.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'
import type { TransactionItems } from './transaction.ts'

/** How many people of one handle are looked at: it is unique per network, and old handles are given away again. */
const HANDLE_MATCHES = 20

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
const handleKey = (handle: string): string => handle.toLowerCase()

const parseContact = (item: unknown): Contact => {
	const { handle, form, language, openCase, ...contact } = contactItemSchema.parse(item)
	const manner = { ...(form === undefined ? {} : { form }), ...(language === undefined ? {} : { language }) }
	return {
		...contact,
		...manner,
		...(handle === undefined ? {} : { handle }),
		...(openCase === undefined ? {} : { openCase }),
	}
}

/** The writes that store a contact under its revision, and at first also the way back from its key. */
export const contactWrites = (table: string, contact: Contact): TransactionItems => {
	const id = addressId(contact)
	const handle = contact.handle === undefined ? {} : { handleKey: handleKey(contact.handle) }
	const Item = { id, ...contact, ...handle, revision: contact.revision + 1 }
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

/** Contacts in the table of cases: `user#…` by their address on the network, `contact_…` leading back to it. */
export const createDynamoContactStore = (client: DocumentClient, table: string): ContactStore => ({
	find: async (address) => {
		const { Item } = await client.send(
			new GetCommand({ TableName: table, Key: { id: addressId(address) }, ConsistentRead: true }),
		)
		return Item === undefined ? undefined : parseContact(Item)
	},
	findByKeys: async (keys) => {
		const ways = await batchGet(client, table, keys)
		const addresses = ways.map((item) => z.object({ address: z.string() }).parse(item).address)
		return (await batchGet(client, table, addresses)).map(parseContact)
	},
	findByHandle: async (handle) => {
		const { Items } = await client.send(
			new QueryCommand({
				TableName: table,
				IndexName: 'handle',
				KeyConditionExpression: 'handleKey = :handle',
				ExpressionAttributeValues: { ':handle': handleKey(handle) },
				Limit: HANDLE_MATCHES,
			}),
		)
		const ids = (Items ?? []).map((item) => z.object({ id: z.string() }).parse(item).id)
		return (await batchGet(client, table, ids)).map(parseContact)
	},
})
