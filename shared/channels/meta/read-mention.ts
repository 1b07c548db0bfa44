import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf, ownMetaIds } from './account.ts'
import { deedOf, sentMsOf } from './change.ts'
import { authorIn, pageContentSchema, saidIn, timesOf } from './page-content.ts'
import { meaningOf } from './public-event.ts'

/**
 * `changes[]` of field `mention` (NETWORKS.md 3.2): our page named in a post or comment, often of somebody else's, often
 * without author and text. The id is that of the content, so a mention in a comment below our own post is that comment.
 */
export const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = pageContentSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.post_id
	if (!parsed.success || !contentId) return parked('unknownShape')
	const change = parsed.data
	if (change.item === 'reaction' || change.item === 'like') return ignored(change.item)
	const deed = deedOf(change.verb)
	if (deed === undefined) return parked('unknownEvent')
	const author = authorIn(change)
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: 'mention' },
		deed,
		times: timesOf(change, sentMsOf(event)),
		author,
		isOurs: ownMetaIds(own).has(author.id ?? ''),
		said: saidIn(change),
		threadId: change.post_id ?? contentId,
		parentId: change.comment_id ? change.parent_id : undefined,
	})
}
