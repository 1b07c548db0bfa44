import { Agent } from 'node:https'
import { ApiResponseError, TwitterApi } from 'twitter-api-v2'
import * as z from 'zod'
import type { XApiSecret } from '#shared/channels/x/api-secret.ts'
import { unescapeHtml } from '#shared/channels/x/text.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import type { TextSource } from './media-source.ts'

const TIMEOUT = 10 * SECOND
const agent = new Agent({ keepAlive: false })

const noteSchema = z.object({ text: z.string() }).optional()
/** The specification says `note_post` where samples say `note_tweet` (NETWORKS.md 2.5). */
const answerSchema = z.object({ data: z.object({ note_tweet: noteSchema, note_post: noteSchema }) })

/** Reads long posts by `GET /2/tweets/:id` (NETWORKS.md 2.5). A post without a long text was whole as it came. */
export const createXTextSource = (secret: () => Promise<XApiSecret>): TextSource => ({
	read: async ({ accountId, contentId, form }) => {
		const { appKey, appSecret, accounts } = await secret()
		const tokens = accounts[accountId]
		if (tokens === undefined || form === 'dm') return { outcome: 'missing' }
		const client = new TwitterApi({ appKey, appSecret, ...tokens }, { httpAgent: agent }).v2
		const options = { params: { id: contentId }, timeout: TIMEOUT }
		try {
			const answer = answerSchema.safeParse(await client.get('tweets/:id', { 'tweet.fields': 'note_tweet' }, options))
			if (!answer.success) return { outcome: 'missing' }
			const note = answer.data.data.note_tweet ?? answer.data.data.note_post
			return { outcome: 'read', text: note === undefined ? undefined : unescapeHtml(note.text) }
		} catch (error) {
			const isRefused = error instanceof ApiResponseError && error.code < 500 && error.code !== 429
			return { outcome: isRefused ? 'missing' : 'later' }
		}
	},
})
