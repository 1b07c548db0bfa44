import { ignored, type Reader } from '../interpreter.ts'
import { readComment } from './read-comment.ts'
import { readMention } from './read-mention.ts'

/** Instagram's own fields of `changes[]`, each with its reader; its private messages are read as Messenger's. */
export const INSTAGRAM_FIELDS: Readonly<Record<string, Reader>> = {
	comments: readComment,
	live_comments: readComment,
	mentions: readMention,
	story_insights: () => ignored('insights'),
	follow: () => ignored('follow'),
}
