import { z } from 'zod'

const postSchema = z.object({
	id: z.string(),
	network: z.enum(['x', 'facebook', 'instagram']),
	visibility: z.enum(['public', 'private']),
	author: z.string(),
	to: z.string().optional(),
	text: z.string(),
	inReplyTo: z.string().optional(),
	at: z.string(),
})
const postsSchema = z.object({ items: z.array(postSchema) })
const mailSchema = z.object({
	id: z.string(),
	to: z.string(),
	from: z.string(),
	subject: z.string(),
	text: z.string(),
	html: z.string(),
	headers: z.unknown(),
	at: z.string(),
})
const clockSchema = z.object({ now: z.string() })
const mailsSchema = z.object({ items: z.array(mailSchema) })

export type StoryPost = z.infer<typeof postSchema>
export type StoryMail = z.infer<typeof mailSchema>
export type WrittenPost = Pick<StoryPost, 'network' | 'visibility' | 'author' | 'text'> & {
	readonly inReplyTo?: string | undefined
	/** What it is, where it is not the usual of its network. */
	readonly form?: string | undefined
}

/** Creates a client of the practice networks and the mailbox over their JSON API. */
export const createPracticeClient = (origin: string) => {
	const call = async (path: string, init?: RequestInit): Promise<unknown> => {
		const answer = await fetch(`${origin}/practice${path}`, init)
		if (!answer.ok) throw new Error(`/practice${path} answered ${answer.status}`)
		return answer.json()
	}
	return {
		/** Returns the time of the practice clock. */
		now: async () => clockSchema.parse(await call('/clock')).now,
		write: async (post: WrittenPost) =>
			postSchema.parse(
				await call('/posts', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(post),
				}),
			),
		posts: async () => postsSchema.parse(await call('/posts')).items,
		/** Returns the newest private message of ours to a person, if there is one. */
		privateMessageTo: async (network: StoryPost['network'], author: string): Promise<StoryPost | undefined> =>
			postsSchema
				.parse(await call('/posts'))
				.items.find((post) => post.network === network && post.visibility === 'private' && post.to === author),
		mailTo: async (address: string): Promise<StoryMail | undefined> =>
			mailsSchema.parse(await call(`/mailbox?to=${encodeURIComponent(address)}`)).items[0],
	}
}

export type PracticeClient = ReturnType<typeof createPracticeClient>
