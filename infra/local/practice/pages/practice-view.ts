import type { PracticeNetwork } from '#infra/local/practice/world/network.ts'
import { isOwn } from '#infra/local/practice/world/network.ts'
import type { Post } from '#infra/local/practice/world/posts.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import type { PageLanguage } from './language.ts'
import { type PracticeWord, practiceWords } from './practice-words.ts'

/** The input of the parts of the practice page. */
export type PracticeView = {
	readonly world: World
	readonly language: PageLanguage
	readonly word: (name: PracticeWord) => string
}
export const practiceViewOf = (world: World, language: PageLanguage): PracticeView => ({
	world,
	language,
	word: (name) => practiceWords[name][language],
})

export const networkName = { x: 'X', facebook: 'Facebook', instagram: 'Instagram' } as const satisfies Record<
	PracticeNetwork,
	string
>

export type Thread = { readonly root: Post; readonly answers: Post[]; readonly latest: string }

/** Returns the latest public threads of a network, the one with the newest post first. */
export const threadsOf = (posts: readonly Post[], limit = 30): Thread[] => {
	// Answers name the version of a post they were written to, so all versions map to the newest.
	const known = new Map(posts.flatMap((post) => [post.id, post.firstId ?? post.id].map((id) => [id, post] as const)))
	const rootOf = (post: Post): Post => {
		const parent = post.inReplyTo === undefined ? undefined : known.get(post.inReplyTo)
		return parent ? rootOf(parent) : post
	}
	const threads = new Map<string, Thread>()
	for (const post of posts) {
		const root = rootOf(post)
		const thread = threads.get(root.id) ?? { root, answers: [], latest: post.at }
		if (post !== root) thread.answers.unshift(post)
		threads.set(root.id, thread)
	}
	return [...threads.values()].slice(0, limit)
}

export type Conversation = { readonly network: PracticeNetwork; readonly personId: string; readonly messages: Post[] }

/** Returns the private conversations, the one with the newest message first; messages oldest first. */
export const conversationsOf = (world: World, limit = 30): Conversation[] => {
	const conversations = new Map<string, Conversation>()
	for (const post of world.posts.list({ visibility: 'private', limit: 1_000 })) {
		const personId = isOwn(post.network, post.authorId) ? (post.toId ?? '') : post.authorId
		const key = `${post.network} ${personId}`
		const conversation = conversations.get(key) ?? { network: post.network, personId, messages: [] }
		conversation.messages.unshift(post)
		conversations.set(key, conversation)
	}
	return [...conversations.values()].slice(0, limit)
}
