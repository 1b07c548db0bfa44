import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'

export const postSchema = z.object({
	id_str: z.string(),
	created_at: z.string(),
	text: z.string(),
	user: z.object({ id_str: z.string(), screen_name: z.string() }),
})

/** The message's item, then the author's case with its place in the list. Gives the case's id. */
export const filePost = async (
	documents: DynamoDBDocumentClient,
	tables: { readonly cases: string; readonly messages: string },
	{ id_str: id, created_at, text, user }: z.infer<typeof postSchema>,
): Promise<string> => {
	const caseId = `x#${user.id_str}`
	const sentAt = new Date(created_at).toISOString()
	const { screen_name: handle } = user
	await documents.send(new PutCommand({ TableName: tables.messages, Item: { caseId, id, text, handle, sentAt } }))
	await documents.send(
		new UpdateCommand({
			TableName: tables.cases,
			Key: { id: caseId },
			UpdateExpression:
				'SET #status = :open, handle = :handle, updatedAt = :now, openedAt = if_not_exists(openedAt, :now) ADD messages :one',
			ExpressionAttributeNames: { '#status': 'status' },
			ExpressionAttributeValues: { ':open': 'open', ':handle': handle, ':now': new Date().toISOString(), ':one': 1 },
		}),
	)
	return caseId
}
