import * as z from 'zod'
import { externalIdSchema } from '../fields.ts'
import { ignored, parked, type Reader } from '../interpreter.ts'
import { ownAccountOf } from '../meta/account.ts'
import { sentMsOf } from '../meta/change.ts'
import { meaningOf } from '../meta/public-event.ts'
import { readComment } from './read-comment.ts'

const mentionSchema = z.object({ media_id: externalIdSchema.nullish(), comment_id: externalIdSchema.nullish() })

/** `mentions` (NETWORKS.md 3.5): where somebody named us, and neither who nor with which words. */
const readMention: Reader = (event, own) => {
	if (event.payload === undefined) return parked('missingValues')
	const account = ownAccountOf(event, own)
	if (account === undefined) return parked('unknownAccount')
	const parsed = mentionSchema.safeParse(event.payload)
	const contentId = parsed.data?.comment_id ?? parsed.data?.media_id
	if (!contentId) return parked('unknownShape')
	return meaningOf({
		content: { network: account.network, accountId: account.id, contentId, form: 'mention' },
		deed: 'added',
		times: { sent: sentMsOf(event) },
		author: {},
		isOurs: false,
		said: { text: '', attachments: 0, incomplete: true },
		threadId: parsed.data?.media_id ?? contentId,
	})
}

/** Instagram's own fields of `changes[]`, each with its reader; its private messages are read as Messenger's. */
export const INSTAGRAM_FIELDS: Readonly<Record<string, Reader>> = {
	comments: readComment,
	live_comments: readComment,
	mentions: readMention,
	story_insights: () => ignored('insights'),
	follow: () => ignored('follow'),
}
