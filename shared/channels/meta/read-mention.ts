import { authorOf, timeOf } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { accountOf, ownMetaIds } from './account.ts'
import { deedOf, editionOf, sentMsOf, updateOf } from './change.ts'
import { authorIdOf, pageContentSchema, saidIn, timesOf } from './page-content.ts'

/**
 * `changes[]` of field `mention` (contracts.md 3.2): our page named in a post or comment, often of somebody else's, often
 * without author and text. The id is that of the content, so a mention in a comment below our own post is that comment.
 */
export const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = accountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = pageContentSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.post_id
	if (!parsed.success || !contentId) return parked('unknownShape')
	const change = parsed.data
	if (change.item === 'reaction' || change.item === 'like') return ignored(change.item)
	const deed = deedOf(change.verb)
	if (deed === undefined) return parked('unknownEvent')
	const { network, id: accountId } = account
	const sent = sentMsOf(event)
	const times = timesOf(change, sent)
	const content = { network, accountId, contentId, form: 'mention' } as const
	if (deed !== 'added' && deed !== 'edited') return updateOf({ ...content, change: deed }, times)
	const authorId = authorIdOf(change)
	if (authorId !== undefined && ownMetaIds(own).has(authorId)) return ignored('ownPost')
	const sentAtMs = times.created ?? sent
	return {
		kind: 'message',
		...content,
		visibility: 'public',
		author: authorOf(authorId ?? `anonymous:${contentId}`, undefined, change.from?.name ?? change.sender_name),
		...saidIn(change),
		threadId: change.post_id ?? contentId,
		...(change.comment_id && change.parent_id ? { parentId: change.parent_id } : {}),
		...timeOf(sentAtMs),
		order: String(sentAtMs ?? 0),
		...(deed === 'edited' ? editionOf(times) : {}),
	}
}
