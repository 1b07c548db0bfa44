import * as z from 'zod'
import type { ChannelEvent, OwnAccount } from '../channel.ts'
import { externalIdSchema, ownIds, sentAtOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { maybe } from './maybe.ts'
import { writtenTimeSchema } from './sent-at.ts'

type Deletion = { readonly id: string; readonly authorId: string | undefined; readonly at: number | undefined }

/**
 * Returns the meaning of a deleted post. A customer's is erased at once (NETWORKS.md 2.11), also when it never was for us,
 * because this reader does not know what we store and the deletion may come first.
 */
const meaningOf = ({ id, authorId, at }: Deletion, accountId: string, own: readonly OwnAccount[]): ChannelEvent => {
	const ours = ownIds(own, 'x')
	if (authorId !== undefined && ours.has(authorId)) return ignored('ownDelete')
	const account = ours.has(accountId) ? accountId : [...ours][0]
	if (account === undefined) return parked('unknownAccount')
	const { sentAt: changedAt } = sentAtOf(at)
	return {
		kind: 'update',
		network: 'x',
		accountId: account,
		contentId: id,
		form: 'post',
		change: 'erased',
		changedAt,
	}
}

const id = maybe(externalIdSchema)
const classicSchema = z.object({
	status: maybe(z.object({ id_str: id, id, user_id_str: id, user_id: id })),
	timestamp_ms: maybe(writtenTimeSchema),
})

/**
 * Reads `tweet_delete_events`: deletions by the subscribed user, who is the author where none is named (NETWORKS.md 2.4).
 */
export const readClassicDeletion: Reader = (event, own) => {
	const parsed = classicSchema.safeParse(event.payload)
	if (!parsed.success) return parked('unknownShape')
	const { status, timestamp_ms: at } = parsed.data
	const deleted = status?.id_str ?? status?.id
	const authorId = status?.user_id_str ?? status?.user_id ?? event.accountId
	if (deleted === undefined) return ownIds(own, 'x').has(authorId) ? ignored('ownDelete') : parked('unknownShape')
	return meaningOf({ id: deleted, authorId, at }, event.accountId, own)
}

const newerSchema = z.object({ id: externalIdSchema, author_id: id, timestamp_ms: maybe(writtenTimeSchema) })

/** Reads `post.delete`: by the filtered user, who need not be one of ours (NETWORKS.md 2.5). */
export const readNewerDeletion = (payload: unknown, accountId: string, own: readonly OwnAccount[]): ChannelEvent => {
	const parsed = newerSchema.safeParse(payload)
	if (!parsed.success) return parked('unknownShape')
	const { id: deleted, author_id: author, timestamp_ms: at } = parsed.data
	return meaningOf({ id: deleted, authorId: author ?? accountId, at }, accountId, own)
}
