import { Agent } from 'node:https'
import { ApiResponseError, TwitterApi } from 'twitter-api-v2'
import * as z from 'zod'
import { isPrivateForm } from '#shared/cases/codes.ts'
import type { MetaApiSecret } from '#shared/channels/meta/api-secret.ts'
import { callGraph } from '#shared/channels/meta/graph-call.ts'
import type { XApiSecret } from '#shared/channels/x/api-secret.ts'
import { linksSchema, withMeantLinks } from '#shared/channels/x/wording.ts'
import { SECOND } from '#shared/kernel/clock.ts'
import type { TextAddress, TextSource } from './media-source.ts'

const TIMEOUT = 10 * SECOND
const agent = new Agent({ keepAlive: false })

const entities = z.object({ urls: linksSchema }).optional().catch(undefined)
const noteSchema = z.object({ text: z.string(), entities }).optional()
/** The specification says `note_post` where samples say `note_tweet` (NETWORKS.md 2.5). */
const postSchema = z.object({
	data: z.object({ text: z.string().default(''), entities, note_tweet: noteSchema, note_post: noteSchema }),
})

/**
 * Returns the whole text of a post, with the links that its author meant. Without a long text and without links it came
 * whole.
 */
const wholeText = (answer: z.infer<typeof postSchema>): string | undefined => {
	const { text, entities: known, note_tweet: tweet, note_post: post } = answer.data
	const note = tweet ?? post
	const links = [...(known?.urls ?? []), ...(note?.entities?.urls ?? [])]
	return note === undefined && links.length === 0 ? undefined : withMeantLinks(note?.text ?? text, { links })
}

/** Reads long posts, and where shortened links lead, by `GET /2/tweets/:id` (NETWORKS.md 2.5). */
export const createXTextSource = (secret: () => Promise<XApiSecret>): TextSource => ({
	read: async ({ accountId, contentId, form }) => {
		const { appKey, appSecret, accounts } = await secret()
		const tokens = accounts[accountId]
		if (tokens === undefined || (form !== undefined && isPrivateForm(form))) return { outcome: 'missing' }
		const client = new TwitterApi({ appKey, appSecret, ...tokens }, { httpAgent: agent }).v2
		const options = { params: { id: contentId }, timeout: TIMEOUT }
		try {
			const answer = postSchema.safeParse(
				await client.get('tweets/:id', { 'tweet.fields': 'note_tweet,entities' }, options),
			)
			if (!answer.success) return { outcome: 'missing' }
			return { outcome: 'read', text: wholeText(answer.data) }
		} catch (error) {
			const isRefused = error instanceof ApiResponseError && error.code < 500 && error.code !== 429
			return { outcome: isRefused ? 'missing' : 'later' }
		}
	},
})

const said = z.object({ message: z.string().optional(), text: z.string().optional(), caption: z.string().optional() })
const answerSchema = said.extend({ mentioned_comment: said.optional(), mentioned_media: said.optional() })

/**
 * Returns path and fields of the read. Content of others on Instagram is read by way of our own account (NETWORKS.md 3.5).
 */
const questionOf = ({ network, accountId, contentId, form }: TextAddress) => {
	const path = encodeURIComponent(contentId)
	if (network !== 'instagram' || (form !== undefined && isPrivateForm(form))) return { path, fields: 'message' }
	if (form !== 'captionMention' && form !== 'commentMention') return { path, fields: 'text' }
	if (!/^\d+$/.test(contentId)) return undefined
	const fields =
		form === 'captionMention'
			? `mentioned_media.media_id(${contentId}){caption}`
			: `mentioned_comment.comment_id(${contentId}){text}`
	return { path: encodeURIComponent(accountId), fields }
}

/** Graph codes for rate limits and Meta's own faults (NETWORKS.md 3.4). */
const PASSING: ReadonlySet<number> = new Set([1, 2, 4, 17, 32, 613])
const problemSchema = z.object({ error: z.object({ code: z.number() }) })

/** Reads from the Graph API the text that an event of Facebook or Instagram left out. */
export const createMetaTextSource = (secret: () => Promise<MetaApiSecret>): TextSource => ({
	read: async (address) => {
		const { appSecret, pages } = await secret()
		const accessToken = pages[address.accountId]?.accessToken
		const question = questionOf(address)
		if (accessToken === undefined || question === undefined) return { outcome: 'missing' }
		const { path, fields } = question
		const call = {
			method: 'GET',
			path,
			query: { fields },
			accessToken,
			appSecret,
			timeoutMilliseconds: TIMEOUT,
		} as const
		const answer = await callGraph(call)
		if (answer.kind !== 'answered' || answer.status >= 500 || answer.status === 429) return { outcome: 'later' }
		const problem = problemSchema.safeParse(answer.body).data
		if (problem !== undefined && PASSING.has(problem.error.code)) return { outcome: 'later' }
		const read = answerSchema.safeParse(answer.body)
		if (answer.status !== 200 || !read.success) return { outcome: 'missing' }
		const found = read.data.mentioned_comment ?? read.data.mentioned_media ?? read.data
		const text = found.message ?? found.text ?? found.caption
		return text === undefined ? { outcome: 'missing' } : { outcome: 'read', text }
	},
})
