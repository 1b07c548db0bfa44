import type { PracticeNetwork } from './network.ts'
import type { People } from './people.ts'
import type { Post, Posts } from './posts.ts'

/** Who wrote what, for reading. */
export type Directory = { readonly people: People; readonly posts: Posts }

/** What happens to a post that is there. */
export type PostChange = 'edited' | 'remove' | 'hide' | 'unhide'

/** Where a network delivers a body, below our origin, and the headers that sign it. */
export type SignedDelivery = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** Everything in which one network differs from the others, for the world, which knows none of them. */
export type NetworkRules = {
	/** Milliseconds from each attempt without a 2xx to the next; after the last the event is lost. */
	readonly retryAfter: readonly number[]
	/** Milliseconds for which it waits for our answer. */
	readonly answerWithin: number
	readonly signDelivery: (body: string) => SignedDelivery
	/** What it calls our webhook with for a post; undefined where it does not tell us of it. */
	readonly bodyOfPost: (post: Post, directory: Directory) => string | undefined
	/** What it tells of a change at `at` to a post that is there; undefined where it does not tell us of it. */
	readonly bodyOfChange: (post: Post, change: PostChange, at: string, directory: Directory) => string | undefined
	/** The text of a public post that answers and quotes nothing, such that the company hears of it. */
	readonly addressed: (text: string) => string
	/** Whether it lets the author edit a post. */
	readonly isEditable: (post: Post) => boolean
	/** Whether an edit makes a new post, with an id of its own, in the same history. */
	readonly hasVersions: boolean
}
export type RulesByNetwork = Readonly<Record<PracticeNetwork, NetworkRules>>
